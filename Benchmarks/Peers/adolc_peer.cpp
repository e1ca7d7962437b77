// ADOL-C: operator overloading in C++ that writes a tape, and a reverse pass over it. A graph of its own for every
// repetition, as a program with branches needs. Prints a result and the seconds of
// the processor that it took.
#include <adolc/adolc.h>

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <vector>

static double w1(long rounds) {
    double sum = 0;
    for (long i = 0; i < rounds; i++) {
        double in[4] = {0.5, -0.25, 0.75, 1.5}, out, grad[4];
        trace_on(1);
        adouble a, b, c, f;
        a <<= in[0], b <<= in[1], c <<= in[2], f <<= in[3];
        adouble l = tanh((a * b + c) * f);
        l >>= out;
        trace_off();
        gradient(1, 4, in, grad);
        sum += grad[0];
    }
    return sum;
}

static double w3(long ops) {
    double in[2] = {0.5, 0.999}, out, grad[2], one = 1;
    trace_on(1, 1);
    adouble x, c;
    x <<= in[0], c <<= in[1];
    for (long i = 0; i < ops; i++) {
        if (i % 3 == 0) x = x * c;
        else if (i % 3 == 1) x = x + c;
        else x = tanh(x);
    }
    x >>= out;
    trace_off();
    reverse(1, 1, 2, 0, &one, grad);
    return grad[1];
}

static double total(long leaves) {
    std::vector<double> grad(leaves);
    double out, one = 1;
    trace_on(1, 1);
    std::vector<adouble> all(leaves);
    for (long i = 0; i < leaves; i++) all[i] <<= (double)i;
    adouble x = 0;
    for (long i = 0; i < leaves; i++) x = x + all[i];
    x >>= out;
    trace_off();
    reverse(1, 1, leaves, 0, &one, grad.data());
    double sum = 1;  // the number 0 that the sum begins with is a constant here
    for (double g : grad) sum += g;
    return sum;
}

static double w2(long steps) {
    std::vector<double> x, y, parameters;
    for (int i = 0; i < 100; i++) {
        double angle = i / 32.0;
        x.push_back(i % 2 == 0 ? angle - 1.5 : angle - 0.5);
        x.push_back(i % 2 == 0 ? 1 - (angle - 1.5) * (angle - 1.5) : (angle - 1.5) * (angle - 1.5) - 0.5);
        y.push_back(i % 2 == 0 ? 1 : -1);
    }
    int sizes[4] = {2, 16, 16, 1};
    long long state = 1337;
    for (int l = 0; l < 3; l++)
        for (int n = 0; n < sizes[l + 1]; n++) {
            for (int i = 0; i < sizes[l]; i++) {
                state = (state * 1103515245 + 12345) % 2147483648LL;
                parameters.push_back(state / 1073741824.0 - 1);
            }
            parameters.push_back(0);
        }
    int count = (int)parameters.size();
    std::vector<double> grad(count);
    double loss = 0;
    for (long step = 0; step < steps; step++) {
        trace_on(1, 1);
        {
            std::vector<adouble> p(count);
            for (int i = 0; i < count; i++) p[i] <<= parameters[i];
            adouble sum = 0;
            for (int q = 0; q < 100; q++) {
                std::vector<adouble> in(2), out;
                in[0] = x[2 * q];
                in[1] = x[2 * q + 1];
                int w = 0;
                for (int l = 0; l < 3; l++) {
                    out = std::vector<adouble>(sizes[l + 1]);
                    for (int n = 0; n < sizes[l + 1]; n++) {
                        adouble act = p[w + sizes[l]];
                        for (int i = 0; i < sizes[l]; i++) act += p[w + i] * in[i];
                        w += sizes[l] + 1;
                        out[n] = l < 2 ? fmax(act, 0.0) : act;
                    }
                    in = out;
                }
                sum += fmax(1 + -y[q] * in[0], 0.0);
            }
            adouble square = 0;
            for (int i = 0; i < count; i++) square += p[i] * p[i];
            adouble total = sum * (1.0 / 100) + 1e-4 * square;
            total >>= loss;
        }
        trace_off();
        double one = 1;
        reverse(1, 1, count, 0, &one, grad.data());
        double rate = 1 - 0.9 * step / steps;
        for (int i = 0; i < count; i++) parameters[i] -= rate * grad[i];
    }
    return loss;
}

int main(int, char **arguments) {
    long count = atol(arguments[2]);
    std::clock_t begin = std::clock();
    const char *workload = arguments[1];
    double result = !strcmp(workload, "W1")   ? w1(count)
                    : !strcmp(workload, "W2") ? w2(count)
                    : !strcmp(workload, "W3") ? w3(count)
                                              : total(count);
    printf("%.17g %.9f\n", result, (double)(std::clock() - begin) / CLOCKS_PER_SEC);
}

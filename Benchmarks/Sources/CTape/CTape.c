#include "CTape.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

// A number is a record of 24 bytes: its value, its gradient, and how it was made. The operation is in the low bits of
// the first input's index.
typedef struct {
    double value;
    double grad;
    unsigned x;
    unsigned y;
} Record;

enum { LEAF, ADD, MUL, TANH, RELU };

static Record *tape;
static unsigned count;
static size_t capacity;

static unsigned push(double value, unsigned op, unsigned x, unsigned y) {
    if (count == capacity) {
        capacity = capacity ? capacity * 2 : 1024;
        tape = realloc(tape, capacity * sizeof(Record));
    }
    tape[count] = (Record){value, 0, x << 3 | op, y};
    return count++;
}

static unsigned leaf(double value) { return push(value, LEAF, 0, 0); }
static unsigned add(unsigned x, unsigned y) { return push(tape[x].value + tape[y].value, ADD, x, y); }
static unsigned mul(unsigned x, unsigned y) { return push(tape[x].value * tape[y].value, MUL, x, y); }
static unsigned tanh_(unsigned x) { return push(tanh(tape[x].value), TANH, x, 0); }
static unsigned relu(unsigned x) { return push(tape[x].value < 0 ? 0 : tape[x].value, RELU, x, 0); }

static void backward(unsigned root) {
    tape[root].grad = 1;
    for (unsigned i = root + 1; i-- > 0;) {
        Record *r = &tape[i];
        double g = r->grad;
        unsigned x = r->x >> 3, y = r->y;
        switch (r->x & 7) {
        case ADD:
            tape[x].grad += g;
            tape[y].grad += g;
            break;
        case MUL:
            tape[x].grad += tape[y].value * g;
            tape[y].grad += tape[x].value * g;
            break;
        case TANH:
            tape[x].grad += (1 - r->value * r->value) * g;
            break;
        case RELU:
            tape[x].grad += (r->value > 0) * g;
            break;
        }
    }
}

double ctape_w1(long rounds) {
    double sum = 0;
    for (long i = 0; i < rounds; i++) {
        count = 0;
        unsigned a = leaf(0.5), b = leaf(-0.25), c = leaf(0.75), f = leaf(1.5);
        unsigned l = tanh_(mul(add(mul(a, b), c), f));
        backward(l);
        sum += tape[a].grad;
    }
    return sum;
}

double ctape_w3(long ops) {
    count = 0;
    unsigned a = leaf(0.5), c = leaf(0.999), x = a;
    for (long i = 0; i < ops; i++) {
        switch (i % 3) {
        case 0: x = mul(x, c); break;
        case 1: x = add(x, c); break;
        default: x = tanh_(x); break;
        }
    }
    backward(x);
    return tape[c].grad;
}

double ctape_sum(long leaves) {
    count = 0;
    unsigned x = leaf(0);
    for (long i = 0; i < leaves; i++) x = add(x, leaf((double)i));
    backward(x);
    double sum = 0;
    for (unsigned i = 0; i < count; i++)
        if ((tape[i].x & 7) == LEAF) sum += tape[i].grad;
    return sum;
}

static const int sizes[4] = {2, 16, 16, 1};

double ctape_w2(const double *x, const double *y, int points, double *parameters, int steps) {
    double loss = 0;
    for (int step = 0; step < steps; step++) {
        count = 0;
        unsigned first[3];
        int total = 0;
        for (int l = 0; l < 3; l++) {
            first[l] = count;
            for (int i = 0; i < sizes[l + 1] * (sizes[l] + 1); i++) leaf(parameters[total++]);
        }
        unsigned sum = leaf(0);
        for (int p = 0; p < points; p++) {
            unsigned in[16], out[16];
            in[0] = leaf(x[2 * p]);
            in[1] = leaf(x[2 * p + 1]);
            for (int l = 0; l < 3; l++) {
                for (int n = 0; n < sizes[l + 1]; n++) {
                    unsigned w = first[l] + (unsigned)(n * (sizes[l] + 1));
                    unsigned act = w + (unsigned)sizes[l];
                    for (int i = 0; i < sizes[l]; i++) act = add(act, mul(w + (unsigned)i, in[i]));
                    out[n] = l < 2 ? relu(act) : act;
                }
                memcpy(in, out, sizeof(in));
            }
            sum = add(sum, relu(add(mul(leaf(-y[p]), in[0]), leaf(1))));
        }
        unsigned data = mul(sum, leaf(1.0 / points));
        unsigned square = leaf(0);
        for (int i = 0; i < total; i++) square = add(square, mul((unsigned)i, (unsigned)i));
        unsigned l = add(data, mul(leaf(1e-4), square));
        backward(l);
        loss = tape[l].value;
        double rate = 1.0 - 0.9 * step / steps;
        for (int i = 0; i < total; i++) parameters[i] -= rate * tape[i].grad;
    }
    return loss;
}

double byhand_w2(const double *x, const double *y, int points, double *parameters, int steps) {
    double loss = 0;
    for (int step = 0; step < steps; step++) {
        double grad[337] = {0};
        const double *w1 = parameters, *w2 = parameters + 48, *w3 = parameters + 320;
        double *g1 = grad, *g2 = grad + 48, *g3 = grad + 320;
        double data = 0;
        for (int p = 0; p < points; p++) {
            double h1[16], h2[16];
            for (int n = 0; n < 16; n++) {
                double act = w1[3 * n + 2];
                for (int i = 0; i < 2; i++) act += w1[3 * n + i] * x[2 * p + i];
                h1[n] = act < 0 ? 0 : act;
            }
            for (int n = 0; n < 16; n++) {
                double act = w2[17 * n + 16];
                for (int i = 0; i < 16; i++) act += w2[17 * n + i] * h1[i];
                h2[n] = act < 0 ? 0 : act;
            }
            double score = w3[16];
            for (int i = 0; i < 16; i++) score += w3[i] * h2[i];
            double margin = 1 + -y[p] * score;
            if (margin > 0) data += margin;
            if (margin <= 0) continue;
            double g = -y[p] / points;
            g3[16] += g;
            double d2[16], d1[16] = {0};
            for (int i = 0; i < 16; i++) {
                g3[i] += h2[i] * g;
                d2[i] = h2[i] > 0 ? w3[i] * g : 0;
            }
            for (int n = 0; n < 16; n++) {
                g2[17 * n + 16] += d2[n];
                for (int i = 0; i < 16; i++) {
                    g2[17 * n + i] += h1[i] * d2[n];
                    d1[i] += w2[17 * n + i] * d2[n];
                }
            }
            for (int n = 0; n < 16; n++) {
                double d = h1[n] > 0 ? d1[n] : 0;
                g1[3 * n + 2] += d;
                for (int i = 0; i < 2; i++) g1[3 * n + i] += x[2 * p + i] * d;
            }
        }
        double square = 0;
        for (int i = 0; i < 337; i++) square += parameters[i] * parameters[i];
        loss = data / points + 1e-4 * square;
        double rate = 1.0 - 0.9 * step / steps;
        for (int i = 0; i < 337; i++) parameters[i] -= rate * (grad[i] + 2e-4 * parameters[i]);
    }
    return loss;
}

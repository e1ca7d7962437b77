#ifndef CTAPE_H
#define CTAPE_H

/// A bare tape in C: what the engine is measured against. It does what a scalar reverse-mode engine must do and
/// nothing else: no names, no traces, no checks, one global tape of 24-byte records. Every workload returns a number
/// that its Swift counterpart must return too.

/// W1: L = tanh((a*b + c) * f) on a fresh graph, forward and backward, `rounds` times. Returns the sum of a's gradients.
double ctape_w1(long rounds);

/// W2: micrograd's moons demo: MLP(2, [16, 16, 1]), `points` examples, max-margin loss with L2, full batch, `steps`
/// steps. `x` has 2 numbers a point, `y` is -1 or 1; `parameters` holds 337 numbers in micrograd's order and is trained in place.
/// Returns the last loss.
double ctape_w2(const double *x, const double *y, int points, double *parameters, int steps);

/// W3: a chain of `ops` operations (times c, plus c, tanh in turn) and one backward pass. Returns the leaf's gradient.
double ctape_w3(long ops);

/// A sum of `leaves` leaves and one backward pass. Returns the sum of the gradients.
double ctape_sum(long leaves);

/// The gradient of W2 derived by hand, without a tape: what no general engine can beat by much.
double byhand_w2(const double *x, const double *y, int points, double *parameters, int steps);

#endif

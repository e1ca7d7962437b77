/// Stochastic gradient descent: a step against the gradient, `p -= rate * p.grad` for every parameter.
///
/// Source: H. Robbins and S. Monro, "A stochastic approximation method", Annals of Mathematical Statistics 22 (3), 1951.
public struct SGD {
    /// The tape of the parameters.
    public let tape: Tape
    /// What is trained. After `Tape.compact` the handles that it gave back are to be put here.
    public var parameters: [Tape.Node]

    /// Trains these leaves of a tape.
    /// - Parameters:
    ///   - parameters: their handles, in any order; nothing is computed yet.
    ///   - tape: where they are.
    public init(_ parameters: [Tape.Node], on tape: Tape) {
        self.tape = tape
        self.parameters = parameters
    }

    /// Sets the parameters' gradients to 0; called before `backward`, since gradients accumulate.
    /// - Complexity: O(parameters).
    public func zeroGrad() {
        for parameter in parameters { tape.setGrad(parameter, 0) }
    }

    /// Moves every parameter against its gradient.
    /// - Parameter rate: the learning rate: the step's length for a gradient of 1.
    /// - Complexity: O(parameters).
    public func step(_ rate: Double) {
        for parameter in parameters { tape.setData(parameter, tape.data(parameter) - rate * tape.grad(parameter)) }
    }
}

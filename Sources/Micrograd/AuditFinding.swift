/// A number of a backward pass that a second computation does not confirm.
public struct AuditFinding: Sendable, Hashable {
    /// How the number was computed again.
    public enum Method: Sendable, Hashable, CaseIterable {
        /// Forward-mode differentiation by dual numbers over the recorded graph.
        case duals
        /// Central differences of the recorded graph, evaluated again on both sides.
        case differences
        /// Each step of the recorded pass by itself: local derivative times upstream gradient, added to what was there.
        case steps
    }

    /// What went wrong in a step of the pass.
    public enum Fault: Sendable, Hashable, CaseIterable {
        /// The local derivative is not the operation's.
        case derivative
        /// What was handed on is not local derivative times upstream gradient.
        case contribution
        /// A gradient is not the sum of what it was and what arrived.
        case sum
        /// A gradient was handed on before all of it had arrived.
        case order
        /// A number did not hand on its gradient, or not to each of its inputs.
        case missing
    }

    /// The first faulty step that a disagreement can come from.
    public struct Blame: Sendable, Hashable {
        /// The number whose turn it was in that step.
        public let node: Tape.Node
        /// The operation that made it, whose rule was applied.
        public let op: Op
        /// What is wrong with the step.
        public let fault: Fault
    }

    /// The computation that disagrees with the pass.
    public let method: Method
    /// The input whose gradient changed by another amount than it should have; for a directional derivative the root;
    /// for a step the number whose turn it was.
    public let node: Tape.Node
    /// What the pass recorded: a change of a gradient, or what a step handed on.
    public let recorded: Double
    /// What it should have been.
    public let expected: Double
    /// The most by which the two may differ through rounding and, for differences, through the step's length.
    public let bound: Double
    /// Where it went wrong, as far as that can be told; nil when every step is right by itself.
    public let blame: Blame?
}

/// Something that an audit passes over, by name: not an error.
public enum AuditNote: Sendable, Hashable {
    /// An interior number held a gradient when the pass began. As in micrograd it was added to and handed on; the audit
    /// takes that into account.
    case accumulated(Tape.Node)
    /// The number stands at a kink, such as relu at 0, or nearer to it than a step of the difference: there is no
    /// slope to measure. Differences take its slope by the stated convention; dual numbers check it all the same.
    case kink(Tape.Node)
    /// The number is not the value of its inputs any more, because one of them was replaced after it was computed. The
    /// inputs below it are not audited.
    case replaced(Tape.Node)
    /// The gradient of this input, or what leads to it, is infinite, not a number, or beyond what arithmetic can carry.
    case notFinite(Tape.Node)
    /// Differences of this input (or along the direction, for the root) are lost in rounding: the bound on their error
    /// is not small beside the derivative. Dual numbers check it all the same.
    case coarse(Tape.Node)
}

import Micrograd

/// A number of the engine. The tape's node stands in here and nowhere else in a program's data, so that a tape can be
/// compacted and its nodes renumbered.
final class PyNode: PyObject {
    @exclusivity(unchecked) var node: Tape.Node
    /// Of a page whose numbers are explained, once the program has set `data` or `grad`.
    @exclusivity(unchecked) var changes: Changes?

    /// The tags of the instructions that set an attribute last; 0 where none did.
    final class Changes {
        @exclusivity(unchecked) var data = 0
        @exclusivity(unchecked) var grad = 0
        /// What `grad` was set to, and how many backward passes had been made then.
        @exclusivity(unchecked) var gradient = 0.0
        @exclusivity(unchecked) var passes = 0
    }

    init(_ node: Tape.Node) {
        self.node = node
        super.init(.value)
    }
}

import Micrograd

/// A number of the engine. The tape's node stands in here and nowhere else in a program's data, so that a tape can be
/// compacted and its nodes renumbered.
final class PyNode: PyObject {
    @exclusivity(unchecked) var node: Tape.Node

    init(_ node: Tape.Node) {
        self.node = node
        super.init(.value)
    }
}

import Micrograd

extension Tape {
    /// The backward pass that `root.backward()` would make from zeroed gradients, recorded, with every gradient put
    /// back as it was: what a figure shows where the program has called no `backward()`.
    func rehearsedBackward(from root: Node) -> BackwardTrace {
        let nodes = reachable(from: root)
        let gradients = nodes.map(grad)
        for node in nodes { setGrad(node, 0) }
        defer { for (node, gradient) in zip(nodes, gradients) { setGrad(node, gradient) } }
        return recordedBackward(from: root)
    }
}

/// An exception: an instance that carries its arguments, what it was raised from, and where it passed.
final class PyException: PyInstance {
    @exclusivity(unchecked) var args: [PyValue]
    /// An exception may outlive the machine in which it was raised.
    private let heldType: PyType
    @exclusivity(unchecked) var cause: PyValue = .none
    /// Where it passed, innermost first.
    @exclusivity(unchecked) var trace: [TracePoint] = []
    /// The next frame to see it is the one that saw it last.
    @exclusivity(unchecked) var isRaisedAgain = false
    /// What to do about it; not part of the message.
    @exclusivity(unchecked) var notes: [String] = []

    init(_ type: PyType, args: [PyValue]) {
        self.args = args
        heldType = type
        super.init(type, kind: .exception)
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) {
        super.clear(&work)
        Release.take(&args, &work)
        Release.take(&cause, 1, &work)
    }

    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        Release.take(slots, slotCount, &work)
        Release.take(&args, &work)
        Release.take(&cause, 1, &work)
    }

    deinit {
        var work: [Unmanaged<PyObject>] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

/// An instruction that was being executed when an error passed.
struct TracePoint {
    let code: Code
    let instruction: Int
}

// What stands in a class and decides what an instance finds there: properties, static and class methods, and the view of
// the classes above that `super()` gives.

final class PyProperty: PyObject {
    @exclusivity(unchecked) var getter: PyValue
    @exclusivity(unchecked) var setter: PyValue

    init(getter: PyValue, setter: PyValue) {
        self.getter = getter
        self.setter = setter
        super.init(.property)
    }

    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        Release.take(&getter, 1, &work)
        Release.take(&setter, 1, &work)
    }

    deinit {
        var work: [Unmanaged<PyObject>] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

final class PyWrapped: PyObject {
    @exclusivity(unchecked) var callee: PyValue

    init(_ kind: Kind, _ callee: PyValue) {
        self.callee = callee
        super.init(kind)
    }

    deinit { Release.drain(&callee) }
}

/// What `super()` gives: attributes are looked up from `start` on, and bound to `receiver`.
final class PySuper: PyObject {
    let start: PyType?
    @exclusivity(unchecked) var receiver: PyValue

    init(_ start: PyType?, receiver: PyValue) {
        self.start = start
        self.receiver = receiver
        super.init(.superProxy)
    }

    deinit { Release.drain(&receiver) }
}

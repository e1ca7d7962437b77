/// Frees chains of objects without recursion. Swift releases what an object holds from inside its `deinit`, so a list
/// of a hundred thousand linked nodes would need as many native frames; here the outermost `deinit` takes its
/// children's children over, one after another. What somebody else holds too is merely let go.
enum Release {
    static func drain(_ items: inout [PyValue]) {
        if items.isEmpty { return }
        var work: [Unmanaged<PyObject>] = []
        take(&items, &work)
        if !work.isEmpty { finish(&work) }
    }

    /// The values stay initialized, as undefined ones.
    static func drain(_ items: UnsafeMutablePointer<PyValue>, _ count: Int) {
        var work: [Unmanaged<PyObject>] = []
        take(items, count, &work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ table: inout HashTable) {
        var work: [Unmanaged<PyObject>] = []
        table.giveUp(&work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ value: inout PyValue) {
        var work: [Unmanaged<PyObject>] = []
        take(&value, 1, &work)
        if !work.isEmpty { finish(&work) }
    }

    @inline(__always) private static func mayHoldOthers(_ object: Unmanaged<PyObject>) -> Bool {
        switch object._withUnsafeGuaranteedRef({ $0.kind }) {
        case .string, .range, .value, .builtin, .type, .module: false
        default: true
        }
    }

    /// The values stay initialized, as undefined ones.
    @inline(__always)
    static func take(_ items: UnsafeMutablePointer<PyValue>, _ count: Int, _ work: inout [Unmanaged<PyObject>]) {
        for index in 0..<count {
            guard let object = (items + index).peeked else { continue }
            (items + index).initialize(to: .undefined)
            // For the worklist: an object that dies with this reference and holds others. Others are let go here.
            if mayHoldOthers(object), isLast(object) { work.append(object) } else { object.letGo() }
        }
    }

    /// Whether nobody else holds the object.
    @inline(__always) private static func isLast(_ reference: Unmanaged<PyObject>) -> Bool {
        var object = reference.takeRetainedValue()
        let isLast = isKnownUniquelyReferenced(&object)
        // Given back.
        _ = Unmanaged.passRetained(object)
        return isLast
    }

    static func take(_ items: inout [PyValue], _ work: inout [Unmanaged<PyObject>]) {
        items.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { take(base, buffer.count, &work) }
        }
        items = []
    }

    static func finish(_ work: inout [Unmanaged<PyObject>]) {
        while let object = work.popLast() {
            object._withUnsafeGuaranteedRef { empty($0, &work) }
            object.letGo()
        }
    }

    private static func empty(_ object: PyObject, _ work: inout [Unmanaged<PyObject>]) {
        switch object.kind {
        case .list: object.list.map { take(&$0.items, &work) }
        case .tuple: object.tuple.map { $0.giveUp(&work) }
        case .dict: object.dict?.table.giveUp(&work)
        case .set: object.set?.table.giveUp(&work)
        case .instance: object.instance.map { take($0.slots, $0.slotCount, &work) }
        case .exception: object.exception.map { $0.giveUp(&work) }
        case .function:
            object.function.map { $0.giveUp(&work) }
        case .cell: object.cell.map { take(&$0.content, 1, &work) }
        case .boundMethod: object.boundMethod.map { take(&$0.receiver, 1, &work) }
        case .iterator: object.iterator.map { $0.giveUp(&work) }
        case .generator: object.generator.map { $0.giveUp(&work) }
        case .slice: object.slice.map { $0.giveUp(&work) }
        case .view: object.view.map { $0.giveUp(&work) }
        case .property: object.property.map { $0.giveUp(&work) }
        case .staticMethod, .classMethod: object.wrapped.map { take(&$0.callee, 1, &work) }
        case .superProxy: object.superProxy.map { take(&$0.receiver, 1, &work) }
        default: break
        }
    }
}

/// Frees chains of objects without recursion. Swift releases what an object holds from inside its `deinit`, so a list
/// of a hundred thousand linked nodes would need as many native frames; here the outermost `deinit` takes its
/// children's children over, one after another. What somebody else holds too is merely let go.
enum Release {
    static func drain(_ items: inout [PyValue]) {
        if items.isEmpty { return }
        var work: [PyObject] = []
        take(&items, &work)
        if !work.isEmpty { finish(&work) }
    }

    /// The values stay initialized, as undefined ones.
    static func drain(_ items: UnsafeMutablePointer<PyValue>, _ count: Int) {
        var work: [PyObject] = []
        take(items, count, &work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ table: inout HashTable) {
        var work: [PyObject] = []
        table.giveUp(&work)
        if !work.isEmpty { finish(&work) }
    }

    static func drain(_ value: inout PyValue) {
        var work: [PyObject] = []
        take(&value, 1, &work)
        if !work.isEmpty { finish(&work) }
    }

    @inline(__always) private static func mayHoldOthers(_ object: PyObject) -> Bool {
        switch object.kind {
        case .string, .range, .value, .builtin, .type, .module: false
        default: true
        }
    }

    @inline(__always)
    static func take(_ items: UnsafeMutablePointer<PyValue>, _ count: Int, _ work: inout [PyObject]) {
        for index in 0..<count {
            guard case .object = items[index], var object = moved(items + index) else { continue }
            // For the worklist: an object that dies with this reference and holds others. Others are let go here.
            if mayHoldOthers(object), isKnownUniquelyReferenced(&object) { work.append(object) }
        }
    }

    /// In a function of its own, so that the reference is the only one in an unoptimised build too.
    @inline(__always) private static func moved(_ value: UnsafeMutablePointer<PyValue>) -> PyObject? {
        let taken = value.move()
        value.initialize(to: .undefined)
        return taken.object
    }

    static func take(_ items: inout [PyValue], _ work: inout [PyObject]) {
        items.withUnsafeMutableBufferPointer { buffer in
            if let base = buffer.baseAddress { take(base, buffer.count, &work) }
        }
        items = []
    }

    static func finish(_ work: inout [PyObject]) {
        while let object = work.popLast() {
            switch object.kind {
            case .list: object.list.map { take(&$0.items, &work) }
            case .tuple: object.tuple.map { take(&$0.items, &work) }
            case .dict: object.dict?.table.giveUp(&work)
            case .set: object.set?.table.giveUp(&work)
            case .instance: object.instance.map { take($0.slots, $0.slotCount, &work) }
            case .exception: object.exception.map { $0.giveUp(&work) }
            case .function:
                object.function.map {
                    take(&$0.defaults, &work)
                    $0.giveUp(&work)
                }
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
}

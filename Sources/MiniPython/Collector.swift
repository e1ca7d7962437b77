import Micrograd

/// Finds what a program can still reach, from its variables on: registers of all frames, globals, modules. Two things are
/// made of that. Containers that only refer to each other are freed, as CPython's collector does; closures that know
/// themselves and the numbers of a graph written in Python are such. And the tape is compacted: of its numbers only those
/// stay that a reachable Value was made of, so that a training loop can run as long as it likes.
///
/// It may only run where every object in use can be seen, which is between two instructions of the outermost execution.
/// Inside a built-in function, Swift's own variables hold objects too.
struct Collector {
    /// What objects found by this walk are marked with; differs from the walk before.
    let colour: UInt8
    /// The Values found.
    private(set) var values: [PyNode] = []
    /// How many containers were found, without cells and sets.
    private(set) var containers = 0
    /// How many objects and items of containers were found.
    private(set) var size = 0
    /// Found, and not looked into yet. Nothing is freed during the walk.
    private var work: [Unmanaged<PyObject>] = []

    init(colour: UInt8) { self.colour = colour }

    /// Everything that can be reached from these values. No recursion: a program decides how deep its data is.
    mutating func reach(_ root: PyValue) {
        find(root)
        finish()
    }

    mutating func reach(_ object: PyObject) {
        find(object)
        finish()
    }

    private mutating func finish() {
        while let object = work.popLast() {
            lookInto(object)
        }
    }

    private mutating func find(_ value: PyValue) {
        switch value {
        case .object(let object): find(Unmanaged.passUnretained(object))
        case .callee(let callee): find(callee)
        default: break
        }
    }

    /// What lies before the collector's eyes is not counted.
    @inline(__always) private mutating func find(at place: UnsafeMutablePointer<PyValue>) {
        if let object = place.peeked { find(object) }
    }

    private mutating func find(_ object: PyObject) { find(Unmanaged.passUnretained(object)) }

    private mutating func find(_ object: Unmanaged<PyObject>) {
        let colour = colour
        let kind: PyObject.Kind? = object._withUnsafeGuaranteedRef {
            if $0.colour == colour { return nil }
            $0.colour = colour
            return $0.kind
        }
        guard let kind else { return }
        size += 1
        switch kind {
        case .string, .range, .builtin: return
        case .value: values.append(unsafeDowncast(object.takeUnretainedValue(), to: PyNode.self))
        case .list, .dict, .instance, .exception, .generator, .type:
            containers += 1
            work.append(object)
        default: work.append(object)
        }
    }

    private mutating func find(_ values: [PyValue]) {
        if values.isEmpty { return }
        size += values.count
        for value in values { find(value) }
    }

    private mutating func find(_ values: UnsafeMutablePointer<PyValue>, _ count: Int) {
        size += count
        for index in 0..<count { find(at: values + index) }
    }

    private mutating func find(_ table: borrowing HashTable) {
        size += table.count
        for place in table.places { find(at: table.keyPlace(place)) }
        if table.hasValues { for place in table.places { find(at: table.valuePlace(place)) } }
    }

    /// One case for every kind that refers to others; what is forgotten here is freed under its user's feet.
    private mutating func lookInto(_ reference: Unmanaged<PyObject>) {
        // Those that there are most of are not counted.
        switch reference._withUnsafeGuaranteedRef({ $0.kind }) {
        case .string, .range, .builtin, .value: break
        case .list:
            let list = Unmanaged<PyList>.fromOpaque(reference.toOpaque())
            let count = list._withUnsafeGuaranteedRef { $0.items.count }
            if count > 0 { find(list._withUnsafeGuaranteedRef { $0.place(0) }, count) }
        case .tuple:
            let tuple = Unmanaged<PyTuple>.fromOpaque(reference.toOpaque())
            let count = tuple._withUnsafeGuaranteedRef { $0.count }
            if count > 0 { find(tuple._withUnsafeGuaranteedRef { $0.place(0) }, count) }
        case .dict, .set:
            Unmanaged<PyTable>.fromOpaque(reference.toOpaque())._withUnsafeGuaranteedRef { find($0.table) }
        case .instance:
            let instance = Unmanaged<PyInstance>.fromOpaque(reference.toOpaque())
            find(instance._withUnsafeGuaranteedRef { $0.typeObject })
            find(instance._withUnsafeGuaranteedRef { $0.slots }, instance._withUnsafeGuaranteedRef { $0.slotCount })
        case .cell:
            find(at: Unmanaged<PyCell>.fromOpaque(reference.toOpaque())._withUnsafeGuaranteedRef { $0.place })
        case .function:
            let function = Unmanaged<PyFunction>.fromOpaque(reference.toOpaque())
            if function._withUnsafeGuaranteedRef({ $0.hasDefaults }) { lookInto(function.takeUnretainedValue()) }
            let closure = function._withUnsafeGuaranteedRef { $0.closure }
            for index in 0..<function._withUnsafeGuaranteedRef({ $0.closureCount }) { find(at: closure + index) }
        default: lookInto(reference.takeUnretainedValue())
        }
    }

    private mutating func lookInto(_ object: PyObject) {
        switch object.kind {
        case .string, .range, .builtin, .value, .list, .tuple, .dict, .set, .instance, .cell, .function: break
        case .slice:
            if let slice = object.slice {
                find(slice.start)
                find(slice.stop)
                find(slice.step)
            }
        case .boundMethod:
            if let method = object.boundMethod {
                find(method.receiver)
                find(method.callee)
            }
        case .type:
            if let type = object.asType {
                for attribute in type.attributes { find(attribute.value) }
                if let base = type.base { find(base) }
            }
        case .exception:
            if let instance = object.instance {
                find(instance.typeObject)
                find(instance.slots, instance.slotCount)
            }
            if let exception = object.exception {
                find(exception.args)
                find(exception.cause)
            }
        case .iterator:
            if let iterator = object.iterator {
                find(iterator.subject)
                find(iterator.parts)
            }
        case .generator:
            if let generator = object.generator {
                find(generator.body)
                for index in 0..<generator.registerCount { find(generator.registers[index]) }
            }
        case .module: object.module.map { for attribute in $0.attributes { find(attribute.value) } }
        case .property:
            if let property = object.property {
                find(property.getter)
                find(property.setter)
            }
        case .staticMethod, .classMethod: if let wrapped = object.wrapped { find(wrapped.callee) }
        case .superProxy:
            if let proxy = object.superProxy {
                if let start = proxy.start { find(start) }
                find(proxy.receiver)
            }
        case .view: if let view = object.view { find(view.owner) }
        }
    }

    private mutating func lookInto(_ function: PyFunction) {
        find(function.defaults)
        find(function.keywordDefaults)
    }
}

// MARK: When and from where

/// How often memory is looked after.
struct Pace {
    /// Steps granted at a time, after which it is asked whether anything is due.
    var slice = 8_192
    /// The fewest containers made that are worth a collection.
    var containers = 50_000
    /// The shortest tape that is worth compacting.
    var numbers = 16_384
    /// Whether memory is looked after at every occasion: how tests find what the collector would overlook.
    var isRestless = false
}

extension Machine {
    /// Grants the loop more steps, and clears up where that is due. Called between two instructions.
    func refuel() throws(Fault) {
        try grant()
        guard nativeDepth == 1, !isPure else { return }
        if retired.count > retiredLimit { dropRetired() }
        if pace.isRestless || heap.isDue || tape.count >= compactionLimit { try clearUp() }
    }

    /// Grants more steps out of the budget.
    func grant() throws(Fault) {
        if reserve <= 0 { throw outOfSteps() }
        let granted = min(reserve, pace.slice)
        reserve -= granted
        fuel.pointee += granted
        if fuel.pointee < 0 { throw outOfSteps() }
    }

    /// Asks for the next instruction to be preceded by `refuel`.
    func interrupt() {
        guard fuel.pointee > 0 else { return }
        reserve += fuel.pointee
        fuel.pointee = 0
    }

    /// Frees what the program cannot reach and compacts the tape.
    /// - Complexity: O(objects in use + containers + numbers on the tape), which is in proportion to what was made since
    ///   the last time.
    func clearUp() throws(Fault) {
        var collector = Collector(colour: nextColour())
        for register in 0..<top { collector.reach(stack[register]) }
        for depth in 0..<frameCount {
            if let function = frames[depth].function { collector.reach(function) }
            if let subject = frames[depth].subject { collector.reach(subject) }
        }
        reachNames(&collector)
        collector.reach(pendingResult)
        collector.reach(returned)
        // Emptying a class lets go of methods that may be under way.
        dropRetired()
        heap.clear(exceptColour: colour, limit: max(pace.containers, collector.containers))
        compactTape(keeping: collector.values)
        if collector.size > budget.heap {
            throw .overBudget(
                "the program holds more than \(Self.grouped(budget.heap)) objects and items at once",
                note: "a page's 'budget' raises the limit, as 'objects'")
        }
    }

    /// Keeps what is taken out of a global or a class, because a call may be executing it that does not count it.
    func retire(_ value: PyValue) {
        guard case .object(let object) = value else { return }
        switch object.kind {
        case .function, .builtin, .type, .boundMethod, .property, .staticMethod, .classMethod: retired.append(object)
        default: break
        }
    }

    /// Keeps the functions under way, or about to be called, and lets go of all others that were kept.
    private func dropRetired() {
        var kept: [PyObject] = []
        for depth in 0..<frameCount {
            if let function = frames[depth].function { kept.append(function) }
        }
        for register in 0..<top {
            if case .callee(let callee) = stack[register] { kept.append(callee.takeUnretainedValue()) }
        }
        retired = kept
        retiredLimit = max(64, 2 * kept.count)
    }

    /// What the namespace itself holds, also when nothing runs.
    private func reachNames(_ collector: inout Collector) {
        for slot in globalNames.indices { collector.reach(globals[slot]) }
        for module in modules.values { collector.reach(module) }
    }

    /// Forgets the passes whose root the namespace does not hold any more. Called when nothing runs.
    func dropTraces() {
        guard !traces.isEmpty else { return }
        var collector = Collector(colour: nextColour())
        reachNames(&collector)
        // Most pages have few passes, and more values.
        if traces.count <= 16 {
            let values = collector.values
            let lost = traces.keys.filter { root in !values.contains { $0.node == root } }
            for root in lost { traces[root] = nil }
            return
        }
        var kept: [Tape.Node: BackwardRecord] = [:]
        for value in collector.values {
            if let trace = traces[value.node] { kept[value.node] = trace }
        }
        traces = kept
    }

    private func nextColour() -> UInt8 {
        colour = colour == .max ? 1 : colour + 1
        return colour
    }

    /// Drops the numbers that no Value in use was made of, when the tape has doubled since the last time.
    private func compactTape(keeping values: [PyNode]) {
        guard pace.isRestless || tape.count >= compactionLimit else { return }
        var nodes = values.map { $0.node }
        // What is remembered of a pass is bound to the numbers as they stand.
        let kept = nodes.map { node in
            traces[node].map { BackwardRecord(.trace(tape.trace($0)), number: $0.number, tag: $0.tag) }
        }
        tape.compact(keeping: &nodes)
        traces = [:]
        for (place, value) in values.enumerated() {
            value.node = nodes[place]
            if let record = kept[place] { traces[nodes[place]] = record }
        }
        compactionLimit = max(pace.numbers, 2 * tape.count)
    }
}

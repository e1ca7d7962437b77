/// Iterators: where a loop stands in what it goes through. Built-in ones are one final class with a source, so that
/// the loop can step the commonest, a range's, without a call.
final class PyIterator: PyObject {
    enum Source: UInt8 {
        case range, list, tuple, string, dict, reversed, enumerate, zip, map, filter, items, sequence, callable
        /// A set in order of insertion, and one of numbers, which have an order of their own.
        case set, numbers
    }

    let source: Source
    @exclusivity(unchecked) var index = 0
    /// Of a dict or set: its size when the loop began.
    @exclusivity(unchecked) var count = 0
    /// Of a range or a dict: how many are left; of a range the next one, by what. Of `enumerate`: the next number.
    @exclusivity(unchecked) var left: Int64 = 0
    @exclusivity(unchecked) var number: Int64 = 0
    @exclusivity(unchecked) var step: Int64 = 1
    /// Of `reversed`: the place of the last item.
    @exclusivity(unchecked) var last = 0
    /// What is gone through.
    @exclusivity(unchecked) fileprivate(set) var subject: PyValue
    /// `zip` and `map`: the iterators behind. `items`: the items. `numbers`: in order.
    @exclusivity(unchecked) fileprivate(set) var parts: [PyValue] = []
    @exclusivity(unchecked) fileprivate var isStrict = false
    @exclusivity(unchecked) fileprivate(set) var isFinished = false

    init(_ source: Source, _ subject: PyValue, parts: [PyValue] = []) {
        self.source = source
        self.subject = subject
        self.parts = parts
        super.init(.iterator)
    }

    /// One of the iterators behind, if it is built in too.
    @inline(__always) fileprivate func peekPart(_ place: Int) -> Unmanaged<PyIterator>? {
        parts.withUnsafeBufferPointer {
            guard case .object(let object) = $0[place], object.kind == .iterator else { return nil }
            return .fromOpaque(Unmanaged.passUnretained(object).toOpaque())
        }
    }

    /// The next number of a range.
    @inline(__always) func stepRange() -> Int64? {
        guard left > 0 else { return nil }
        let number = number
        left -= 1
        self.number = number &+ step
        return number
    }

    /// The next item of a list, while there are items and the end was not reached before.
    @inline(__always) func stepList() -> PyValue? {
        guard !isFinished, let list = withUnsafeMutablePointer(to: &subject, { $0.peeked(.list, PyList.self) })
        else { return nil }
        return list._withUnsafeGuaranteedRef { list in
            guard index < list.items.count else { return nil }
            index += 1
            return list.place(index - 1).counted()
        }
    }

    /// The next item of a set in order of insertion, while there are items, the set has the size it had when the loop
    /// began, and the end was not reached before.
    @inline(__always) func stepSet() -> PyValue? {
        guard !isFinished, let set = withUnsafeMutablePointer(to: &subject, { $0.peeked(.set, PySet.self) })
        else { return nil }
        return set._withUnsafeGuaranteedRef { set in
            guard set.table.count == count else { return nil }
            while index < set.table.places.upperBound {
                let place = index
                index += 1
                if !set.table.isRemoved(place) { return set.table.keyPlace(place).counted() }
            }
            return nil
        }
    }

    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        Release.take(&subject, 1, &work)
        Release.take(&parts, &work)
    }

    deinit {
        Release.drain(&subject)
        Release.drain(&parts)
    }
}

/// Where a generator stood that nobody holds any more, inside a `try`: Python then carries out what `finally` says, and
/// nothing is carried out here. So it is refused, before anything more is seen of the program.
final class UnfinishedGenerator {
    @exclusivity(unchecked) var point: TracePoint?
    /// How many generators there are that have a `try`: while there are none, nobody need look after any.
    @exclusivity(unchecked) var watched = 0
}

/// A function that stopped at a `yield`: its registers and where it goes on.
final class PyGenerator: PyContainer {
    enum State { case suspended, running, finished }

    let body: PyFunction
    /// Room for the registers of the function; they are moved here and back, so that a `yield` allocates nothing.
    let registers: UnsafeMutablePointer<PyValue>
    /// None while it runs and after its end.
    @exclusivity(unchecked) private(set) var registerCount: Int
    @exclusivity(unchecked) var pc = 0
    /// The register that gets what the `yield` is sent.
    @exclusivity(unchecked) var awaiting: Int?
    @exclusivity(unchecked) var state = State.suspended

    private let unfinished: UnfinishedGenerator

    init(
        _ function: PyFunction, taking window: UnsafeMutablePointer<PyValue>, _ unfinished: UnfinishedGenerator
    ) {
        body = function
        self.unfinished = unfinished
        registerCount = 0
        registers = .allocate(capacity: max(1, function.code.registerCount))
        super.init(.generator)
        if !function.code.handlers.isEmpty { unfinished.watched += 1 }
        take(window)
    }

    /// Takes over what the window holds, which is left undefined.
    func take(_ window: UnsafeMutablePointer<PyValue>) {
        registerCount = body.code.registerCount
        registers.moveInitialize(from: window, count: registerCount)
        window.initialize(repeating: .undefined, count: registerCount)
    }

    /// Gives the registers back to a window that holds nothing.
    func give(to window: UnsafeMutablePointer<PyValue>) {
        window.moveInitialize(from: registers, count: registerCount)
        registerCount = 0
    }

    /// Gives up what the registers hold.
    func close() {
        Release.drain(registers, registerCount)
        registers.deinitialize(count: registerCount)
        registerCount = 0
    }

    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        Release.take(registers, registerCount, &work)
        registers.deinitialize(count: registerCount)
        registerCount = 0
    }

    override func clear(_ work: inout [Unmanaged<PyObject>]) {
        noteUnfinished()
        giveUp(&work)
        state = .finished
    }

    private func noteUnfinished() {
        let instruction = pc - 1
        if state == .suspended, awaiting != nil,
            body.code.handlers.contains(where: { $0.start <= instruction && instruction < $0.end })
        {
            unfinished.point = TracePoint(code: body.code, instruction: instruction)
        }
    }

    deinit {
        noteUnfinished()
        if !body.code.handlers.isEmpty { unfinished.watched -= 1 }
        close()
        registers.deallocate()
    }
}

extension Machine {
    func isIterable(_ value: PyValue) -> Bool {
        switch value.object?.kind {
        case .string, .list, .tuple, .dict, .set, .range, .iterator, .generator, .view: true
        case .instance, .exception:
            value.object?.instance?.type.lookup(.iter) != nil || value.object?.instance?.type.lookup(.getItem) != nil
        default: false
        }
    }

    private func make(_ source: PyIterator.Source, _ subject: PyValue, parts: [PyValue] = []) -> PyValue {
        let iterator = PyIterator(source, subject, parts: parts)
        iterator.epoch = epoch
        return .object(iterator)
    }

    /// Python's `iter(x)`.
    func iterator(_ value: PyValue) throws(Fault) -> PyValue {
        guard case .object(let object) = value else { throw typeError("'\(typeName(value))' object is not iterable") }
        switch object.kind {
        case .iterator, .generator: return value
        case .list: return make(.list, value)
        case .tuple: return make(.tuple, value)
        case .range:
            guard let range = object.range else { break }
            let iterator = PyIterator(.range, .none)
            iterator.epoch = epoch
            iterator.number = range.start
            iterator.step = range.step
            iterator.left = range.count
            return .object(iterator)
        case .string:
            if let string = object.string, !string.isASCII {
                return make(.items, value, parts: Text.characters(string))
            }
            return make(.string, value)
        case .dict:
            let iterator = PyIterator(.dict, value)
            iterator.epoch = epoch
            iterator.count = object.dict?.table.count ?? 0
            iterator.left = Int64(iterator.count)
            return .object(iterator)
        case .view:
            guard let view = object.view else { break }
            let iterator = PyIterator(.dict, value)
            iterator.epoch = epoch
            iterator.count = view.owner.table.count
            iterator.left = Int64(iterator.count)
            return .object(iterator)
        case .set:
            if let set = object.set {
                let isInserted = try hasOrderOfInsertion(set)
                let iterator = PyIterator(
                    isInserted ? .set : .numbers, value, parts: isInserted ? [] : try orderedItems(set))
                iterator.count = set.table.count
                iterator.epoch = epoch
                return .object(iterator)
            }
        case .instance, .exception:
            guard let type = object.instance?.type else { break }
            if let method = type.lookup(.iter) {
                let result = try call(method, [value])
                if isIterator(result) { return result }
                throw typeError("iter() returned non-iterator of type '\(typeName(result))'")
            }
            if type.lookup(.getItem) != nil { return make(.sequence, value) }
        default: break
        }
        throw typeError("'\(typeName(value))' object is not iterable")
    }

    func isIterator(_ value: PyValue) -> Bool {
        switch value.object?.kind {
        case .iterator, .generator: true
        case .instance, .exception: value.object?.instance?.type.lookup(.next) != nil
        default: false
        }
    }

    /// The next item, or nothing at the end.
    func next(_ value: PyValue) throws(Fault) -> PyValue? {
        guard case .object(let object) = value else {
            throw typeError("'\(typeName(value))' object is not an iterator")
        }
        if let iterator = object.iterator { return try next(iterator) }
        if let generator = object.generator {
            guard try resume(generator, target: 0, exhausted: -1, sending: .none, leaves: true) else { return nil }
            let item = try execute()
            return item.isUndefined ? nil : item
        }
        guard let method = object.instance?.type.lookup(.next) else {
            throw typeError("'\(typeName(value))' object is not an iterator")
        }
        do throws(Fault) {
            return try call(method, [value])
        } catch {
            if case .raised(let exception) = error, exception.type.isSubtype(of: types.stopIteration) { return nil }
            throw error
        }
    }

    /// The end of an iterator; of a generator, with the value that it has just returned.
    func stopIteration() -> Fault {
        let value = returned
        returned = .none
        return .raised(PyException(types.stopIteration, args: value.isNone ? [] : [value]))
    }

    func next(_ iterator: PyIterator) throws(Fault) -> PyValue? {
        try guardMutation(iterator)
        if iterator.isFinished { return nil }
        let item: PyValue?
        do throws(Fault) {
            switch iterator.source {
            case .map, .filter, .zip, .enumerate, .callable:
                try nest()
                defer { unnest() }
                item = try step(iterator)
            default: item = try step(iterator)
            }
        } catch {
            guard case .raised(let exception) = error, exception.type.isSubtype(of: types.stopIteration) else {
                throw error
            }
            // Whoever raises it ends the iterator that called.
            item = nil
        }
        // Those that ask others ask again the next time.
        if item == nil {
            switch iterator.source {
            case .map, .filter, .zip, .enumerate: break
            default: iterator.isFinished = true
            }
        }
        return item
    }

    private func step(_ iterator: PyIterator) throws(Fault) -> PyValue? {
        let index = iterator.index
        switch iterator.source {
        case .range:
            return iterator.stepRange().map { .int($0) }
        case .list: return iterator.stepList()
        case .tuple:
            guard let tuple = iterator.subject.object?.tuple, index < tuple.count else { return nil }
            iterator.index += 1
            return tuple.place(index).counted()
        case .string:
            guard let string = iterator.subject.string, index < string.bytes.count else { return nil }
            iterator.index += 1
            return .text([string.bytes[index]])
        case .set:
            guard let set = iterator.subject.object?.set else { return nil }
            try checkSize(of: set, iterator)
            return iterator.stepSet()
        case .items, .numbers:
            if let set = iterator.subject.object?.set { try checkSize(of: set, iterator) }
            guard index < iterator.parts.count else { return nil }
            iterator.index += 1
            return iterator.parts[index]
        case .dict: return try stepDict(iterator)
        case .reversed: return try stepReversed(iterator)
        case .enumerate:
            guard let item = try next(iterator.subject) else { return nil }
            let number = iterator.number
            if number == Int64.max { throw .unsupported(Fault.integerTooLarge) }
            iterator.number += 1
            return pair(.int(number), item)
        case .zip: return try stepZip(iterator)
        case .map:
            var items: [PyValue] = []
            for part in iterator.parts {
                guard let item = try next(part) else { return nil }
                items.append(item)
            }
            return try call(iterator.subject, items)
        case .filter:
            while let item = try next(iterator.parts[0]) {
                try charge(1)
                let truth = iterator.subject.isNone ? item : try call(iterator.subject, [item])
                if try isTrue(truth) { return item }
            }
            return nil
        case .sequence:
            iterator.index += 1
            do throws(Fault) {
                return try getItem(iterator.subject, .count(index))
            } catch {
                if case .raised(let exception) = error, exception.type.isSubtype(of: types.indexError) { return nil }
                throw error
            }
        case .callable:
            let item = try call(iterator.subject, [])
            return try equals(item, iterator.parts[0]) ? nil : item
        }
    }

    private func checkSize(of set: PySet, _ iterator: PyIterator) throws(Fault) {
        if set.table.count != iterator.count {
            // It stays so, whatever the size is later.
            iterator.count = -1
            throw exception(types.runtimeError, "Set changed size during iteration")
        }
    }

    private func stepDict(_ iterator: PyIterator) throws(Fault) -> PyValue? {
        let view = iterator.subject.object?.view
        guard let dict = view?.owner ?? iterator.subject.object?.dict else { return nil }
        if dict.table.count != iterator.count {
            iterator.count = -1
            throw exception(types.runtimeError, "dictionary changed size during iteration")
        }
        while iterator.index < dict.table.places.upperBound {
            let place = iterator.index
            iterator.index += 1
            if dict.table.isRemoved(place) {
                try charge(1)
                continue
            }
            // As many came as there were, and here is one more: another has taken the place of one that was removed.
            if iterator.left == 0 {
                iterator.isFinished = true
                throw exception(types.runtimeError, "dictionary keys changed during iteration")
            }
            iterator.left -= 1
            switch view?.part {
            case .values: return dict.table.valuePlace(place).counted()
            case .items: return pair(dict.table.keyPlace(place).counted(), dict.table.valuePlace(place).counted())
            default: return dict.table.keyPlace(place).counted()
            }
        }
        return nil
    }

    private func stepReversed(_ iterator: PyIterator) throws(Fault) -> PyValue? {
        // A list may shrink while it is walked backwards.
        if let list = iterator.subject.object?.list {
            let place = iterator.last - iterator.index
            guard place >= 0, place < list.items.count else { return nil }
            iterator.index += 1
            return list.items[place]
        }
        guard iterator.last - iterator.index >= 0 else { return nil }
        iterator.index += 1
        return try getItem(iterator.subject, .count(iterator.last - iterator.index + 1))
    }

    /// The next item of one of the iterators behind an iterator. The commonest, lists and ranges, need no call.
    @inline(__always)
    private func nextItem(ofPart place: Int, _ iterator: PyIterator) throws(Fault) -> PyValue? {
        if !isPure, let part = iterator.peekPart(place) {
            switch part._withUnsafeGuaranteedRef({ $0.source }) {
            case .range:
                if let number = part._withUnsafeGuaranteedRef({ $0.stepRange() }) { return .int(number) }
            case .list: if let item = part._withUnsafeGuaranteedRef({ $0.stepList() }) { return item }
            default: break
            }
        }
        return try next(iterator.parts[place])
    }

    private func stepZip(_ iterator: PyIterator) throws(Fault) -> PyValue? {
        if iterator.parts.count == 2, !iterator.isStrict {
            guard let first = try nextItem(ofPart: 0, iterator), let second = try nextItem(ofPart: 1, iterator) else {
                return nil
            }
            return pair(first, second)
        }
        var items: [PyValue] = []
        items.reserveCapacity(iterator.parts.count)
        for place in iterator.parts.indices {
            if let item = try nextItem(ofPart: place, iterator) {
                if iterator.isStrict, place > 0, items.isEmpty { throw uneven(place, "longer") }
                items.append(item)
                continue
            }
            guard iterator.isStrict else { return nil }
            if place > 0 { throw uneven(place, "shorter") }
            for (later, other) in iterator.parts.enumerated().dropFirst() where try next(other) != nil {
                throw uneven(later, "longer")
            }
            return nil
        }
        return items.isEmpty ? nil : tuple(items)
    }

    private func uneven(_ place: Int, _ how: String) -> Fault {
        let others = place == 1 ? "argument 1" : "arguments 1-\(place)"
        return valueError("zip() argument \(place + 1) is \(how) than \(others)")
    }

    // MARK: Whole iterables

    /// Every item at once.
    /// - Parameter isHinted: CPython makes a list or tuple of them, for which it asks the length first.
    func items(of value: PyValue, isHinted: Bool = true) throws(Fault) -> [PyValue] {
        switch value.object?.kind {
        case .list:
            let items = value.object?.list?.items ?? []
            try checkSize(items.count)
            return items
        case .tuple:
            let items = value.object?.tuple?.items ?? []
            try checkSize(items.count)
            return items
        case .range: if let range = value.object?.range { try checkSize(Int(clamping: range.count)) }
        default: break
        }
        var items: [PyValue] = []
        try forEach(of: value, isHinted: isHinted) { (item) throws(Fault) in
            items.append(item)
            if items.count > budget.heap { try checkSize(items.count) }
        }
        return items
    }

    /// One item after the other: what has been done with the first ones stays done when the iterator fails.
    func forEach(
        of value: PyValue, isHinted: Bool = false, _ body: (PyValue) throws(Fault) -> Void
    ) throws(Fault) {
        let iterator = try iterator(value)
        if isHinted { try askForHint(value) }
        while let item = try next(iterator) {
            try charge(1)
            try body(item)
        }
    }

    /// `list.extend` and what is made of it. A list or tuple is taken as it is at the beginning.
    func extend(_ list: PyList, with value: PyValue) throws(Fault) {
        switch value.object?.kind {
        case .instance, .generator, .iterator:
            try forEach(of: value, isHinted: true) { (item) throws(Fault) in
                list.items.append(item)
                if list.items.count > budget.heap { try checkSize(list.items.count) }
            }
        default:
            let items = try items(of: value)
            try checkSize(list.items.count + items.count)
            list.items += items
        }
    }

    /// CPython's `PySequence_Fast`: a TypeError for want of an iterator gets other words.
    /// - Parameter toTheEnd: so does one of the iterator itself.
    func listed(_ value: PyValue, _ message: String, toTheEnd: Bool = false) throws(Fault) -> [PyValue] {
        guard isIterable(value) else { throw typeError(message) }
        var iterator = value
        do throws(Fault) {
            if value.object?.instance != nil { iterator = try self.iterator(value) }
            if toTheEnd { return try items(of: iterator) }
        } catch {
            guard case .raised(let exception) = error, exception.type.isSubtype(of: types.typeError) else {
                throw error
            }
            throw typeError(message)
        }
        return try items(of: iterator)
    }

    /// The length itself is of no use here; what asking for it does is seen. A TypeError is not. An iterator asks the
    /// sequence that it goes through.
    private func askForHint(_ value: PyValue) throws(Fault) {
        var asked = value
        if let iterator = value.object?.iterator, !iterator.isFinished,
            iterator.source == .sequence || iterator.source == .reversed
        {
            asked = iterator.subject
        }
        guard asked.object?.instance?.type.lookup(.len) != nil else { return }
        do throws(Fault) {
            _ = try length(asked)
        } catch {
            if case .raised(let exception) = error, exception.type.isSubtype(of: types.typeError) { return }
            throw error
        }
    }

    func unpack(_ value: PyValue, into base: Int, count: Int) throws(Fault) {
        let items = try unpackable(value, atMost: count + 1)
        if items.count < count {
            throw valueError("not enough values to unpack (expected \(count), got \(items.count))")
        }
        if items.count > count { throw valueError("too many values to unpack (expected \(count))") }
        for (index, item) in items.enumerated() { stack[base + index] = item }
    }

    private func unpackable(_ value: PyValue, atMost limit: Int) throws(Fault) -> [PyValue] {
        if let items = value.object?.tuple?.items ?? value.object?.list?.items { return items }
        guard isIterable(value) else { throw typeError("cannot unpack non-iterable \(typeName(value)) object") }
        let iterator = try iterator(value)
        var items: [PyValue] = []
        while items.count < limit, let item = try next(iterator) { items.append(item) }
        return items
    }

    func unpackStar(_ value: PyValue, into base: Int, count: Int, before: Int) throws(Fault) {
        guard isIterable(value) else { throw typeError("cannot unpack non-iterable \(typeName(value)) object") }
        let iterator = try iterator(value)
        let after = count - before - 1
        var items: [PyValue] = []
        while items.count < before, let item = try next(iterator) { items.append(item) }
        if items.count == before { items += try self.items(of: iterator) }
        if items.count < count - 1 {
            throw valueError("not enough values to unpack (expected at least \(count - 1), got \(items.count))")
        }
        for index in 0..<before { stack[base + index] = items[index] }
        stack[base + before] = list(Array(items[before..<items.count - after]))
        for index in 0..<after { stack[base + before + 1 + index] = items[items.count - after + index] }
    }

    // MARK: Built-in iterators

    func enumerate(_ value: PyValue, start: Int64) throws(Fault) -> PyValue {
        let iterator = PyIterator(.enumerate, try iterator(value))
        iterator.epoch = epoch
        iterator.number = start
        return .object(iterator)
    }

    func zip(_ values: [PyValue], isStrict: Bool) throws(Fault) -> PyValue {
        var parts: [PyValue] = []
        for value in values { parts.append(try iterator(value)) }
        let result = PyIterator(.zip, .none, parts: parts)
        result.epoch = epoch
        result.isStrict = isStrict
        return .object(result)
    }

    func map(_ function: PyValue, _ values: [PyValue]) throws(Fault) -> PyValue {
        var parts: [PyValue] = []
        for value in values { parts.append(try iterator(value)) }
        return make(.map, function, parts: parts)
    }

    func filter(_ function: PyValue, _ value: PyValue) throws(Fault) -> PyValue {
        make(.filter, function, parts: [try iterator(value)])
    }

    func until(_ function: PyValue, _ sentinel: PyValue) -> PyValue { make(.callable, function, parts: [sentinel]) }

    func reversed(_ value: PyValue) throws(Fault) -> PyValue {
        switch value.object?.kind {
        case .list, .tuple, .string, .range: break
        case .dict, .view:
            let items = try items(of: value)
            return make(.items, value, parts: items.reversed())
        case .instance:
            guard value.object?.instance?.type.lookup(.getItem) != nil else {
                throw typeError("'\(typeName(value))' object is not reversible")
            }
        default: throw typeError("'\(typeName(value))' object is not reversible")
        }
        let iterator = PyIterator(.reversed, value)
        iterator.epoch = epoch
        iterator.last = try length(value) - 1
        return .object(iterator)
    }
}

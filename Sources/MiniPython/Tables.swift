/// Searching and changing dicts and sets. Comparing keys may run a program's `__eq__` and `__hash__`, which is why
/// this is the machine's work and not the table's.
extension Machine {
    /// Equal values have equal hashes, and numbers and tuples of numbers those of CPython: an instance that answers with
    /// the hash of one of them is compared with it. What the others are is nobody's business but the tables'.
    func hash(_ value: PyValue) throws(Fault) -> Int64 {
        switch value {
        case .undefined, .callee, .none: return NumberHash.own + 3
        case .bool(let truth): return truth ? 1 : 0
        case .int(let number): return NumberHash.integer(number)
        case .float(let number):
            if number.isNaN { throw .unsupported("the hash of nan", note: "Python makes it from an address in memory") }
            return NumberHash.number(value)
        case .notImplemented: return NumberHash.own + 4
        case .ellipsis: return NumberHash.own + 5
        case .object(let object):
            switch object.kind {
            case .string: return object.string?.hash ?? 0
            case .tuple:
                try descend()
                defer { ascend() }
                try charge((object.tuple?.count ?? 0) / 4)
                var hash = NumberHash.Tuple()
                for item in object.tuple?.items ?? [] { hash.combine(try self.hash(item)) }
                return hash.result
            case .list, .dict, .set: throw typeError("unhashable type: '\(typeName(value))'")
            case .slice: throw typeError("unhashable type: 'slice'")
            case .view where object.view?.part != .values: throw typeError("unhashable type: '\(typeName(value))'")
            case .range: return ((object.range?.start ?? 0) &* 31 &+ (object.range?.count ?? 0)) | NumberHash.own
            case .instance, .exception:
                guard let method = object.instance?.type.lookup(.hash) else { break }
                if method.isNone { throw typeError("unhashable type: '\(typeName(value))'") }
                let result = try call(method, [value])
                guard let hash = result.integer else { throw typeError("__hash__ method should return an integer") }
                return hash == -1 ? -2 : hash
            default: break
            }
            return NumberHash.address(Unmanaged.passUnretained(object).toOpaque())
        }
    }

    /// As the tables keep it.
    @inline(__always) func tableHash(_ key: PyValue) throws(Fault) -> UInt32 {
        if case .int(let number) = key { return Self.folded(NumberHash.integer(number)) }
        return Self.folded(try hash(key))
    }

    /// A hash that fits into 31 bits is kept as it is, and can be told from the others.
    @inline(__always) private static func folded(_ hash: Int64) -> UInt32 {
        let mixed = UInt32(truncatingIfNeeded: hash ^ (hash >> 32) &* 0x9E37_79B9) | HashTable.wideHash
        return UInt64(bitPattern: hash) < UInt64(HashTable.wideHash) ? UInt32(truncatingIfNeeded: hash) : mixed
    }

    /// The place of a key's entry.
    func find(_ key: PyValue, in owner: PyTable) throws(Fault) -> Int? {
        try find(key, hash: tableHash(key), in: owner)
    }

    /// The same where the hash is known, because the key is in a table already: then it is not asked again.
    func find(_ key: PyValue, hash: UInt32, in owner: PyTable) throws(Fault) -> Int? {
        var cursor = owner.table.cursor(hash)
        while let place = owner.table.next(hash, &cursor) {
            let candidate = owner.table.key(at: place)
            if case .int(let x) = candidate, case .int(let y) = key {
                if x == y { return place }
                continue
            }
            if case .object(let x) = candidate, case .object(let y) = key {
                if x === y { return place }
                if let left = x.string, let right = y.string {
                    try charge(left.bytes.count / 64)
                    if left.bytes == right.bytes { return place }
                    continue
                }
            }
            // Keys that share a hash are gone through one by one, however many a program makes.
            try charge(1)
            let mark = owner.table.mark
            let isFound = try equalsOrIs(candidate, key)
            // The program's own `__eq__` may have changed the very table.
            if !owner.table.isAsBefore(mark) { return try find(key, hash: hash, in: owner) }
            if isFound { return place }
        }
        return nil
    }

    // MARK: Without counting

    /// The hash of a key that needs no program's help and is equal to nothing but its like: an integer, a text, or an
    /// instance that has the hash of its address.
    @inline(__always) private func quickHash(_ key: UnsafeMutablePointer<PyValue>) -> UInt32? {
        let hash: Int64
        if case .int(let number) = key.pointee {
            hash = NumberHash.integer(number)
        } else if let object = key.peeked {
            switch object._withUnsafeGuaranteedRef({ $0.kind }) {
            case .string: hash = Unmanaged<PyString>.fromOpaque(object.toOpaque())._withUnsafeGuaranteedRef { $0.hash }
            case .instance:
                let instance = Unmanaged<PyInstance>.fromOpaque(object.toOpaque())
                guard instance._withUnsafeGuaranteedRef({ $0.type.hashesByAddress }) else { return nil }
                hash = NumberHash.address(object.toOpaque())
            default: return nil
            }
        } else {
            return nil
        }
        return Self.folded(hash)
    }

    private enum Search {
        case found(Int)
        case absent, unknown
    }

    /// Looks for a key as far as that needs nothing but comparing numbers and references.
    @inline(__always)
    private func search(_ key: UnsafeMutablePointer<PyValue>, _ hash: UInt32, in owner: Unmanaged<PyTable>) -> Search {
        owner._withUnsafeGuaranteedRef { owner in
            var cursor = owner.table.cursor(hash)
            while let place = owner.table.next(hash, &cursor) {
                let candidate = owner.table.keyPlace(place)
                if case .int(let x) = candidate.pointee, case .int(let y) = key.pointee {
                    if x == y { return .found(place) }
                    continue
                }
                if let x = candidate.peeked, x.toOpaque() == key.peeked?.toOpaque() { return .found(place) }
                return .unknown
            }
            return .absent
        }
    }

    /// Where the value of a key stands, if that is found out at once.
    @inline(__always)
    func peekValue(_ key: UnsafeMutablePointer<PyValue>, in dict: Unmanaged<PyDict>) -> UnsafeMutablePointer<PyValue>? {
        guard let hash = quickHash(key), case .found(let place) = search(key, hash, in: .fromOpaque(dict.toOpaque()))
        else { return nil }
        return dict._withUnsafeGuaranteedRef { $0.table.valuePlace(place) }
    }

    /// Whether a dict or set has the item, if that is found out at once.
    @inline(__always)
    func isQuickly(_ item: UnsafeMutablePointer<PyValue>, in container: UnsafeMutablePointer<PyValue>) -> Bool? {
        guard let object = container.peeked else { return nil }
        let kind = object._withUnsafeGuaranteedRef { $0.kind }
        guard kind == .dict || kind == .set, let hash = quickHash(item) else { return nil }
        return switch search(item, hash, in: .fromOpaque(object.toOpaque())) {
        case .found: true
        case .absent: false
        case .unknown: nil
        }
    }

    /// Puts what is in a register into a set.
    func insert(_ item: UnsafeMutablePointer<PyValue>, into set: Unmanaged<PySet>) throws(Fault) {
        if let hash = quickHash(item) {
            switch search(item, hash, in: .fromOpaque(set.toOpaque())) {
            case .found: return
            case .absent:
                // Neither numbers nor texts nor instances hide others.
                let count = set._withUnsafeGuaranteedRef {
                    $0.table.append(hash: hash, copying: item)
                    return $0.table.count
                }
                if count > heapLimit { try checkSize(count) }
                return
            case .unknown: break
            }
        }
        try insert(item.pointee, into: set.takeUnretainedValue())
    }

    /// Carries out a method of a built-in type that is called most, if it is one and that is easy. False where it is not.
    ///
    /// - Parameters:
    ///   - callee: its register, with those of the object and the arguments behind.
    ///   - count: of the arguments.
    func callShortly(
        _ callee: UnsafeMutablePointer<PyValue>, _ count: Int, _ target: UnsafeMutablePointer<PyValue>
    ) throws(Fault) -> Bool {
        guard let object = callee.peekedCallable, object._withUnsafeGuaranteedRef({ $0.kind }) == .builtin,
            let shortcut = Unmanaged<PyBuiltin>.fromOpaque(object.toOpaque())._withUnsafeGuaranteedRef({ $0.shortcut })
        else { return false }
        let receiver = callee + 1
        switch shortcut {
        case .append:
            guard count == 1, !isPure, let list = receiver.peeked(.list, PyList.self) else { return false }
            let size = list._withUnsafeGuaranteedRef {
                $0.items.append((callee + 2).counted())
                return $0.items.count
            }
            if size > heapLimit { try checkSize(size) }
            target.take(.none)
        case .add:
            guard count == 1, !isPure, let set = receiver.peeked(.set, PySet.self) else { return false }
            // The set may be taken out of its register by what a comparison of items calls.
            let base = target - stack
            try insert(callee + 2, into: set)
            (stack + base).take(.none)
        case .get:
            guard count == 1 || count == 2, let dict = receiver.peeked(.dict, PyDict.self),
                let hash = quickHash(callee + 2)
            else { return false }
            switch search(callee + 2, hash, in: .fromOpaque(dict.toOpaque())) {
            case .found(let place): target.copy(dict._withUnsafeGuaranteedRef { $0.table.valuePlace(place) })
            case .absent where count == 2: target.copy(callee + 3)
            case .absent: target.take(.none)
            case .unknown: return false
            }
        }
        return true
    }

    // MARK: Changing

    func store(_ value: PyValue, at key: PyValue, in dict: PyDict) throws(Fault) {
        try store(value, at: key, hash: tableHash(key), in: dict)
    }

    func store(_ value: PyValue, at key: PyValue, hash: UInt32, in dict: PyDict) throws(Fault) {
        if let place = try find(key, hash: hash, in: dict) {
            dict.table.setValue(value, at: place)
        } else {
            dict.table.append(hash: hash, key: key, value: value)
            if dict.table.count > budget.heap { try checkSize(dict.table.count) }
        }
    }

    func value(at key: PyValue, in dict: PyDict) throws(Fault) -> PyValue? {
        try find(key, in: dict).map { dict.table.value(at: $0) }
    }

    /// Removes a key; gives its value, or nothing when it was not there.
    func remove(_ key: PyValue, from dict: PyDict) throws(Fault) -> PyValue? {
        guard let place = try find(key, in: dict) else { return nil }
        let value = dict.table.value(at: place)
        dict.table.remove(at: place)
        return value
    }

    func insert(_ item: PyValue, into set: PySet) throws(Fault) {
        try insert(item, hash: tableHash(item), into: set)
    }

    func insert(_ item: PyValue, hash: UInt32, into set: PySet) throws(Fault) {
        if try find(item, hash: hash, in: set) == nil {
            registerHolder(set, of: item)
            set.table.append(hash: hash, key: item, value: .none)
            if set.table.count > budget.heap { try checkSize(set.table.count) }
        }
    }

    func remove(_ item: PyValue, from set: PySet) throws(Fault) -> Bool {
        if item.object?.set != nil { throw .unsupported("looking for a set in a set") }
        return try remove(item, hash: tableHash(item), from: set)
    }

    func remove(_ item: PyValue, hash: UInt32, from set: PySet) throws(Fault) -> Bool {
        guard let place = try find(item, hash: hash, in: set) else { return false }
        set.table.remove(at: place)
        set.hasHistory = set.table.count > 0
        return true
    }

    /// `dict.update`: from a dict, or from pairs.
    func update(_ dict: PyDict, from source: PyValue) throws(Fault) {
        if let other = source.object?.dict { return try update(dict, with: other) }
        if let object = source.object,
            object.asType != nil || object.instance?.type.lookup(symbols.intern("keys")) != nil
        {
            throw .unsupported("a dict made of an object with 'keys'")
        }
        guard isIterable(source) else { throw typeError("'\(typeName(source))' object is not iterable") }
        var index = 0
        try forEach(of: source) { (pair) throws(Fault) in
            let parts = try listed(
                pair, "cannot convert dictionary update sequence element #\(index) to a sequence", toTheEnd: true)
            guard parts.count == 2 else {
                throw valueError(
                    "dictionary update sequence element #\(index) has length \(parts.count); 2 is required")
            }
            try store(parts[1], at: parts[0], in: dict)
            index += 1
        }
    }

    /// The hashes of the keys are known, and where there is nothing yet to compare them with, they are not compared.
    private func update(_ dict: PyDict, with other: PyDict) throws(Fault) {
        if dict === other || other.table.count == 0 { return }
        try charge(other.table.count)
        let size = other.table.places.count
        if dict.table.count == 0, other.table.count == size {
            dict.table = other.table.copy()
            return try checkSize(size)
        }
        for place in 0..<size where !other.table.isRemoved(place) {
            let key = other.table.key(at: place)
            try store(other.table.value(at: place), at: key, hash: other.table.hash(at: place), in: dict)
            if other.table.places.count != size {
                throw exception(types.runtimeError, "dict mutated during update")
            }
        }
    }

    // MARK: The order of sets

    /// A set as a tuple, for those to whom its order makes no difference; anything else as it is.
    func inAnyOrder(_ value: PyValue, ifAllIntegers: Bool = false) -> PyValue {
        guard let set = value.object?.set else { return value }
        let items = set.table.liveKeys
        if ifAllIntegers, items.contains(where: { $0.integer == nil }) { return value }
        return tuple(items)
    }

    /// The items of a set in the order in which CPython shows them, where Python has one.
    func orderedItems(_ set: PySet) throws(Fault) -> [PyValue] {
        let isInserted = try hasOrderOfInsertion(set)
        return isInserted ? set.table.liveKeys : try set.numberOrder()
    }

    /// Whether that is the order of insertion; otherwise the set holds nothing but numbers, and instances whose class has
    /// a `__hash__` that answers with small ones.
    ///
    /// CPython's order goes by hash. That of texts changes from run to run, that of None with the program's place in
    /// memory; instances, whose hash is their address, come in order of insertion here.
    func hasOrderOfInsertion(_ set: PySet) throws(Fault) -> Bool {
        if set.hasInsertedOrder { return true }
        var numbers = 0
        for place in set.table.places where !set.table.isRemoved(place) {
            switch set.table.kindOfKey(at: place) {
            case .number: numbers += 1
            case .string:
                throw .unsupported(
                    "the order of a set of texts",
                    note: "Python does not define it; use sorted(…), or a dict or list, which keep their order")
            case .tuple: throw .unsupported("the order of a set of tuples", note: "use sorted(…), or a list")
            case .none: throw .unsupported("the order of a set with None", note: "use a list")
            case .hashed:
                if set.table.hash(at: place) >= HashTable.wideHash {
                    throw .unsupported(
                        "the order of a set of objects with a '__hash__' that gives no small number", note: "use a list"
                    )
                }
                numbers += 1
            case .other: break
            }
        }
        if numbers == 0 { return true }
        if numbers < set.table.count {
            throw .unsupported("the order of a set of numbers and objects", note: "use a list")
        }
        return false
    }
}

extension PySet {
    /// Whether it has the order of insertion for certain: there is nothing but instances and the like in it.
    var hasInsertedOrder: Bool {
        if table.count <= 1 { return true }
        for place in table.places where !table.isRemoved(place) && table.kindOfKey(at: place) != .other { return false }
        return true
    }
}

/// Comparison: equality and order of everything, and identity. Containers compare item by item; instances are asked,
/// each other's mirrored methods included, in CPython's order.
extension Machine {
    func compare(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        switch op {
        case .is: return .bool(try isSame(x, y))
        case .isNot: return .bool(!(try isSame(x, y)))
        case .in: return .bool(try contains(y, x))
        case .notIn: return .bool(!(try contains(y, x)))
        case .equal, .notEqual:
            if x.object?.instance != nil || y.object?.instance != nil { return try askEqual(op, x, y) }
            return .bool(try equals(x, y) == (op == .equal))
        default: return try ordered(op, x, y)
        }
    }

    /// Identity of numbers and texts is an accident of CPython's caches, so it is refused rather than imitated.
    private func isSame(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        switch (x, y) {
        case (.int, .int), (.float, .float):
            throw .unsupported("'is' between numbers", note: "compare numbers with '=='")
        case (.object(let a), .object(let b)) where a.kind == .string && b.kind == .string && a !== b:
            if a.string?.bytes == b.string?.bytes {
                throw .unsupported("'is' between texts", note: "compare texts with '=='")
            }
            return false
        default: return PyValue.same(x, y)
        }
    }

    private func askEqual(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        // Without a `__ne__` of its own, a class answers `!=` by turning its `__eq__` round.
        for (left, right, _) in inTurn(x, y) {
            guard let type = left.object?.instance?.type else { continue }
            let own = op == .notEqual ? type.lookup(.ne) : nil
            guard let method = own ?? type.lookup(.eq) else { continue }
            let result = try call(method, [left, right])
            if result.isNotImplemented { continue }
            return op == .equal || own != nil ? result : .bool(!(try isTrue(result)))
        }
        return .bool(PyValue.same(x, y) == (op == .equal))
    }

    /// Who is asked first in a comparison: the right operand when its class refines the left one's.
    private func inTurn(_ x: PyValue, _ y: PyValue) -> [(PyValue, PyValue, isMirrored: Bool)] {
        if let left = x.object?.instance?.type, let right = y.object?.instance?.type, left !== right,
            right.isSubtype(of: left)
        {
            return [(y, x, true), (x, y, false)]
        }
        return [(x, y, false), (y, x, true)]
    }

    /// Python's `==`, as containers and tables use it.
    func equals(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        switch (x, y) {
        case (.int(let a), .int(let b)): return a == b
        case (.float(let a), .float(let b)): return a == b
        case (.int(let a), .float(let b)): return Self.equal(a, b)
        case (.float(let a), .int(let b)): return Self.equal(b, a)
        case (.bool(let a), .bool(let b)): return a == b
        case (.bool(let a), _) where y.number != nil: return try equals(.int(a ? 1 : 0), y)
        case (_, .bool(let b)) where x.number != nil: return try equals(x, .int(b ? 1 : 0))
        case (.object(let a), .object(let b)): return try equals(a, b, x, y)
        case (.object(let a), _) where a.instance != nil: return try isTrue(askEqual(.equal, x, y))
        case (_, .object(let b)) where b.instance != nil: return try isTrue(askEqual(.equal, x, y))
        default: return PyValue.same(x, y)
        }
    }

    /// As containers compare their items: identity first.
    func equalsOrIs(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .object(let a) = x, case .object(let b) = y, a === b { return true }
        if case .float(let a) = x, case .float(let b) = y, a.isNaN, b.isNaN {
            throw .unsupported("looking for nan in a container", note: "Python goes by identity there; use math.isnan")
        }
        return try equals(x, y)
    }

    private static func equal(_ a: Int64, _ b: Double) -> Bool { Double(a) == b && Int64(exactly: b) == a }

    private func equals(_ a: PyObject, _ b: PyObject, _ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if a.kind == .instance || b.kind == .instance || a.kind == .exception || b.kind == .exception {
            return try isTrue(askEqual(.equal, x, y))
        }
        if a === b { return true }
        if a.kind == .view || b.kind == .view, let equal = try compareViews(.equal, x, y) { return equal }
        guard a.kind == b.kind else { return false }
        switch a.kind {
        case .string:
            guard let left = a.string, let right = b.string, left.bytes.count == right.bytes.count else { return false }
            try charge(left.bytes.count / 64)
            return left.bytes == right.bytes
        case .list:
            guard let left = a.list, let right = b.list else { return false }
            return try equal(left, right)
        case .tuple: return try equal(a.tuple?.items ?? [], b.tuple?.items ?? [])
        case .dict:
            guard let left = a.dict, let right = b.dict else { return false }
            return try equal(left, right)
        case .set:
            guard let left = a.set, let right = b.set, left.table.count == right.table.count else { return false }
            return try isSubset(left, of: right)
        case .range:
            guard let left = a.range, let right = b.range, left.count == right.count else { return false }
            if left.count == 0 { return true }
            return left.start == right.start && (left.count == 1 || left.step == right.step)
        case .slice:
            guard let left = a.slice, let right = b.slice else { return false }
            return try equal([left.start, left.stop, left.step], [right.start, right.stop, right.step])
        case .boundMethod:
            guard let left = a.boundMethod, let right = b.boundMethod else { return false }
            return left.callee === right.callee && PyValue.same(left.receiver, right.receiver)
        default: return false
        }
    }

    /// Comparing items may change the lists, so they are asked for their lengths again after each.
    private func equal(_ a: PyList, _ b: PyList) throws(Fault) -> Bool {
        guard a.items.count == b.items.count else { return false }
        try descend()
        defer { ascend() }
        try charge(a.items.count)
        var index = 0
        while index < a.items.count, index < b.items.count {
            if !(try equalsOrIs(a.items[index], b.items[index])) { return false }
            index += 1
        }
        return a.items.count == b.items.count
    }

    /// Comparing may change the dicts, so each is looked at again after every value.
    private func equal(_ a: PyDict, _ b: PyDict) throws(Fault) -> Bool {
        guard a.table.count == b.table.count else { return false }
        try descend()
        defer { ascend() }
        try charge(a.table.count * 4)
        var place = 0
        while place < a.table.places.upperBound {
            if !a.table.isRemoved(place) {
                let value = a.table.value(at: place)
                let key = a.table.key(at: place)
                guard let other = try find(key, hash: a.table.hash(at: place), in: b) else { return false }
                if !(try equalsOrIs(value, b.table.value(at: other))) { return false }
            }
            place += 1
        }
        return true
    }

    /// Of tuples the items are compared first and their number last.
    private func equal(_ a: [PyValue], _ b: [PyValue]) throws(Fault) -> Bool {
        try descend()
        defer { ascend() }
        let common = min(a.count, b.count)
        try charge(common)
        for index in 0..<common where !(try equalsOrIs(a[index], b[index])) { return false }
        return a.count == b.count
    }

    private func ordered(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        if case .int(let a) = x, case .int(let b) = y { return .bool(Self.order(op, a, b) ?? false) }
        if x.number != nil, y.number != nil { return .bool(Self.numbers(op, x, y)) }
        if case .object(let a) = x, case .object(let b) = y, a.kind == b.kind {
            switch a.kind {
            case .string:
                if let left = a.string, let right = b.string {
                    try charge(min(left.bytes.count, right.bytes.count) / 16)
                    // UTF-8 keeps the order of the characters' codes.
                    let order = Self.lexicographic(left.bytes, right.bytes)
                    return .bool(Self.order(op, order, 0) ?? false)
                }
            case .list: if let left = a.list, let right = b.list { return try lists(op, left, right) }
            case .tuple: return try sequences(op, a.tuple?.items ?? [], b.tuple?.items ?? [])
            case .set:
                if let left = a.set, let right = b.set { return .bool(try subset(op, left, right)) }
            default: break
            }
        }
        let mirrored: Symbol =
            switch op {
            case .less: .gt
            case .lessEqual: .ge
            case .greater: .lt
            default: .le
            }
        if x.object?.instance != nil || y.object?.instance != nil {
            for (left, right, isMirrored) in inTurn(x, y) {
                let symbol: Symbol = isMirrored ? mirrored : .compare(op)
                guard let method = left.object?.instance?.type.lookup(symbol) else { continue }
                let result = try call(method, [left, right])
                if !result.isNotImplemented { return result }
            }
        }
        if let answer = try compareViews(op, x, y) { return .bool(answer) }
        if x.object?.slice != nil, y.object?.slice != nil { throw .unsupported("the order of slices") }
        throw typeError(
            "'\(op.sign)' not supported between instances of '\(typeName(x))' and '\(typeName(y))'")
    }

    /// Ints and floats, exactly: an int that is no double is not rounded to one.
    private static func numbers(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) -> Bool {
        let a = x.number ?? 0
        let b = y.number ?? 0
        if a == b, abs(a) >= 0x1p53, abs(a) <= 0x1p63 {
            let left = x.integer ?? Int64(exactly: a)
            let right = y.integer ?? Int64(exactly: b)
            // 2**63 itself is no 64-bit integer: then the float is the greater one.
            if let left, let right { return order(op, left, right) ?? false }
            return order(op, left == nil ? 1 : 0, right == nil ? 1 : 0) ?? false
        }
        return order(op, a, b) ?? false
    }

    static func lexicographic(_ a: [UInt8], _ b: [UInt8]) -> Int {
        for index in 0..<min(a.count, b.count) where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return a.count - b.count
    }

    /// Comparing items may change the lists, so they are looked at anew each time.
    private func lists(_ op: CompareOperator, _ a: PyList, _ b: PyList) throws(Fault) -> PyValue {
        try descend()
        defer { ascend() }
        var index = 0
        while index < a.items.count, index < b.items.count {
            try charge(1)
            if !(try equalsOrIs(a.items[index], b.items[index])) {
                guard index < a.items.count, index < b.items.count else { break }
                return try compare(op, a.items[index], b.items[index])
            }
            index += 1
        }
        return .bool(Self.order(op, a.items.count, b.items.count) ?? false)
    }

    /// Tuples are compared at their first difference.
    private func sequences(_ op: CompareOperator, _ a: [PyValue], _ b: [PyValue]) throws(Fault) -> PyValue {
        try descend()
        defer { ascend() }
        for index in 0..<min(a.count, b.count) {
            try charge(1)
            if !(try equalsOrIs(a[index], b[index])) { return try compare(op, a[index], b[index]) }
        }
        return .bool(Self.order(op, a.count, b.count) ?? false)
    }

    /// `x < y`, as `sorted`, `min` and `max` ask.
    func isLess(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .float(let a) = x, case .float(let b) = y { return a < b }
        if case .int(let a) = x, case .int(let b) = y { return a < b }
        return try isTrue(ordered(.less, x, y))
    }

    /// `x > y`, which is what `max` asks.
    func isGreater(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .float(let a) = x, case .float(let b) = y { return a > b }
        if case .int(let a) = x, case .int(let b) = y { return a > b }
        return try isTrue(ordered(.greater, x, y))
    }
}

extension CompareOperator {
    var sign: String {
        switch self {
        case .less: "<"
        case .lessEqual: "<="
        case .equal: "=="
        case .notEqual: "!="
        case .greater: ">"
        case .greaterEqual: ">="
        case .in: "in"
        case .notIn: "not in"
        case .is: "is"
        case .isNot: "is not"
        }
    }
}

/// `dict.keys()`, `.values()` and `.items()`.
final class PyView: PyObject {
    enum Part { case keys, values, items }

    let part: Part
    @exclusivity(unchecked) private(set) var owner: PyDict

    init(_ part: Part, _ owner: PyDict) {
        self.part = part
        self.owner = owner
        super.init(.view)
    }

    /// A dict that nobody shares gives up what it holds; itself it is let go with the view.
    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        if isKnownUniquelyReferenced(&owner) { owner.table.giveUp(&work) }
    }

    deinit {
        var work: [Unmanaged<PyObject>] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

/// The keys and the items of a dict as sets: operators and comparisons, with sets, with each other and, as in CPython,
/// with any iterable. Values are no set.
extension Machine {
    func isSetView(_ value: PyValue) -> Bool { value.object?.view.map { $0.part != .values } ?? false }

    /// `x op y` where one of them is a view; nothing when none is or the operator is not a set's.
    func combineViews(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        switch op {
        case .or, .and, .sub, .xor: break
        default: return nil
        }
        guard isSetView(x) || isSetView(y) else { return nil }
        if op == .and { return .object(isSetView(x) ? try common(x, y) : try common(y, x)) }
        if op == .xor, let a = x.object?.view, let b = y.object?.view, a.part == .items, b.part == .items {
            return .object(try different(a, b))
        }
        return .object(try combine(op, asSet(x), asSet(y)))
    }

    /// What both have, as CPython goes through them: the larger of two views is asked about the items of the smaller one,
    /// and about those of anything else; a set that is not smaller is asked itself.
    private func common(_ view: PyValue, _ other: PyValue) throws(Fault) -> PySet {
        let count = try length(view)
        if let set = other.object?.set, count <= set.table.count {
            return try combine(.and, set, asSet(view), walksRight: true)
        }
        let isLarger = isSetView(other) ? try length(other) > count : false
        let (asked, walked) = isLarger ? (other, view) : (view, other)
        let result = newSet()
        result.hasHistory = true
        try forEach(of: inAnyOrder(walked)) { (item) throws(Fault) in
            if try contains(asked, item) { try insert(item, into: result) }
        }
        return result
    }

    /// The pairs that only one of them has. Equal ones need not be hashable.
    private func different(_ x: PyView, _ y: PyView) throws(Fault) -> PySet {
        let result = newSet()
        result.hasHistory = true
        for (view, other) in [(x, y), (y, x)] {
            try charge(view.owner.table.count)
            for entry in view.owner.table.entries where !entry.key.isUndefined {
                if let value = try value(at: entry.key, in: other.owner), try equalsOrIs(value, entry.value) {
                    continue
                }
                try insert(tuple([entry.key, entry.value]), into: result)
            }
        }
        return result
    }

    /// Any iterable, as a set.
    func asSet(_ value: PyValue) throws(Fault) -> PySet {
        if let set = value.object?.set { return set }
        guard isIterable(value) else { throw typeError("'\(typeName(value))' object is not iterable") }
        let set = newSet()
        try forEach(of: value) { (item) throws(Fault) in try insert(item, into: set) }
        return set
    }

    /// `x op y` of two sets of which one at least is a view; nothing when they are not. Items need not be hashable.
    func compareViews(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> Bool? {
        guard isSetView(x) || isSetView(y), isSetView(x) || x.object?.set != nil, isSetView(y) || y.object?.set != nil
        else { return nil }
        let (left, right) = (try length(x), try length(y))
        switch op {
        case .equal: return left == right ? try isPart(x, of: y) : false
        case .notEqual: return left == right ? try !isPart(x, of: y) : true
        case .less: return left < right ? try isPart(x, of: y) : false
        case .lessEqual: return left <= right ? try isPart(x, of: y) : false
        case .greater: return left > right ? try isPart(y, of: x) : false
        case .greaterEqual: return left >= right ? try isPart(y, of: x) : false
        default: return nil
        }
    }

    private func isPart(_ x: PyValue, of y: PyValue) throws(Fault) -> Bool {
        for item in try items(of: inAnyOrder(x)) where !(try contains(y, item)) { return false }
        return true
    }

    /// Whether a pair is among the items: the key is looked up, and its value compared.
    func contains(_ view: PyView, pair: PyValue) throws(Fault) -> Bool {
        guard let parts = pair.object?.tuple?.items, parts.count == 2,
            let value = try value(at: parts[0], in: view.owner)
        else { return false }
        return try equalsOrIs(value, parts[1])
    }
}

enum ViewMethods {
    static let names = ["isdisjoint"]

    static func make(_ name: String) -> PyBuiltin? {
        guard name == "isdisjoint" else { return nil }
        return PyBuiltin(name, owner: "dict view", arity: 1...1) { machine, arguments throws(Fault) in
            for item in try machine.items(of: machine.inAnyOrder(arguments[1]))
            where try machine.contains(arguments[0], item) { return .bool(false) }
            return .bool(true)
        }
    }
}

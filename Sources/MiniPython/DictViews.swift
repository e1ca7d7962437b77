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
        let result = newSet()
        result.hasHistory = true
        // The hashes of a dict's keys are known.
        let isKeys = x.object?.view?.part == .keys
        try merge(isKeys ? .object(x.object?.view?.owner ?? PyDict()) : x, into: result)
        switch op {
        case .or: try merge(y, into: result)
        case .sub: try subtract(y, from: result)
        default: try toggle(y, in: result)
        }
        return .object(result)
    }

    /// What both have, as CPython goes through them: the larger of two views is asked about the items of the smaller one,
    /// and about those of anything else; a set that is not smaller is asked itself.
    private func common(_ view: PyValue, _ other: PyValue) throws(Fault) -> PySet {
        let count = try length(view)
        if let set = other.object?.set, count <= set.table.count {
            return try intersection(set, view)
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
        let rest = newDict()
        try update(rest, from: .object(x.owner))
        let result = newSet()
        result.hasHistory = true
        try charge(y.owner.table.count)
        for entry in y.owner.table.entries where !entry.key.isUndefined {
            if let place = try find(entry.key, hash: entry.hash, in: rest),
                try equalsOrIs(rest.table.value(at: place), entry.value)
            {
                if let place = try find(entry.key, hash: entry.hash, in: rest) { rest.table.remove(at: place) }
            } else {
                try insert(tuple([entry.key, entry.value]), into: result)
            }
        }
        try merge(.object(PyView(.items, rest)), into: result)
        return result
    }

    /// `x op y` of two sets of which one at least is a view; nothing when they are not. Items need not be hashable.
    func compareViews(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> Bool? {
        guard isSetView(x) || isSetView(y), isSetView(x) || x.object?.set != nil, isSetView(y) || y.object?.set != nil
        else { return nil }
        let (left, right) = (try length(x), try length(y))
        switch op {
        // A set leaves it to the view.
        case .equal where !isSetView(x), .notEqual where !isSetView(x): return try compareViews(op, y, x)
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
            var (asked, walked) = (arguments[0], arguments[1])
            if let view = asked.object?.view, view === walked.object { return .bool(view.owner.table.count == 0) }
            if machine.isSetView(walked) || walked.object?.set != nil,
                try machine.length(walked) > machine.length(asked)
            {
                swap(&asked, &walked)
            }
            let iterator = try machine.iterator(machine.inAnyOrder(walked))
            while let item = try machine.next(iterator) {
                try machine.charge(1)
                if try machine.contains(asked, item) { return .bool(false) }
            }
            return .bool(true)
        }
    }
}

/// The methods of `tuple`, and the searches that lists share with it.
enum TupleMethods {
    static let names = ["index", "count"]

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "index":
            PyBuiltin(name, owner: "tuple", arity: 1...3) { machine, arguments throws(Fault) in
                guard let tuple = arguments[0].object?.tuple else { throw machine.wrongReceiver("tuple") }
                let items = tuple.items
                guard let place = try find(machine, items.count, arguments, { items[$0] }) else {
                    throw machine.valueError("tuple.index(x): x not in tuple")
                }
                return .count(place)
            }
        case "count":
            PyBuiltin(name, owner: "tuple", arity: 1...1) { machine, arguments throws(Fault) in
                guard let tuple = arguments[0].object?.tuple else { throw machine.wrongReceiver("tuple") }
                return .count(try count(machine, tuple.items, arguments[1]))
            }
        default: nil
        }
    }

    /// The place of an item among the first `count`; `item` has none for a place that comparing has taken away.
    static func find(
        _ machine: Machine, _ count: Int, _ arguments: Arguments, _ item: (Int) -> PyValue?
    ) throws(Fault) -> Int? {
        func bound(_ index: Int, _ standard: Int) throws(Fault) -> Int {
            guard let value = arguments.optional(index) else { return standard }
            guard let number = try machine.place(value) else {
                throw machine.typeError("slice indices must be integers or have an __index__ method")
            }
            return min(max(number < 0 ? number + count : number, 0), count)
        }
        let start = try bound(2, 0)
        let end = try bound(3, count)
        for place in stride(from: start, to: end, by: 1) {
            try machine.charge(1)
            guard let candidate = item(place) else { return nil }
            if try machine.equalsOrIs(candidate, arguments[1]) { return place }
        }
        return nil
    }

    static func count(_ machine: Machine, _ items: [PyValue], _ item: PyValue) throws(Fault) -> Int {
        var count = 0
        for candidate in items {
            try machine.charge(1)
            if try machine.equalsOrIs(candidate, item) { count += 1 }
        }
        return count
    }
}

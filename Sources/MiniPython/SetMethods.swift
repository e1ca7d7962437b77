/// The methods of `set`. Which order a set is shown in is not known here, only that it has a history.
enum SetMethods {
    static let names = [
        "add", "remove", "discard", "pop", "clear", "copy", "union", "intersection", "difference",
        "symmetric_difference", "issubset", "issuperset", "isdisjoint", "update", "intersection_update",
        "difference_update", "symmetric_difference_update",
    ]

    private static func set(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PySet {
        guard arguments.count > 0, let set = arguments[0].object?.set else { throw machine.wrongReceiver("set") }
        return set
    }

    private static func mutable(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PySet {
        let set = try self.set(machine, arguments)
        try machine.guardMutation(set)
        return set
    }

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "add":
            PyBuiltin(name, owner: "set", arity: 1...1, shortcut: .add) { machine, arguments throws(Fault) in
                try machine.insert(arguments[1], into: mutable(machine, arguments))
                return .none
            }
        case "discard":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                _ = try machine.remove(arguments[1], from: mutable(machine, arguments))
                return .none
            }
        case "remove":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                if try machine.remove(arguments[1], from: mutable(machine, arguments)) { return .none }
                throw .raised(PyException(machine.types.keyError, args: [arguments[1]]))
            }
        case "pop":
            PyBuiltin(name, owner: "set", arity: 0...0) { machine, arguments throws(Fault) in
                let set = try mutable(machine, arguments)
                guard let first = try machine.orderedItems(set).first else {
                    throw .raised(PyException(machine.types.keyError, args: [.text("pop from an empty set")]))
                }
                if set.table.count > 1 {
                    throw .unsupported("which item 'set.pop()' takes", note: "Python does not define it")
                }
                _ = try machine.remove(first, from: set)
                return first
            }
        case "clear":
            PyBuiltin(name, owner: "set", arity: 0...0) { machine, arguments throws(Fault) in
                let set = try mutable(machine, arguments)
                let old = PySet()
                old.exchange(with: set)
                set.hasHistory = false
                return .none
            }
        case "copy":
            PyBuiltin(name, owner: "set", arity: 0...0) { machine, arguments throws(Fault) in
                .object(try machine.copy(set(machine, arguments)))
            }
        case "union":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                let set = try set(machine, arguments)
                let result = try machine.copy(set)
                for other in others(arguments) where other.object !== set { try machine.merge(other, into: result) }
                return .object(result)
            }
        case "intersection":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                .object(try intersection(machine, set(machine, arguments), arguments))
            }
        case "difference":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                let set = try set(machine, arguments)
                if arguments.count < 2 { return .object(try machine.copy(set)) }
                let result = try machine.difference(set, arguments[1])
                for other in others(arguments).dropFirst() { try machine.subtract(other, from: result) }
                return .object(result)
            }
        case "symmetric_difference":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                .object(try machine.symmetricDifference(set(machine, arguments), arguments[1]))
            }
        case "update":
            change(name, 0...Int.max) { machine, set, arguments throws(Fault) in
                for other in others(arguments) { try machine.merge(other, into: set) }
            }
        case "intersection_update":
            change(name, 0...Int.max) { machine, set, arguments throws(Fault) in
                set.exchange(with: try intersection(machine, set, arguments))
            }
        case "difference_update":
            change(name, 0...Int.max) { machine, set, arguments throws(Fault) in
                for other in others(arguments) { try machine.subtract(other, from: set) }
            }
        case "symmetric_difference_update":
            change(name, 1...1) { machine, set, arguments throws(Fault) in
                try machine.toggle(arguments[1], in: set)
            }
        case "issubset":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                let set = try set(machine, arguments)
                if let other = arguments[1].object?.set { return .bool(try machine.isSubset(set, of: other)) }
                let others = machine.newSet()
                try machine.merge(arguments[1], into: others)
                return .bool(try machine.isSubset(set, of: others))
            }
        case "issuperset":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                let set = try set(machine, arguments)
                if let other = arguments[1].object?.set { return .bool(try machine.isSubset(other, of: set)) }
                let iterator = try machine.iterator(arguments[1])
                while let item = try machine.next(iterator) {
                    try machine.charge(1)
                    if try machine.find(item, in: set) == nil { return .bool(false) }
                }
                return .bool(true)
            }
        case "isdisjoint":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.isDisjoint(set(machine, arguments), arguments[1]))
            }
        default: nil
        }
    }

    private static func others(_ arguments: Arguments) -> [PyValue] {
        (1..<max(1, arguments.count)).map { arguments[$0] }
    }

    private static func intersection(
        _ machine: Machine, _ set: PySet, _ arguments: Arguments
    ) throws(Fault) -> PySet {
        if arguments.count < 2 { return try machine.copy(set) }
        var result = set
        for other in others(arguments) { result = try machine.intersection(result, other) }
        return result
    }

    /// A method that changes the set and gives nothing.
    private static func change(
        _ name: String, _ arity: ClosedRange<Int>,
        _ body: @escaping @Sendable (Machine, PySet, Arguments) throws(Fault) -> Void
    ) -> PyBuiltin {
        PyBuiltin(name, owner: "set", arity: arity) { machine, arguments throws(Fault) in
            let set = try mutable(machine, arguments)
            set.hasHistory = true
            try body(machine, set, arguments)
            set.hasHistory = true
            return .none
        }
    }
}

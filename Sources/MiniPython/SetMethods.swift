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

    private static func asSet(_ machine: Machine, _ value: PyValue) throws(Fault) -> PySet {
        try machine.asSet(value)
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
                let old = try set(machine, arguments)
                try machine.checkSize(old.table.count)
                let copy = machine.newSet()
                copy.table = old.table.copy()
                if old.isKnown { machine.register(copy) }
                copy.hasHistory = true
                return .object(copy)
            }
        case "union": combination(name, .or, arity: 0...Int.max)
        case "intersection": combination(name, .and, arity: 0...Int.max)
        case "difference": combination(name, .sub, arity: 0...Int.max)
        case "symmetric_difference": combination(name, .xor, arity: 1...1)
        case "intersection_update": combination(name, .and, arity: 0...Int.max, isInPlace: true)
        case "symmetric_difference_update": combination(name, .xor, arity: 1...1, isInPlace: true)
        case "issubset":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.isSubset(set(machine, arguments), of: asSet(machine, arguments[1])))
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
                let set = try set(machine, arguments)
                if let other = arguments[1].object?.set {
                    return .bool(try machine.combine(.and, set, other).table.count == 0)
                }
                let iterator = try machine.iterator(arguments[1])
                while let item = try machine.next(iterator) {
                    try machine.charge(1)
                    if try machine.find(item, in: set) != nil { return .bool(false) }
                }
                return .bool(true)
            }
        case "update":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                let set = try mutable(machine, arguments)
                set.hasHistory = true
                // What came before an item that cannot be added stays.
                for index in 1..<max(1, arguments.count) {
                    try machine.forEach(of: machine.inAnyOrder(arguments[index])) { (item) throws(Fault) in
                        try machine.guardMutation(set)
                        try machine.insert(item, into: set)
                    }
                }
                return .none
            }
        case "difference_update":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                let set = try mutable(machine, arguments)
                set.hasHistory = true
                for index in 1..<max(1, arguments.count) {
                    try machine.forEach(of: machine.inAnyOrder(arguments[index])) { (item) throws(Fault) in
                        try machine.guardMutation(set)
                        _ = try machine.remove(item, from: set)
                    }
                }
                return .none
            }
        default: nil
        }
    }

    private static func combination(
        _ name: String, _ op: BinaryOperator, arity: ClosedRange<Int>, isInPlace: Bool = false
    ) -> PyBuiltin {
        PyBuiltin(name, owner: "set", arity: arity) { machine, arguments throws(Fault) in
            let set = isInPlace ? try mutable(machine, arguments) : try set(machine, arguments)
            var result = try machine.combine(.or, set, PySet())
            for index in 1..<max(1, arguments.count) {
                if op == .and, arguments[index].object?.set == nil {
                    result = try machine.intersection(result, arguments[index])
                } else {
                    result = try machine.combine(op, result, asSet(machine, arguments[index]))
                }
            }
            if !isInPlace { return .object(result) }
            set.exchange(with: result)
            set.hasHistory = true
            return .none
        }
    }
}

/// The methods of `dict`; views are `DictViews`' business.
enum DictMethods {
    static let names = [
        "get", "keys", "values", "items", "pop", "popitem", "setdefault", "update", "clear", "copy", "fromkeys",
    ]

    private static func dict(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyDict {
        guard arguments.count > 0, let dict = arguments[0].object?.dict else { throw machine.wrongReceiver("dict") }
        return dict
    }

    private static func mutable(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyDict {
        let dict = try self.dict(machine, arguments)
        try machine.guardMutation(dict)
        return dict
    }

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "get":
            PyBuiltin(name, owner: "dict", arity: 1...2, shortcut: .get) { machine, arguments throws(Fault) in
                try machine.value(at: arguments[1], in: dict(machine, arguments)) ?? arguments.optional(2) ?? .none
            }
        case "keys":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                .object(PyView(.keys, try dict(machine, arguments)))
            }
        case "values":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                .object(PyView(.values, try dict(machine, arguments)))
            }
        case "items":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                .object(PyView(.items, try dict(machine, arguments)))
            }
        case "pop":
            PyBuiltin(name, owner: "dict", arity: 1...2) { machine, arguments throws(Fault) in
                let dict = try mutable(machine, arguments)
                // An empty dict does not ask for the key's hash.
                if dict.table.count > 0, let value = try machine.remove(arguments[1], from: dict) { return value }
                if let value = arguments.optional(2) { return value }
                throw .raised(PyException(machine.types.keyError, args: [arguments[1]]))
            }
        case "popitem":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                let dict = try mutable(machine, arguments)
                guard let last = dict.table.places.last(where: { !dict.table.isRemoved($0) }) else {
                    throw .raised(
                        PyException(machine.types.keyError, args: [.text("popitem(): dictionary is empty")]))
                }
                let pair = [dict.table.key(at: last), dict.table.value(at: last)]
                dict.table.remove(at: last)
                return machine.tuple(pair)
            }
        case "setdefault":
            PyBuiltin(name, owner: "dict", arity: 1...2) { machine, arguments throws(Fault) in
                let dict = try dict(machine, arguments)
                let hash = try machine.tableHash(arguments[1])
                if let place = try machine.find(arguments[1], hash: hash, in: dict) {
                    return dict.table.value(at: place)
                }
                try machine.guardMutation(dict)
                let value = arguments.optional(2) ?? .none
                dict.table.append(hash: hash, key: arguments[1], value: value)
                try machine.checkSize(dict.table.count)
                return value
            }
        case "update": update
        case "clear":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                let dict = try mutable(machine, arguments)
                // Freed through a dict of its own, so that chains are released without recursion.
                let old = PyDict()
                old.exchange(with: dict)
                return .none
            }
        case "copy":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                let copy = machine.newDict()
                copy.table = try dict(machine, arguments).table.copy()
                try machine.checkSize(copy.table.count)
                return .object(copy)
            }
        default: nil
        }
    }

    private static var update: PyBuiltin {
        PyBuiltin("update", owner: "dict", arity: 0...1, takesAnyKeyword: true) { machine, arguments throws(Fault) in
            let dict = try mutable(machine, arguments)
            if let source = arguments.optional(1) { try machine.update(dict, from: source) }
            for name in arguments.names {
                try machine.store(arguments.keyword(name) ?? .none, at: .text(machine.symbols[name]), in: dict)
            }
            return .none
        }
    }
}

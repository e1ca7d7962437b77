/// The methods of `list`. What changes a list asks first whether it may be changed.
enum ListMethods {
    static let names = [
        "append", "extend", "insert", "remove", "pop", "clear", "index", "count", "sort", "reverse", "copy",
    ]

    /// The list, which must not be one that existed before when an expression is only looked at.
    private static func mutable(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyList {
        let list = try self.list(machine, arguments)
        try machine.guardMutation(list)
        return list
    }

    private static func list(_ machine: Machine, _ arguments: Arguments) throws(Fault) -> PyList {
        guard arguments.count > 0, let list = arguments[0].object?.list else { throw machine.wrongReceiver("list") }
        return list
    }

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "append":
            PyBuiltin(name, owner: "list", arity: 1...1, shortcut: .append) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                list.items.append(arguments[1])
                if list.items.count > machine.budget.heap { try machine.checkSize(list.items.count) }
                return .none
            }
        case "extend":
            PyBuiltin(name, owner: "list", arity: 1...1) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                try machine.extend(list, with: arguments[1])
                return .none
            }
        case "insert":
            PyBuiltin(name, owner: "list", arity: 2...2) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                guard let index = try machine.place(arguments[1]) else {
                    throw machine.typeError(
                        "'\(machine.typeName(arguments[1]))' object cannot be interpreted as an integer")
                }
                let count = list.items.count
                let place = index < 0 ? max(0, index + count) : min(index, count)
                try machine.charge((count - place) / 8)
                list.items.insert(arguments[2], at: place)
                return .none
            }
        case "pop":
            PyBuiltin(name, owner: "list", arity: 0...1) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                let key = arguments.optional(1) ?? .int(-1)
                guard let index = try machine.place(key) else {
                    throw machine.typeError(
                        "'\(machine.typeName(key))' object cannot be interpreted as an integer")
                }
                if list.items.isEmpty { throw machine.exception(machine.types.indexError, "pop from empty list") }
                let place = index < 0 ? index + list.items.count : index
                guard list.items.indices.contains(place) else {
                    throw machine.exception(machine.types.indexError, "pop index out of range")
                }
                try machine.charge((list.items.count - place) / 8)
                return list.items.remove(at: place)
            }
        case "remove":
            PyBuiltin(name, owner: "list", arity: 1...1) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                var place = 0
                // Comparing may change the list, so its length is asked anew each time.
                while place < list.items.count {
                    try machine.charge(1)
                    if try machine.equalsOrIs(list.items[place], arguments[1]) {
                        try machine.charge((list.items.count - place) / 8)
                        if place < list.items.count { list.items.remove(at: place) }
                        return .none
                    }
                    place += 1
                }
                throw machine.valueError("list.remove(x): x not in list")
            }
        case "clear":
            PyBuiltin(name, owner: "list", arity: 0...0) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                // Taken out first, so that freeing them is bounded like everything else.
                _ = PyList(list.items)
                list.items = []
                return .none
            }
        case "index":
            PyBuiltin(name, owner: "list", arity: 1...3) { machine, arguments throws(Fault) in
                let list = try list(machine, arguments)
                let place = try TupleMethods.find(machine, list.items.count, arguments) { place in
                    place < list.items.count ? list.items[place] : nil
                }
                guard let place else {
                    throw machine.valueError(
                        "\(String(decoding: try machine.repr(arguments[1]), as: UTF8.self)) is not in list")
                }
                return .count(place)
            }
        case "count":
            PyBuiltin(name, owner: "list", arity: 1...1) { machine, arguments throws(Fault) in
                let list = try list(machine, arguments)
                var (place, count) = (0, 0)
                // Comparing may change the list here too.
                while place < list.items.count {
                    try machine.charge(1)
                    if try machine.equalsOrIs(list.items[place], arguments[1]) { count += 1 }
                    place += 1
                }
                return .count(count)
            }
        case "sort":
            PyBuiltin(name, owner: "list", arity: 0...0, keywords: [.key, .reverse]) {
                machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                // As in CPython the list is empty meanwhile; what went wrong leaves it as it then was.
                var sort = try Sort(list.items, arguments, machine)
                list.items = []
                do throws(Fault) {
                    try sort.run()
                } catch {
                    list.items = sort.items
                    throw error
                }
                let isModified = !list.items.isEmpty
                list.items = sort.items
                if isModified { throw machine.valueError("list modified during sort") }
                return .none
            }
        case "reverse":
            PyBuiltin(name, owner: "list", arity: 0...0) { machine, arguments throws(Fault) in
                let list = try mutable(machine, arguments)
                try machine.charge(list.items.count / 4)
                list.items.reverse()
                return .none
            }
        case "copy":
            PyBuiltin(name, owner: "list", arity: 0...0) { machine, arguments throws(Fault) in
                let items = try list(machine, arguments).items
                try machine.checkSize(items.count)
                return machine.list(items)
            }
        default: nil
        }
    }
}

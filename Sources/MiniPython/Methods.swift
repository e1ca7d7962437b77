/// The methods of built-in types, found by type and name. A method's first argument is its object.
enum Methods {
    static func make(_ type: NativeType, _ name: String) -> PyBuiltin? {
        switch type {
        case .string: StringMethods.make(name)
        case .list: ListMethods.make(name)
        case .tuple: TupleMethods.make(name)
        case .dict: DictMethods.make(name)
        case .set: SetMethods.make(name)
        case .float: NumberMethods.makeFloat(name)
        case .int, .bool: NumberMethods.makeInt(name)
        case .generator: GeneratorMethods.make(name)
        case .value: ValueMethods.make(name)
        case .range: RangeMethods.make(name)
        case .keys, .items: ViewMethods.make(name)
        default: nil
        }
    }

    /// For "did you mean".
    static func names(_ type: NativeType) -> [String] {
        switch type {
        case .string: StringMethods.names
        case .list: ListMethods.names
        case .tuple: TupleMethods.names
        case .dict: DictMethods.names
        case .set: SetMethods.names
        case .float: ["is_integer"]
        case .int, .bool: ["bit_length", "bit_count"]
        case .generator: ["send", "close"]
        case .value: ValueMethods.names
        case .range: RangeMethods.names
        case .keys, .items: ViewMethods.names
        default: []
        }
    }
}

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
            PyBuiltin(name, owner: "list", arity: 1...1) { machine, arguments throws(Fault) in
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
                for (place, item) in list.items.enumerated() {
                    try machine.charge(1)
                    guard try machine.equalsOrIs(item, arguments[1]) else { continue }
                    if place < list.items.count { list.items.remove(at: place) }
                    return .none
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
                let items = try list(machine, arguments).items
                let place = try TupleMethods.find(machine, items, arguments)
                guard let place else {
                    throw machine.valueError(
                        "\(String(decoding: try machine.repr(arguments[1]), as: UTF8.self)) is not in list")
                }
                return .count(place)
            }
        case "count":
            PyBuiltin(name, owner: "list", arity: 1...1) { machine, arguments throws(Fault) in
                .count(try TupleMethods.count(machine, list(machine, arguments).items, arguments[1]))
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

enum TupleMethods {
    static let names = ["index", "count"]

    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "index":
            PyBuiltin(name, owner: "tuple", arity: 1...3) { machine, arguments throws(Fault) in
                guard let tuple = arguments[0].object?.tuple else { throw machine.wrongReceiver("tuple") }
                guard let place = try find(machine, tuple.items, arguments) else {
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

    static func find(_ machine: Machine, _ items: [PyValue], _ arguments: Arguments) throws(Fault) -> Int? {
        func bound(_ index: Int, _ standard: Int) throws(Fault) -> Int {
            guard let value = arguments.optional(index) else { return standard }
            guard let number = try machine.place(value) else {
                throw machine.typeError("slice indices must be integers or have an __index__ method")
            }
            return min(max(number < 0 ? number + items.count : number, 0), items.count)
        }
        let start = try bound(2, 0)
        let end = try bound(3, items.count)
        for place in stride(from: start, to: end, by: 1) {
            try machine.charge(1)
            if try machine.equalsOrIs(items[place], arguments[1]) { return place }
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
            PyBuiltin(name, owner: "dict", arity: 1...2) { machine, arguments throws(Fault) in
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
                if let value = try machine.remove(arguments[1], from: mutable(machine, arguments)) { return value }
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
                if let value = try machine.value(at: arguments[1], in: dict) { return value }
                try machine.guardMutation(dict)
                let value = arguments.optional(2) ?? .none
                try machine.store(value, at: arguments[1], in: dict)
                return value
            }
        case "update": update
        case "clear":
            PyBuiltin(name, owner: "dict", arity: 0...0) { machine, arguments throws(Fault) in
                let dict = try mutable(machine, arguments)
                // Freed through a dict of its own, so that chains are released without recursion.
                let old = PyDict()
                swap(&old.table, &dict.table)
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
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
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
                swap(&old.table, &set.table)
                set.hasHistory = false
                return .none
            }
        case "copy":
            PyBuiltin(name, owner: "set", arity: 0...0) { machine, arguments throws(Fault) in
                let old = try set(machine, arguments)
                try machine.checkSize(old.table.count)
                let copy = machine.newSet()
                copy.table = old.table.copy()
                copy.hasHistory = true
                return .object(copy)
            }
        case "union": combination(name, .or, arity: 0...Int.max)
        case "intersection": combination(name, .and, arity: 0...Int.max)
        case "difference": combination(name, .sub, arity: 0...Int.max)
        case "symmetric_difference": combination(name, .xor, arity: 1...1)
        case "intersection_update": combination(name, .and, arity: 0...Int.max, isInPlace: true)
        case "difference_update": combination(name, .sub, arity: 0...Int.max, isInPlace: true)
        case "symmetric_difference_update": combination(name, .xor, arity: 1...1, isInPlace: true)
        case "issubset":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                .bool(try machine.isSubset(set(machine, arguments), of: asSet(machine, arguments[1])))
            }
        case "issuperset":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                let set = try set(machine, arguments)
                return .bool(try machine.isSubset(asSet(machine, arguments[1]), of: set))
            }
        case "isdisjoint":
            PyBuiltin(name, owner: "set", arity: 1...1) { machine, arguments throws(Fault) in
                let both = try machine.combine(.and, set(machine, arguments), asSet(machine, arguments[1]))
                return .bool(both.table.count == 0)
            }
        case "update":
            PyBuiltin(name, owner: "set", arity: 0...Int.max) { machine, arguments throws(Fault) in
                let set = try mutable(machine, arguments)
                for index in 1..<max(1, arguments.count) {
                    for item in try asSet(machine, arguments[index]).table.liveKeys {
                        try machine.insert(item, into: set)
                    }
                }
                set.hasHistory = true
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
                result = try machine.combine(op, result, asSet(machine, arguments[index]))
            }
            if !isInPlace { return .object(result) }
            swap(&set.table, &result.table)
            set.hasHistory = true
            return .none
        }
    }
}

enum NumberMethods {
    static func makeFloat(_ name: String) -> PyBuiltin? {
        switch name {
        case "is_integer":
            PyBuiltin(name, owner: "float", arity: 0...0) { machine, arguments throws(Fault) in
                guard case .float(let number) = arguments[0] else { throw machine.wrongReceiver("float") }
                return .bool(number.isFinite && number == number.rounded(.down))
            }
        default: nil
        }
    }

    static func makeInt(_ name: String) -> PyBuiltin? {
        switch name {
        case "bit_length":
            PyBuiltin(name, owner: "int", arity: 0...0) { machine, arguments throws(Fault) in
                guard let number = arguments[0].integer else { throw machine.wrongReceiver("int") }
                return .count(64 - number.magnitude.leadingZeroBitCount)
            }
        case "bit_count":
            PyBuiltin(name, owner: "int", arity: 0...0) { machine, arguments throws(Fault) in
                guard let number = arguments[0].integer else { throw machine.wrongReceiver("int") }
                return .count(number.magnitude.nonzeroBitCount)
            }
        default: nil
        }
    }
}

enum GeneratorMethods {
    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "send":
            PyBuiltin(name, owner: "generator", arity: 1...1) { machine, arguments throws(Fault) in
                guard let generator = arguments[0].object?.generator else { throw machine.wrongReceiver("generator") }
                if generator.awaiting == nil, generator.state == .suspended, !arguments[1].isNone {
                    throw machine.typeError("can't send non-None value to a just-started generator")
                }
                machine.returned = .none
                if try machine.resume(generator, target: 0, exhausted: -1, sending: arguments[1], leaves: true) {
                    let item = try machine.execute()
                    if !item.isUndefined { return item }
                }
                throw machine.stopIteration()
            }
        case "close":
            PyBuiltin(name, owner: "generator", arity: 0...0) { machine, arguments throws(Fault) in
                guard let generator = arguments[0].object?.generator else { throw machine.wrongReceiver("generator") }
                try machine.guardMutation(generator)
                if generator.awaiting != nil, generator.state == .suspended,
                    !generator.body.code.handlers.isEmpty
                {
                    throw .unsupported("closing a generator inside a 'try' statement")
                }
                generator.state = .finished
                generator.close()
                return .none
            }
        default: nil
        }
    }
}

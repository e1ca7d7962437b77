/// `str.translate` and the tables that `str.maketrans` makes for it: characters by their codes, and what each becomes.
enum Translation {
    static func translated(_ string: PyString, by table: PyValue, _ machine: Machine) throws(Fault) -> [UInt8] {
        var out: [UInt8] = []
        for scalar in string.text.unicodeScalars {
            try machine.charge(1)
            let found: PyValue
            do throws(Fault) {
                found = try machine.getItem(table, .int(Int64(scalar.value)))
            } catch {
                // What is not in the table stays.
                guard case .raised(let exception) = error, exception.type.isSubtype(of: machine.types.lookupError)
                else { throw error }
                out += Array(String(Character(scalar)).utf8)
                continue
            }
            if found.isNone { continue }
            if let text = found.string {
                out += text.bytes
            } else if let code = found.integer {
                guard code >= 0, code <= 0x10FFFF else {
                    throw machine.valueError("character mapping must be in range(0x110000)")
                }
                guard let scalar = Unicode.Scalar(UInt32(code)) else { throw .unsupported("surrogate characters") }
                out += Array(String(Character(scalar)).utf8)
            } else {
                throw machine.typeError("character mapping must return integer, None or str")
            }
            if out.count > machine.budget.heap { try machine.checkSize(out.count) }
        }
        return out
    }

    static var makeTable: PyValue {
        .object(
            PyBuiltin("maketrans", owner: "", title: "str.maketrans", arity: 1...3) {
                machine, arguments throws(Fault) in
                let table = machine.newDict()
                if arguments.count == 1 {
                    guard let source = arguments[0].object?.dict else {
                        throw machine.typeError("if you give only one argument to maketrans it must be a dict")
                    }
                    for entry in source.table.entries where !entry.key.isUndefined {
                        try machine.store(entry.value, at: code(entry.key, machine), in: table)
                    }
                    return .object(table)
                }
                let to = try text(arguments[1], 2, machine)
                let third = try arguments.optional(2).map { value throws(Fault) in try text(value, 3, machine) }
                guard let from = arguments[0].string else {
                    throw machine.typeError("first maketrans argument must be a string if there is a second argument")
                }
                guard from.count == to.count else {
                    throw machine.valueError("the first two maketrans arguments must have equal length")
                }
                for (old, new) in Swift.zip(from.text.unicodeScalars, to.text.unicodeScalars) {
                    try machine.store(.int(Int64(new.value)), at: .int(Int64(old.value)), in: table)
                }
                guard let third else { return .object(table) }
                for gone in third.text.unicodeScalars {
                    try machine.store(.none, at: .int(Int64(gone.value)), in: table)
                }
                return .object(table)
            })
    }

    private static func text(_ value: PyValue, _ place: Int, _ machine: Machine) throws(Fault) -> PyString {
        guard let string = value.string else {
            throw machine.typeError(
                "maketrans() argument \(place) must be str, not \(value.isNone ? "None" : machine.typeName(value))")
        }
        return string
    }

    private static func code(_ key: PyValue, _ machine: Machine) throws(Fault) -> PyValue {
        guard let string = key.string else {
            if key.integer != nil { return key }
            throw machine.typeError("keys in translate table must be strings or integers")
        }
        guard string.count == 1, let scalar = string.text.unicodeScalars.first else {
            throw machine.valueError("string keys in translate table must be of length 1")
        }
        return .int(Int64(scalar.value))
    }
}

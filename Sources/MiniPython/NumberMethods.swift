/// The methods of `int` and `float`.
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

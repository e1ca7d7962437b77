/// The methods of `range`.
enum RangeMethods {
    static let names = ["count", "index"]

    static func make(_ name: String) -> PyBuiltin? {
        guard names.contains(name) else { return nil }
        return PyBuiltin(name, owner: "range", arity: 1...1) { machine, arguments throws(Fault) in
            guard let range = arguments[0].object?.range else { throw machine.wrongReceiver("range") }
            let isIndex = name == "index"
            if let number = arguments[1].integer {
                // An integer is found by arithmetic.
                let isInside = try machine.contains(arguments[0], arguments[1])
                if !isIndex { return .int(isInside ? 1 : 0) }
                if isInside { return .int((number - range.start) / range.step) }
                throw machine.valueError("\(number) is not in range")
            }
            var count: Int64 = 0
            for index in 0..<range.count {
                try machine.charge(1)
                guard try machine.equals(.int(range.element(index)), arguments[1]) else { continue }
                if isIndex { return .int(index) }
                count += 1
            }
            if isIndex { throw machine.valueError("sequence.index(x): x not in sequence") }
            return .int(count)
        }
    }
}

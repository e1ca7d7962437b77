import Micrograd

/// Operators: whom each asks, the numbers and containers or the methods of the program's classes, in CPython's order, and
/// what is said when nobody knows. The loop has done the commonest cases already.
extension Machine {
    /// Computes `x op y` into the register `target` of the youngest frame, or pushes a frame for the method that will.
    func operate(
        _ op: BinaryOperator, _ x: PyValue, _ y: PyValue, _ target: Int, isInPlace: Bool = false
    ) throws(Fault) {
        if let result = try arithmetic(op, x, y) {
            give(result, to: target)
            return
        }
        let left = x.object?.instance
        let right = y.object?.instance
        if let left, let right, Self.goesFirst(right.type, op, before: left.type) {
            let result = try ask(op, x, y)
            give(result, to: target)
            return
        }
        if let left, let method = left.type.lookup(.forward(op))?.object?.function, !method.code.isGenerator {
            try enterOperator(method, x, y, target)
            return
        }
        if let right, right.type !== left?.type, left?.type.lookup(.forward(op)) == nil,
            let method = right.type.lookup(.reflected(op))?.object?.function, !method.code.isGenerator
        {
            try enterOperator(method, y, x, target)
            return
        }
        let result = try ask(op, x, y, isInPlace: isInPlace)
        give(result, to: target)
    }

    /// The same for operands in registers. The commonest that are no numbers: an instance whose class has a plain method,
    /// and on the right one of the same class, or what has no say in it.
    func operate(
        _ op: BinaryOperator, _ x: UnsafeMutablePointer<PyValue>, _ y: UnsafeMutablePointer<PyValue>, _ target: Int
    ) throws(Fault) {
        if let left = x.peeked, let method = plainMethod(op, left, y.pointee) {
            // Above the frame, for the operands' registers are looked at again if the method does not know.
            let start = top
            if start + 2 > room { return try operate(op, x.pointee, y.pointee, target) }
            (stack + start).initialize(copying: x)
            (stack + (start + 1)).initialize(copying: y)
            let code = method._withUnsafeGuaranteedRef { $0.codeReference }
            let frame = try push(code, uncounted: method, base: start, target: target)
            frame.pointee.work(forCounted: nil, .operatorResult)
            return
        }
        try operate(op, x.pointee, y.pointee, target)
    }

    /// The method that does `left op right`, if that is a plain function of the left one's class and the right one has no
    /// say in it: because it is of the same class, or nothing that methods look at.
    @inline(__always)
    func plainMethod(_ op: BinaryOperator, _ left: Unmanaged<PyObject>, _ right: PyValue) -> Unmanaged<PyFunction>? {
        guard left._withUnsafeGuaranteedRef({ $0.kind }) == .instance, frameCount < budget.depth else { return nil }
        let instance = Unmanaged<PyInstance>.fromOpaque(left.toOpaque())
        let type = instance._withUnsafeGuaranteedRef { $0.typeObject }
        if case .object(let other) = right {
            switch other.kind {
            case .instance:
                let hasSameType = Unmanaged<PyInstance>.fromOpaque(Unmanaged.passUnretained(other).toOpaque())
                    ._withUnsafeGuaranteedRef { $0.typeObject.toOpaque() == type.toOpaque() }
                if !hasSameType { return nil }
            case .exception, .value: return nil
            default: break
            }
        }
        guard
            let method = Unmanaged<PyType>.fromOpaque(type.toOpaque())
                ._withUnsafeGuaranteedRef({ $0.peekFunction(.forward(op)) }),
            method._withUnsafeGuaranteedRef({ $0.plainCount }) == 2
        else { return nil }
        return method
    }

    private func enterOperator(_ method: PyFunction, _ x: PyValue, _ y: PyValue, _ target: Int) throws(Fault) {
        // Above the frame, for the operands' registers are looked at again if the method does not know.
        let start = top
        reserve(2)
        stack[start] = x
        stack[start + 1] = y
        try enter(method, argumentsAt: start, 2, [], target: target, onReturn: .operatorResult, isHeld: true)
    }

    /// The right operand goes first when its class refines the left one's and answers in another way.
    private static func goesFirst(_ right: PyType, _ op: BinaryOperator, before left: PyType) -> Bool {
        guard left !== right, right.isSubtype(of: left), let method = right.lookup(.reflected(op)) else { return false }
        guard case .object(let own) = method, case .object(let inherited) = left.lookup(.reflected(op)) else {
            return true
        }
        return own !== inherited
    }

    /// An operator's method has returned: NotImplemented means that the other operand is asked, or that nobody knows.
    func finishOperator(_ value: __owned PyValue, _ target: Int) throws(Fault) {
        let frame = frames + (frameCount - 1)
        let base = frame.pointee.base
        guard value.isNotImplemented else {
            give(value, to: target)
            return
        }
        let instruction = frame.pointee.code.instructions[frame.pointee.pc - 1]
        let op = BinaryOperator(rawValue: instruction.n) ?? .add
        let x = stack[base + Int(instruction.b)]
        let isSmall: Bool
        switch instruction.op {
        case .addSmall, .subSmall, .mulSmall, .modSmall, .inPlaceSmall: isSmall = true
        default: isSmall = false
        }
        let y = isSmall ? .int(Instruction.number(in: instruction.c)) : stack[base + Int(instruction.c)]
        let isInPlace = instruction.op == .inPlace || instruction.op == .inPlaceSmall
        // The left operand was asked if it has a method for it, and the right one otherwise.
        let result =
            x.object?.instance?.type.lookup(.forward(op)) == nil
            ? try withoutMethods(op, x, y, isInPlace) : try ask(op, x, y, isInPlace: isInPlace, leftWasAsked: true)
        stack[base + target] = result
    }

    /// The full protocol, with nested executions: rare, so that it may be plain.
    func ask(
        _ op: BinaryOperator, _ x: PyValue, _ y: PyValue, isInPlace: Bool = false, leftWasAsked: Bool = false
    ) throws(Fault) -> PyValue {
        let left = x.object?.instance?.type
        let right = y.object?.instance?.type
        let forward = leftWasAsked ? nil : left?.lookup(.forward(op))
        let reflected = left === right ? nil : right?.lookup(.reflected(op))
        if !leftWasAsked, let left, let right, Self.goesFirst(right, op, before: left), let reflected {
            let result = try call(reflected, y, x)
            if !result.isNotImplemented { return result }
            if let forward {
                let result = try call(forward, x, y)
                if !result.isNotImplemented { return result }
            }
            return try withoutMethods(op, x, y, isInPlace)
        }
        if let forward {
            let result = try call(forward, x, y)
            if !result.isNotImplemented { return result }
        }
        if let reflected {
            let result = try call(reflected, y, x)
            if !result.isNotImplemented { return result }
        }
        return try withoutMethods(op, x, y, isInPlace)
    }

    /// When no method of the program knows what to do: a view of a dict does, a Value on the right, and a sequence times an
    /// object that stands for an integer.
    private func withoutMethods(
        _ op: BinaryOperator, _ x: PyValue, _ y: PyValue, _ isInPlace: Bool
    ) throws(Fault) -> PyValue {
        if let combined = try combineViews(op, x, y) { return combined }
        if let answer = try reflected(op, x, y) { return answer }
        guard op == .mul else { throw unsupportedOperands(op, x, y, isInPlace) }
        for (sequence, other) in [(x, y), (y, x)] {
            switch sequence.object?.kind {
            case .string, .list, .tuple:
                guard let object = sequence.object, other.object?.instance != nil,
                    let count = try integerIndex(other), let result = try repeated(object, count)
                else { break }
                return result
            default: break
            }
        }
        throw unsupportedOperands(op, x, y, isInPlace)
    }

    func unsupportedOperands(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue, _ isInPlace: Bool = false) -> Fault {
        // Python has this operator for None beside a type.
        if op == .or, x.object?.kind == .type || y.object?.kind == .type {
            return .unsupported("types joined with '|'")
        }
        // Sequences answer for themselves.
        if op == .add, let left = x.object {
            let name = typeName(y)
            switch left.kind {
            case .string: return typeError("can only concatenate str (not \"\(name)\") to str")
            case .list: return typeError("can only concatenate list (not \"\(name)\") to list")
            case .tuple: return typeError("can only concatenate tuple (not \"\(name)\") to tuple")
            default: break
            }
        }
        if op == .mul {
            for (sequence, other) in [(x, y), (y, x)] {
                switch sequence.object?.kind {
                case .string, .list, .tuple:
                    return typeError("can't multiply sequence by non-int of type '\(typeName(other))'")
                default: break
                }
            }
        }
        let sign = op.sign + (isInPlace ? "=" : "")
        let shown = op == .pow && !isInPlace ? "** or pow()" : sign
        return typeError(
            "unsupported operand type(s) for \(shown): '\(typeName(x))' and '\(typeName(y))'")
    }

    /// `x op= y` for what changes in place; nothing where it is the same as `x = x op y`.
    func operateInPlace(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        guard case .object(let object) = x else { return nil }
        switch (object.kind, op) {
        case (.list, .add):
            guard let list = object.list else { return nil }
            try guardMutation(list)
            guard isIterable(y) else { throw typeError("'\(typeName(y))' object is not iterable") }
            try extend(list, with: y)
            return x
        case (.list, .mul):
            guard let list = object.list, let count = y.integer else { return nil }
            try guardMutation(list)
            list.items = try repeated(list.items, Int(clamping: max(0, count)))
            return x
        case (.dict, .or):
            guard let dict = object.dict else { return nil }
            try guardMutation(dict)
            try update(dict, from: y)
            return x
        case (.set, .or), (.set, .and), (.set, .sub), (.set, .xor):
            guard let set = object.set, let other = y.object?.set else { return nil }
            try guardMutation(set)
            try combineInPlace(op, set, other)
            return x
        case (.instance, _), (.exception, _):
            guard let method = object.instance?.type.lookup(.inPlace(op)) else { return nil }
            let result = try call(method, [x, y])
            return result.isNotImplemented ? nil : result
        default: return nil
        }
    }

    /// - Parameter sign: 0 for minus, 1 for plus, 2 for `~`.
    func unary(_ sign: UInt8, _ x: PyValue) throws(Fault) -> PyValue {
        switch x {
        case .int, .bool:
            let value = x.integer ?? 0
            switch sign {
            case 0:
                if value == Int64.min { throw .unsupported(Fault.integerTooLarge) }
                return .int(-value)
            case 1: return .int(value)
            default: return .int(~value)
            }
        case .float(let value):
            if sign == 0 { return .float(-value) }
            if sign == 1 { return x }
        case .object(let object):
            if let node = object.value, sign == 0 { return try newNode { tape in tape.neg(node.node) } }
            let symbol = sign == 0 ? Symbol.neg : sign == 1 ? .pos : .invert
            if let method = object.instance?.type.lookup(symbol) { return try call(method, [x]) }
        default: break
        }
        let shown = sign == 0 ? "unary -" : sign == 1 ? "unary +" : "unary ~"
        throw typeError("bad operand type for \(shown): '\(typeName(x))'")
    }
}

extension BinaryOperator {
    var sign: String {
        switch self {
        case .add: "+"
        case .sub: "-"
        case .mul: "*"
        case .div: "/"
        case .floorDiv: "//"
        case .mod: "%"
        case .pow: "**"
        case .matMul: "@"
        case .shiftLeft: "<<"
        case .shiftRight: ">>"
        case .and: "&"
        case .or: "|"
        case .xor: "^"
        }
    }
}

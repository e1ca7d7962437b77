import Micrograd

/// Arithmetic and comparison: what each operator does with numbers, texts and containers, and whom it asks when it
/// does not know. The loop has done the commonest cases already.
extension Machine {
    /// Computes `x op y` into the register `target` of the youngest frame, or pushes a frame for the method that will.
    func operate(
        _ op: BinaryOperator, _ x: PyValue, _ y: PyValue, _ target: Int, isInPlace: Bool = false
    ) throws(Fault) {
        if let result = try arithmetic(op, x, y) {
            stack[frames[frameCount - 1].base + target] = result
            return
        }
        let left = x.object?.instance
        let right = y.object?.instance
        if let left, let right, Self.goesFirst(right.type, op, before: left.type) {
            let result = try ask(op, x, y)
            stack[frames[frameCount - 1].base + target] = result
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
        stack[frames[frameCount - 1].base + target] = result
    }

    private func enterOperator(_ method: PyFunction, _ x: PyValue, _ y: PyValue, _ target: Int) throws(Fault) {
        // Above the frame, for the operands' registers are looked at again if the method does not know.
        let start = top
        reserve(2)
        stack[start] = x
        stack[start + 1] = y
        try enter(method, argumentsAt: start, 2, [], target: target, onReturn: .operatorResult)
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
    func finishOperator(_ value: PyValue, _ target: Int) throws(Fault) {
        let frame = frames + (frameCount - 1)
        let base = frame.pointee.base
        guard value.isNotImplemented else {
            stack[base + target] = value
            return
        }
        let instruction = frame.pointee.code.instructions[frame.pointee.pc - 1]
        let op = BinaryOperator(rawValue: instruction.n) ?? .add
        let x = stack[base + Int(instruction.b)]
        let y = stack[base + Int(instruction.c)]
        let isInPlace = instruction.op == .inPlace
        // The left operand was asked if it has a method for it, and the right one otherwise.
        let result =
            x.object?.instance?.type.lookup(.forward(op)) == nil
            ? try repeatedByIndex(op, x, y, isInPlace) : try ask(op, x, y, isInPlace: isInPlace, leftWasAsked: true)
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
            let result = try call(reflected, [y, x])
            if !result.isNotImplemented { return result }
            if let forward {
                let result = try call(forward, [x, y])
                if !result.isNotImplemented { return result }
            }
            return try repeatedByIndex(op, x, y, isInPlace)
        }
        if let forward {
            let result = try call(forward, [x, y])
            if !result.isNotImplemented { return result }
        }
        if let reflected {
            let result = try call(reflected, [y, x])
            if !result.isNotImplemented { return result }
        }
        return try repeatedByIndex(op, x, y, isInPlace)
    }

    /// A sequence times an object that stands for an integer, when nobody else knows what to do.
    private func repeatedByIndex(
        _ op: BinaryOperator, _ x: PyValue, _ y: PyValue, _ isInPlace: Bool
    ) throws(Fault) -> PyValue {
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

    /// Everything but the methods of the program's classes; nothing when the types do not fit.
    func arithmetic(_ op: BinaryOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        switch (x, y) {
        case (.int(let a), .int(let b)): return try integers(op, a, b)
        case (.float(let a), .float(let b)): return try floats(op, a, b)
        case (.float(let a), .int(let b)): return try floats(op, a, Double(b))
        case (.int(let a), .float(let b)): return try floats(op, Double(a), b)
        case (.bool(let a), .bool(let b)):
            switch op {
            case .and: return .bool(a && b)
            case .or: return .bool(a || b)
            case .xor: return .bool(a != b)
            default: return try integers(op, a ? 1 : 0, b ? 1 : 0)
            }
        case (.bool(let a), .int), (.bool(let a), .float): return try arithmetic(op, .int(a ? 1 : 0), y)
        case (.int, .bool(let b)), (.float, .bool(let b)): return try arithmetic(op, x, .int(b ? 1 : 0))
        default: break
        }
        if case .object(let a) = x {
            if a.kind == .value || y.object?.kind == .value { return try engine(op, x, y) }
            return try containers(op, a, x, y)
        }
        if case .object(let b) = y {
            if b.kind == .value { return try engine(op, x, y) }
            if op == .mul, let count = x.integer { return try repeated(b, count) }
            if b.kind == .view { return try combineViews(op, x, y) }
        }
        return nil
    }

    private func integers(_ op: BinaryOperator, _ a: Int64, _ b: Int64) throws(Fault) -> PyValue? {
        let result: (partialValue: Int64, overflow: Bool)
        switch op {
        case .add: result = a.addingReportingOverflow(b)
        case .sub: result = a.subtractingReportingOverflow(b)
        case .mul: result = a.multipliedReportingOverflow(by: b)
        case .div:
            if b == 0 { throw exception(types.zeroDivisionError, "division by zero") }
            return .float(try quotient(a, b))
        case .floorDiv, .mod:
            if b == 0 {
                throw exception(
                    types.zeroDivisionError,
                    op == .mod ? "integer modulo by zero" : "integer division or modulo by zero")
            }
            if b == -1 {
                if op == .mod { return .int(0) }
                result = (0 as Int64).subtractingReportingOverflow(a)
            } else {
                let remainder = a % b
                let isOff = remainder != 0 && (remainder < 0) != (b < 0)
                return .int(op == .mod ? (isOff ? remainder + b : remainder) : a / b - (isOff ? 1 : 0))
            }
        case .pow:
            if b < 0 {
                if a == 0 { throw exception(types.zeroDivisionError, "0.0 cannot be raised to a negative power") }
                return try floats(.pow, Double(a), Double(b))
            }
            return .int(try power(a, b))
        case .shiftLeft:
            if b < 0 { throw valueError("negative shift count") }
            if a == 0 { return .int(0) }
            if b >= 63 || (a << b) >> b != a { throw .unsupported(Fault.integerTooLarge) }
            return .int(a << b)
        case .shiftRight:
            if b < 0 { throw valueError("negative shift count") }
            return .int(b > 63 ? (a < 0 ? -1 : 0) : a >> b)
        case .and: return .int(a & b)
        case .or: return .int(a | b)
        case .xor: return .int(a ^ b)
        case .matMul: return nil
        }
        if result.overflow { throw .unsupported(Fault.integerTooLarge) }
        return .int(result.partialValue)
    }

    /// True division, correctly rounded. Beyond 2**53 the operands are no doubles, and dividing their roundings would
    /// round twice.
    private func quotient(_ a: Int64, _ b: Int64) throws(Fault) -> Double {
        let limit: UInt64 = 1 << 53
        if a.magnitude <= limit, b.magnitude <= limit { return Double(a) / Double(b) }
        if let exact = Double(exactly: a), let divisor = Double(exactly: b) { return exact / divisor }
        throw .unsupported("true division of integers beyond 2**53")
    }

    func power(_ base: Int64, _ exponent: Int64) throws(Fault) -> Int64 {
        var result: Int64 = 1
        var square = base
        var rest = exponent
        while rest > 0 {
            if rest & 1 == 1 {
                let (product, overflow) = result.multipliedReportingOverflow(by: square)
                if overflow { throw .unsupported(Fault.integerTooLarge) }
                result = product
            }
            rest >>= 1
            if rest > 0 {
                let (product, overflow) = square.multipliedReportingOverflow(by: square)
                if overflow { throw .unsupported(Fault.integerTooLarge) }
                square = product
            }
        }
        return result
    }

    private func floats(_ op: BinaryOperator, _ a: Double, _ b: Double) throws(Fault) -> PyValue? {
        switch op {
        case .add: return .float(a + b)
        case .sub: return .float(a - b)
        case .mul: return .float(a * b)
        case .div:
            if b == 0 { throw exception(types.zeroDivisionError, "float division by zero") }
            return .float(a / b)
        case .floorDiv, .mod:
            if b == 0 {
                throw exception(
                    types.zeroDivisionError, op == .mod ? "float modulo" : "float floor division by zero")
            }
            let (quotient, remainder) = Self.floorDivide(a, b)
            return .float(op == .mod ? remainder : quotient)
        case .pow: return .float(try power(a, b))
        default: return nil
        }
    }

    /// CPython's `float_divmod`: the remainder has the divisor's sign, the quotient is snapped to the nearest integer.
    static func floorDivide(_ a: Double, _ b: Double) -> (quotient: Double, remainder: Double) {
        var remainder = a.truncatingRemainder(dividingBy: b)
        var division = (a - remainder) / b
        if remainder != 0 {
            if (b < 0) != (remainder < 0) {
                remainder += b
                division -= 1
            }
        } else {
            remainder = b < 0 ? -0.0 : 0.0
        }
        guard division != 0 else { return (a / b < 0 ? -0.0 : 0.0, remainder) }
        var quotient = division.rounded(.down)
        if division - quotient > 0.5 { quotient += 1 }
        return (quotient, remainder)
    }

    /// `float ** float`, with CPython's errors.
    func power(_ a: Double, _ b: Double) throws(Fault) -> Double {
        if a == 0, b < 0 { throw exception(types.zeroDivisionError, "0.0 cannot be raised to a negative power") }
        if a < 0, a.isFinite, b.isFinite, b != b.rounded(.down) {
            throw .unsupported("a negative number to a fractional power, which is complex in Python")
        }
        let result = Libm.pow(a, b)
        if result.isInfinite, a.isFinite, b.isFinite { throw rangeError() }
        return result
    }

    /// What CPython says when the C library reports a result out of range.
    func rangeError() -> Fault {
        let exception = PyException(types.overflowError, args: [.int(34), .text("Numerical result out of range")])
        exception.epoch = epoch
        return .raised(exception)
    }

    private func containers(_ op: BinaryOperator, _ a: PyObject, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        if let b = y.object, b.kind == .view, a.instance == nil, let combined = try combineViews(op, x, y) {
            return combined
        }
        switch (op, a.kind) {
        case (.add, .string):
            guard let left = a.string, let right = y.string else { return nil }
            try checkSize(left.bytes.count + right.bytes.count)
            return .text(left.bytes + right.bytes)
        case (.add, .list):
            guard let left = a.list, let right = y.object?.list else { return nil }
            try checkSize(left.items.count + right.items.count)
            return list(left.items + right.items)
        case (.add, .tuple):
            guard let left = a.tuple, let right = y.object?.tuple else { return nil }
            try checkSize(left.items.count + right.items.count)
            return tuple(left.items + right.items)
        case (.mul, .string), (.mul, .list), (.mul, .tuple):
            guard let count = y.integer else { return nil }
            return try repeated(a, count)
        case (.mod, .string):
            guard let format = a.string else { return nil }
            var percent = PercentFormat(self, format.bytes, y)
            return .text(try percent.result())
        case (.or, .dict):
            guard let left = a.dict, let right = y.object?.dict else { return nil }
            let result = newDict()
            try update(result, from: .object(left))
            try update(result, from: .object(right))
            return .object(result)
        case (.or, .set), (.and, .set), (.sub, .set), (.xor, .set):
            guard let left = a.set, let right = y.object?.set else { return nil }
            return .object(try combine(op, left, right))
        case (_, .view): return try combineViews(op, x, y)
        case (.or, .type): throw .unsupported("types joined with '|'")
        default: return nil
        }
    }

    private func repeated(_ object: PyObject, _ times: Int64) throws(Fault) -> PyValue? {
        let count = Int(clamping: max(0, times))
        switch object.kind {
        case .string:
            guard let string = object.string else { return nil }
            try checkProduct(string.bytes.count, count)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(string.bytes.count * count)
            for _ in 0..<(string.bytes.isEmpty ? 0 : count) { bytes += string.bytes }
            return .text(bytes)
        case .list:
            guard let items = object.list?.items else { return nil }
            return list(try repeated(items, count))
        case .tuple:
            guard let items = object.tuple?.items else { return nil }
            return tuple(try repeated(items, count))
        default: return nil
        }
    }

    func repeated(_ items: [PyValue], _ count: Int) throws(Fault) -> [PyValue] {
        try checkProduct(items.count, count)
        if items.count == 1, let only = items.first { return [PyValue](repeating: only, count: count) }
        var result: [PyValue] = []
        result.reserveCapacity(items.count * count)
        for _ in 0..<(items.isEmpty ? 0 : count) { result += items }
        return result
    }

    private func checkProduct(_ a: Int, _ b: Int) throws(Fault) {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        try checkSize(overflow ? Int.max : product)
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
            let result = try combine(op, set, other)
            swap(&set.table, &result.table)
            set.hasHistory = true
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

    // MARK: Comparison

    func compare(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        switch op {
        case .is: return .bool(try isSame(x, y))
        case .isNot: return .bool(!(try isSame(x, y)))
        case .in: return .bool(try contains(y, x))
        case .notIn: return .bool(!(try contains(y, x)))
        case .equal, .notEqual:
            if x.object?.instance != nil || y.object?.instance != nil { return try askEqual(op, x, y) }
            return .bool(try equals(x, y) == (op == .equal))
        default: return try ordered(op, x, y)
        }
    }

    /// Identity of numbers and texts is an accident of CPython's caches, so it is refused rather than imitated.
    private func isSame(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        switch (x, y) {
        case (.int, .int), (.float, .float):
            throw .unsupported("'is' between numbers", note: "compare numbers with '=='")
        case (.object(let a), .object(let b)) where a.kind == .string && b.kind == .string && a !== b:
            if a.string?.bytes == b.string?.bytes {
                throw .unsupported("'is' between texts", note: "compare texts with '=='")
            }
            return false
        default: return PyValue.same(x, y)
        }
    }

    private func askEqual(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        // Without a `__ne__` of its own, a class answers `!=` by turning its `__eq__` round.
        for (left, right, _) in inTurn(x, y) {
            guard let type = left.object?.instance?.type else { continue }
            let own = op == .notEqual ? type.lookup(.ne) : nil
            guard let method = own ?? type.lookup(.eq) else { continue }
            let result = try call(method, [left, right])
            if result.isNotImplemented { continue }
            return op == .equal || own != nil ? result : .bool(!(try isTrue(result)))
        }
        return .bool(PyValue.same(x, y) == (op == .equal))
    }

    /// Who is asked first in a comparison: the right operand when its class refines the left one's.
    private func inTurn(_ x: PyValue, _ y: PyValue) -> [(PyValue, PyValue, isMirrored: Bool)] {
        if let left = x.object?.instance?.type, let right = y.object?.instance?.type, left !== right,
            right.isSubtype(of: left)
        {
            return [(y, x, true), (x, y, false)]
        }
        return [(x, y, false), (y, x, true)]
    }

    /// Python's `==`, as containers and tables use it.
    func equals(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        switch (x, y) {
        case (.int(let a), .int(let b)): return a == b
        case (.float(let a), .float(let b)): return a == b
        case (.int(let a), .float(let b)): return Self.equal(a, b)
        case (.float(let a), .int(let b)): return Self.equal(b, a)
        case (.bool(let a), .bool(let b)): return a == b
        case (.bool(let a), _) where y.number != nil: return try equals(.int(a ? 1 : 0), y)
        case (_, .bool(let b)) where x.number != nil: return try equals(x, .int(b ? 1 : 0))
        case (.object(let a), .object(let b)): return try equals(a, b, x, y)
        case (.object(let a), _) where a.instance != nil: return try isTrue(askEqual(.equal, x, y))
        case (_, .object(let b)) where b.instance != nil: return try isTrue(askEqual(.equal, x, y))
        default: return PyValue.same(x, y)
        }
    }

    /// As containers compare their items: identity first.
    func equalsOrIs(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .object(let a) = x, case .object(let b) = y, a === b { return true }
        if case .float(let a) = x, case .float(let b) = y, a.isNaN, b.isNaN {
            throw .unsupported("looking for nan in a container", note: "Python goes by identity there; use math.isnan")
        }
        return try equals(x, y)
    }

    private static func equal(_ a: Int64, _ b: Double) -> Bool { Double(a) == b && Int64(exactly: b) == a }

    private func equals(_ a: PyObject, _ b: PyObject, _ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if a.kind == .instance || b.kind == .instance || a.kind == .exception || b.kind == .exception {
            return try isTrue(askEqual(.equal, x, y))
        }
        if a === b { return true }
        if a.kind == .view || b.kind == .view, let equal = try compareViews(.equal, x, y) { return equal }
        guard a.kind == b.kind else { return false }
        switch a.kind {
        case .string: return a.string?.bytes == b.string?.bytes
        case .list: return try equal(a.list?.items ?? [], b.list?.items ?? [])
        case .tuple: return try equal(a.tuple?.items ?? [], b.tuple?.items ?? [])
        case .dict:
            guard let left = a.dict, let right = b.dict, left.table.count == right.table.count else { return false }
            try descend()
            defer { ascend() }
            for entry in left.table.entries where !entry.key.isUndefined {
                guard let place = try find(entry.key, in: right) else { return false }
                if !(try equalsOrIs(entry.value, right.table.value(at: place))) { return false }
            }
            return true
        case .set:
            guard let left = a.set, let right = b.set, left.table.count == right.table.count else { return false }
            return try isSubset(left, of: right)
        case .range:
            guard let left = a.range, let right = b.range, left.count == right.count else { return false }
            if left.count == 0 { return true }
            return left.start == right.start && (left.count == 1 || left.step == right.step)
        case .slice:
            guard let left = a.slice, let right = b.slice else { return false }
            return try equal([left.start, left.stop, left.step], [right.start, right.stop, right.step])
        case .boundMethod:
            guard let left = a.boundMethod, let right = b.boundMethod else { return false }
            return left.callee === right.callee && PyValue.same(left.receiver, right.receiver)
        default: return false
        }
    }

    private func equal(_ a: [PyValue], _ b: [PyValue]) throws(Fault) -> Bool {
        guard a.count == b.count else { return false }
        try descend()
        defer { ascend() }
        try charge(a.count)
        for index in a.indices where !(try equalsOrIs(a[index], b[index])) { return false }
        return true
    }

    private func ordered(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue {
        if case .int(let a) = x, case .int(let b) = y { return .bool(Self.order(op, a, b) ?? false) }
        if x.number != nil, y.number != nil { return .bool(Self.numbers(op, x, y)) }
        if case .object(let a) = x, case .object(let b) = y, a.kind == b.kind {
            switch a.kind {
            case .string:
                if let left = a.string, let right = b.string {
                    // UTF-8 keeps the order of the characters' codes.
                    let order = Self.lexicographic(left.bytes, right.bytes)
                    return .bool(Self.order(op, order, 0) ?? false)
                }
            case .list: return try sequences(op, a.list?.items ?? [], b.list?.items ?? [])
            case .tuple: return try sequences(op, a.tuple?.items ?? [], b.tuple?.items ?? [])
            case .set:
                if let left = a.set, let right = b.set { return .bool(try subset(op, left, right)) }
            default: break
            }
        }
        let mirrored: Symbol =
            switch op {
            case .less: .gt
            case .lessEqual: .ge
            case .greater: .lt
            default: .le
            }
        if x.object?.instance != nil || y.object?.instance != nil {
            for (left, right, isMirrored) in inTurn(x, y) {
                let symbol: Symbol = isMirrored ? mirrored : .compare(op)
                guard let method = left.object?.instance?.type.lookup(symbol) else { continue }
                let result = try call(method, [left, right])
                if !result.isNotImplemented { return result }
            }
        }
        if let answer = try compareViews(op, x, y) { return .bool(answer) }
        if x.object?.slice != nil, y.object?.slice != nil { throw .unsupported("the order of slices") }
        throw typeError(
            "'\(op.sign)' not supported between instances of '\(typeName(x))' and '\(typeName(y))'")
    }

    /// Ints and floats, exactly: an int that is no double is not rounded to one.
    private static func numbers(_ op: CompareOperator, _ x: PyValue, _ y: PyValue) -> Bool {
        let a = x.number ?? 0
        let b = y.number ?? 0
        if a == b, abs(a) >= 0x1p53, abs(a) <= 0x1p63 {
            let left = x.integer ?? Int64(exactly: a)
            let right = y.integer ?? Int64(exactly: b)
            // 2**63 itself is no 64-bit integer: then the float is the greater one.
            if let left, let right { return order(op, left, right) ?? false }
            return order(op, left == nil ? 1 : 0, right == nil ? 1 : 0) ?? false
        }
        return order(op, a, b) ?? false
    }

    static func lexicographic(_ a: [UInt8], _ b: [UInt8]) -> Int {
        for index in 0..<min(a.count, b.count) where a[index] != b[index] { return a[index] < b[index] ? -1 : 1 }
        return a.count - b.count
    }

    /// Lists and tuples are compared at their first difference.
    private func sequences(_ op: CompareOperator, _ a: [PyValue], _ b: [PyValue]) throws(Fault) -> PyValue {
        try descend()
        defer { ascend() }
        for index in 0..<min(a.count, b.count) {
            try charge(1)
            if !(try equalsOrIs(a[index], b[index])) { return try compare(op, a[index], b[index]) }
        }
        return .bool(Self.order(op, a.count, b.count) ?? false)
    }

    /// `x < y`, as `sorted`, `min` and `max` ask.
    func isLess(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .float(let a) = x, case .float(let b) = y { return a < b }
        if case .int(let a) = x, case .int(let b) = y { return a < b }
        return try isTrue(ordered(.less, x, y))
    }

    /// `x > y`, which is what `max` asks.
    func isGreater(_ x: PyValue, _ y: PyValue) throws(Fault) -> Bool {
        if case .float(let a) = x, case .float(let b) = y { return a > b }
        if case .int(let a) = x, case .int(let b) = y { return a > b }
        return try isTrue(ordered(.greater, x, y))
    }

    // MARK: Truth and membership

    func isTrue(_ x: PyValue) throws(Fault) -> Bool {
        switch x {
        case .undefined, .none: return false
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .float(let value): return value != 0
        case .notImplemented, .ellipsis: return true
        case .object(let object):
            switch object.kind {
            case .string: return object.string?.bytes.isEmpty == false
            case .list: return object.list?.items.isEmpty == false
            case .tuple: return object.tuple?.items.isEmpty == false
            case .dict: return object.dict?.table.count != 0
            case .set: return object.set?.table.count != 0
            case .range: return object.range?.count != 0
            case .view: return object.view?.owner.table.count != 0
            case .instance, .exception: return try isTrue(instance: x, object.instance?.type)
            default: return true
            }
        }
    }

    private func isTrue(instance x: PyValue, _ type: PyType?) throws(Fault) -> Bool {
        if let method = type?.lookup(.bool) {
            let result = try call(method, [x])
            guard case .bool(let truth) = result else {
                throw typeError("__bool__ should return bool, returned \(typeName(result))")
            }
            return truth
        }
        if type?.lookup(.len) != nil { return try length(x) != 0 }
        return true
    }

    func contains(_ container: PyValue, _ item: PyValue) throws(Fault) -> Bool {
        guard case .object(let object) = container else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        switch object.kind {
        case .string:
            guard let string = object.string else { return false }
            guard let part = item.string else {
                throw typeError("'in <string>' requires string as left operand, not \(typeName(item))")
            }
            return Text.find(part.bytes, in: string.bytes, from: 0) != nil
        case .list: return try contains(object.list?.items ?? [], item)
        case .tuple: return try contains(object.tuple?.items ?? [], item)
        case .dict: return try object.dict.map { dict throws(Fault) in try find(item, in: dict) != nil } ?? false
        case .set:
            if item.object?.set != nil { throw .unsupported("looking for a set in a set") }
            return try object.set.map { set throws(Fault) in try find(item, in: set) != nil } ?? false
        case .view:
            if let view = object.view, view.part == .items { return try contains(view, pair: item) }
            if let view = object.view, view.part == .keys { return try find(item, in: view.owner) != nil }
        case .range:
            if let range = object.range, let value = item.integer {
                guard range.count > 0 else { return false }
                let last = range.element(range.count - 1)
                let isInside =
                    range.step > 0 ? value >= range.start && value <= last : value <= range.start && value >= last
                return isInside && (value - range.start) % range.step == 0
            }
        case .instance, .exception:
            if let method = object.instance?.type.lookup(.contains) {
                return try isTrue(call(method, [container, item]))
            }
        default: break
        }
        guard isIterable(container) else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        let iterator: PyValue
        do throws(Fault) {
            iterator = try self.iterator(container)
        } catch {
            guard case .raised(let exception) = error, exception.type.isSubtype(of: types.typeError) else {
                throw error
            }
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        while let next = try next(iterator) {
            try charge(1)
            if try equalsOrIs(next, item) { return true }
        }
        return false
    }

    private func contains(_ items: [PyValue], _ item: PyValue) throws(Fault) -> Bool {
        for (index, candidate) in items.enumerated() where try equalsOrIs(candidate, item) {
            try charge(index / 4)
            return true
        }
        try charge(items.count / 4)
        return false
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

extension CompareOperator {
    var sign: String {
        switch self {
        case .less: "<"
        case .lessEqual: "<="
        case .equal: "=="
        case .notEqual: "!="
        case .greater: ">"
        case .greaterEqual: ">="
        case .in: "in"
        case .notIn: "not in"
        case .is: "is"
        case .isNot: "is not"
        }
    }
}

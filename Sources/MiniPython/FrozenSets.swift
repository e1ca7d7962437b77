/// Displays of constants, as `{1, 2, 3}`: CPython makes them when it compiles the program, as a frozen set, and that again
/// from another one, in the order of its table. Of equal ones in a program there is one. All this is seen when such a set
/// is printed, so it is replayed here; what it is for is no matter.
final class FrozenSets {
    /// A constant is itself and its type: 1, 1.0 and True are three.
    private struct Constant: Hashable {
        let type: UInt8
        let bits: UInt64
    }

    private var orders: [Set<Constant>: [PyValue]] = [:]

    /// Whether CPython knows all items before the program runs, and thinks them enough to do so.
    static func isConstant(_ items: [Expr]) -> Bool { items.count > 2 && items.allSatisfy(isConstant) }

    private static func isConstant(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .int, .float, .string, .none, .boolean: true
        case .unary(_, let operand): isConstant(operand)
        case .binary(_, let left, let right), .item(let left, let right): isConstant(left) && isConstant(right)
        case .tuple(let items): items.allSatisfy(isConstant)
        default: false
        }
    }

    /// The order in which the numbers go into the set that the program sees. Nothing where they are too many, for then
    /// the tables differ in size, and where they are not known to be numbers.
    func order(_ items: [Expr], _ machine: Machine) -> [PyValue]? {
        do throws(Fault) {
            let set = PySet()
            for item in items {
                guard let number = try Self.number(item, machine) else { return nil }
                try machine.insert(number, into: set)
            }
            let numbers = set.table.liveKeys
            if numbers.count > 4 { return nil }
            let constants = Set(numbers.map(Self.constant))
            if let known = orders[constants] { return known }
            let order = try set.numberOrder()
            orders[constants] = order
            return order
        } catch {
            return nil
        }
    }

    private static func number(_ expression: Expr, _ machine: Machine) throws(Fault) -> PyValue? {
        switch expression.kind {
        case .int(let number): return .int(number)
        case .float(let number): return .float(number)
        case .boolean(let truth): return .bool(truth)
        case .unary(let op, let operand):
            guard let x = try number(operand, machine) else { return nil }
            switch op {
            case .minus: return try machine.unary(0, x)
            case .plus: return try machine.unary(1, x)
            case .invert: return try machine.unary(2, x)
            case .not: return .bool(try !machine.isTrue(x))
            }
        case .binary(let op, let left, let right):
            guard let x = try number(left, machine), let y = try number(right, machine) else { return nil }
            return try machine.arithmetic(op, x, y)
        default: return nil
        }
    }

    private static func constant(_ number: PyValue) -> Constant {
        switch number {
        case .int(let number): Constant(type: 0, bits: UInt64(bitPattern: number))
        case .float(let number): Constant(type: 1, bits: number.bitPattern)
        default: Constant(type: 2, bits: number.integer == 0 ? 0 : 1)
        }
    }
}

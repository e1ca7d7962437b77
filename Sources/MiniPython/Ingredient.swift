import Micrograd
import Source

/// Something that an expression on a page looks at: a name it reads, or a number of the engine, with what it was at that
/// moment and the places in the program it comes from. It knows nothing of how a number is explained; that is for whoever
/// asks.
public struct Ingredient: Sendable {
    /// What of a Value is looked at.
    public enum Quantity: Sendable {
        case data, grad
        /// The Value itself, as in `print(L)`.
        case whole
    }

    /// A number of the engine as the expression meets it.
    public struct Number: Sendable {
        public let node: Tape.Node
        public let quantity: Quantity
        /// Where the program made it.
        public let made: Diagnostic.Location?
        /// Where the program last set `data` by hand, after the number was made.
        public let dataSet: Diagnostic.Location?
        /// The same of `grad`, where no backward pass has changed it since.
        public let gradSet: Diagnostic.Location?
        /// The recorded `backward()` that left `grad` as it is.
        public let pass: Diagnostic.Location?
    }

    /// As it stands in the expression: `a.grad`, `losses[-1]`.
    public let text: String
    /// Python's `repr`, up to a thousand characters; nil for what Python shows by its place in memory, such as a function.
    public let value: String?
    /// The name of its type: `float`, `Value`, `function`.
    public let type: String
    /// Nil for what is no number of the engine.
    public let number: Number?
    /// Where the name it begins with was bound last; nil for built-in names.
    public let bound: Diagnostic.Location?
}

/// The walk over an expression. Its depth is bounded by the parser's.
struct IngredientSearch {
    let interpreter: Interpreter
    let field: SourceSlice
    private(set) var found: [Ingredient] = []
    /// Names that comprehensions and lambdas around here bind.
    private var own: Set<Symbol> = []
    /// What was evaluated already: nothing changes while an expression is only looked at.
    private var known: [(span: Span, found: (value: PyValue, repr: String?)?)] = []

    private var machine: Machine { interpreter.machine }

    init(interpreter: Interpreter, field: SourceSlice) {
        self.interpreter = interpreter
        self.field = field
    }

    mutating func look(at expression: Expr) {
        switch expression.kind {
        case .name, .attribute, .item:
            if !take(expression) { lookInside(expression) }
        default: lookInside(expression)
        }
    }

    private mutating func look(at expressions: [Expr]) {
        for expression in expressions { look(at: expression) }
    }

    private mutating func lookInside(_ expression: Expr) {
        switch expression.kind {
        case .int, .float, .string, .none, .boolean, .ellipsis, .name, .yield: break
        case .formatted(let pieces):
            for case .field(let part) in pieces { look(at: part.value) }
        case .tuple(let items), .list(let items), .set(let items), .logical(_, let items): look(at: items)
        case .dict(let pairs):
            for pair in pairs {
                if let key = pair.key { look(at: key) }
                look(at: pair.value)
            }
        case .comprehension(let comprehension): look(at: comprehension)
        case .unary(_, let x), .starred(let x), .walrus(_, let x), .attribute(let x, _): look(at: x)
        case .binary(_, let x, let y), .item(let x, let y): look(at: [x, y])
        case .compare(let first, let rest):
            look(at: first)
            for step in rest { look(at: step.right) }
        case .conditional(let test, let then, let otherwise): look(at: [then, test, otherwise])
        case .lambda(let function): look(at: function)
        case .call(let callee, let arguments):
            look(at: callee)
            for argument in arguments { look(at: argument.value) }
        case .slice(let from, let to, let step):
            if let from { look(at: from) }
            if let to { look(at: to) }
            if let step { look(at: step) }
        }
    }

    private mutating func look(at function: Function) {
        let outer = own
        let parameters = function.parameters
        for parameter in parameters.positional + parameters.keywordOnly { own.insert(parameter.identifier.name) }
        if let starred = parameters.starred { own.insert(starred.name) }
        if let doubleStarred = parameters.doubleStarred { own.insert(doubleStarred.name) }
        for statement in function.body {
            if case .returning(let value?) = statement.kind { look(at: value) }
        }
        own = outer
    }

    private mutating func look(at comprehension: Comprehension) {
        let outer = own
        for clause in comprehension.clauses {
            look(at: clause.iterable)
            own.formUnion(Self.names(in: clause.target))
            look(at: clause.conditions)
        }
        look(at: comprehension.element)
        if let value = comprehension.value { look(at: value) }
        own = outer
    }

    private static func names(in target: Expr) -> [Symbol] {
        switch target.kind {
        case .name(let name): [name]
        case .tuple(let items), .list(let items): items.flatMap { names(in: $0) }
        case .starred(let inner): names(in: inner)
        default: []
        }
    }

    /// Takes an expression that is a name, or attributes and items of one, as a whole.
    /// - Returns: whether its parts need no look of their own.
    private mutating func take(_ expression: Expr) -> Bool {
        // Through calls only where nothing can be meant that is bound in the expression itself.
        guard let name = Self.root(of: expression, throughCalls: own.isEmpty && Self.looksAtNumber(expression)) else {
            return false
        }
        if own.contains(name) { return true }
        let text = field.text(in: expression.span)
        if found.contains(where: { $0.text == text }) { return true }
        var (shown, quantity) = (expression, Ingredient.Quantity.whole)
        if case .attribute(let base, let attribute) = expression.kind, let wanted = Self.quantity(attribute.name),
            value(of: base)?.object?.value != nil
        {
            (shown, quantity) = (base, wanted)
        }
        guard let value = value(of: shown) else { return false }
        switch value.object?.kind {
        // A module or built-in function is no part of the author's program.
        case .module, .builtin: return true
        case .type where machine.binding(of: name) == nil: return true
        // The object that the method belongs to says more.
        case .boundMethod: return false
        default: break
        }
        found.append(
            Ingredient(
                text: text, value: evaluated(expression)?.repr.map(Self.cut),
                type: quantity == .whole ? machine.typeName(value) : "float",
                number: value.object?.value.flatMap { number($0, quantity) }, bound: machine.binding(of: name)))
        if case .item(_, let index) = expression.kind { look(at: index) }
        return true
    }

    private static func quantity(_ attribute: Symbol) -> Ingredient.Quantity? {
        switch attribute {
        case .data: .data
        case .grad: .grad
        default: nil
        }
    }

    /// A list of a million numbers is nothing to be kept for every expression that looks at it.
    private static func cut(_ text: String) -> String {
        text.utf8.count > 1000 ? String(text.prefix(999)) + "…" : text
    }

    private static func looksAtNumber(_ expression: Expr) -> Bool {
        if case .attribute(_, let attribute) = expression.kind { return quantity(attribute.name) != nil }
        return false
    }

    /// The name that attributes and items are taken of.
    private static func root(of expression: Expr, throughCalls: Bool) -> Symbol? {
        var expression = expression
        while true {
            switch expression.kind {
            case .name(let name): return name
            case .attribute(let base, _), .item(let base, _): expression = base
            case .call(let callee, _) where throughCalls: expression = callee
            default: return nil
            }
        }
    }

    private func number(_ value: PyNode, _ quantity: Ingredient.Quantity) -> Ingredient.Number? {
        // One that the expression itself makes is gone when it was looked at.
        guard machine.tape.isLive(value.node) else { return nil }
        let changes = value.changes
        let latest = quantity == .data ? nil : interpreter.pass(behindGradientOf: value.node)
        let pass = latest.flatMap { $0.number > changes?.passes ?? 0 ? $0 : nil }
        let isAsSet = quantity != .data && changes?.gradient.bitPattern == machine.tape.grad(value.node).bitPattern
        return Ingredient.Number(
            node: value.node, quantity: quantity, made: interpreter.origin(of: value.node),
            dataSet: changes.flatMap { machine.origin(tag: $0.data) },
            gradSet: pass == nil && isAsSet ? changes.flatMap { machine.origin(tag: $0.grad) } : nil,
            pass: pass?.location)
    }

    /// The value of an expression and its `repr`, made before the numbers that the expression itself made are gone.
    mutating func evaluated(_ expression: Expr) -> (value: PyValue, repr: String?)? {
        for (span, found) in known where span == expression.span { return found }
        let found = evaluate(expression)
        known.append((expression.span, found))
        return found
    }

    /// Spares the evaluation of what is known.
    mutating func know(_ expression: Expr, _ value: PyValue, _ repr: String) {
        known.append((expression.span, (value, repr)))
    }

    private mutating func value(of expression: Expr) -> PyValue? {
        machine.glance(at: expression) ?? evaluated(expression)?.value
    }

    private func evaluate(_ expression: Expr) -> (value: PyValue, repr: String?)? {
        if let value = machine.glance(at: expression) {
            return try? machine.purely { machine throws(Fault) in machine.shown(value) }
        }
        guard let code = try? Compiler.expression(field[expression.span], machine: machine) else { return nil }
        return try? machine.purely { machine throws(Fault) in machine.shown(try machine.runModule(code)) }
    }
}

extension Machine {
    /// What an expression stands for that needs no evaluation: a name of the page, or `data` and `grad` of a Value that
    /// such an expression names. Nil for everything else.
    func glance(at expression: Expr) -> PyValue? {
        switch expression.kind {
        case .name(let name):
            let value = globals[globalSlot(name)]
            return value.isUndefined ? nil : value
        case .attribute(let base, let attribute) where attribute.name == .data || attribute.name == .grad:
            guard let node = glance(at: base)?.object?.value?.node else { return nil }
            return .float(attribute.name == .data ? tape.data(node) : tape.grad(node))
        default: return nil
        }
    }

    /// A value with its `repr`.
    fileprivate func shown(_ value: PyValue) -> (value: PyValue, repr: String?) {
        let bytes = try? repr(value)
        return (value, bytes.map { String(decoding: $0, as: UTF8.self) })
    }
}

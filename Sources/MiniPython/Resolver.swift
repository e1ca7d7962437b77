import Source

/// A region of a program in which names mean the same thing.
final class Scope {
    enum Kind {
        case module
        case function
        case classBody
        /// A list, set or dict comprehension. It has names of its own but runs in the frame around it.
        case comprehension
    }

    /// What a name is to a scope.
    struct Roles: OptionSet {
        let rawValue: UInt8

        static let bound = Roles(rawValue: 1)
        static let used = Roles(rawValue: 2)
        static let global = Roles(rawValue: 4)
        static let nonlocal = Roles(rawValue: 8)
        /// Bound here, used by functions inside, and perhaps bound again after such a function was made: it lives in a cell.
        /// Of other names a function keeps the value they had when it was made.
        static let shared = Roles(rawValue: 16)
        /// `del` makes a name unbound again, so its uses are checked.
        static let deleted = Roles(rawValue: 32)
    }

    private struct Name {
        var roles: Roles = []
        /// When it was bound last, in the order of the text.
        var lastBinding = 0
    }

    let kind: Kind
    let parent: Scope?
    /// By the parser; 0 is the module.
    let number: Int
    /// Names bound here, in order of first binding; parameters first. Of a module nobody asks.
    @exclusivity(unchecked) private(set) var bound: [Symbol] = []
    @exclusivity(unchecked) private var names = NumberMap<Name>()
    /// Names of functions around this one that it, or a function in it, uses.
    @exclusivity(unchecked) fileprivate(set) var free: [Symbol] = []
    /// When the function that this is the body of is made for the first time: where the outermost loop around it begins
    /// in the function around it, for then it may be made again.
    @exclusivity(unchecked) fileprivate var madeAt = 0
    @exclusivity(unchecked) fileprivate(set) var isGenerator = false
    @exclusivity(unchecked) fileprivate(set) var hasWalrus = false
    /// Of a comprehension: what Python calls the function that it makes of it.
    @exclusivity(unchecked) fileprivate(set) var title = ""
    @exclusivity(unchecked) fileprivate private(set) var uses: [Symbol] = []

    init(_ kind: Kind, parent: Scope?, number: Int) {
        self.kind = kind
        self.parent = parent
        self.number = number
    }

    func has(_ role: Roles, _ name: Symbol) -> Bool { names[name]?.roles.contains(role) ?? false }

    func binds(_ name: Symbol) -> Bool { has(.bound, name) }

    /// Whether its own variable of that name is meant where the name is used in it.
    func owns(_ name: Symbol) -> Bool {
        guard let roles = names[name]?.roles else { return false }
        return roles.contains(.bound) && !roles.contains(.nonlocal)
    }

    /// When a name was bound last; 0 where it was not.
    fileprivate func lastBinding(of name: Symbol) -> Int { names[name]?.lastBinding ?? 0 }

    /// - Returns: whether the name did not have it.
    @discardableResult fileprivate func give(_ role: Roles, to name: Symbol) -> Bool {
        let place = place(of: name)
        return names[place: place].roles.insert(role).inserted
    }

    fileprivate func bind(_ name: Symbol, at time: Int) {
        if kind == .module { return }
        let place = place(of: name)
        if names[place: place].roles.insert(.bound).inserted { bound.append(name) }
        names[place: place].lastBinding = time
    }

    fileprivate func use(_ name: Symbol) {
        // What a module uses is its own or built-in.
        if kind != .module, give(.used, to: name) { uses.append(name) }
    }

    private func place(of name: Symbol) -> Int {
        names.place(of: UInt64(truncatingIfNeeded: name.id), orNew: Name())
    }

    func freeIndex(_ name: Symbol) -> Int? { free.firstIndex(of: name) }

    /// The scope whose frame this one runs in.
    var host: Scope {
        var scope = self
        while scope.kind == .comprehension, let parent = scope.parent { scope = parent }
        return scope
    }
}

/// Finds out, before anything is compiled, where every name lives: in a register, in a cell shared with inner
/// functions, in the namespace of the page. One walk collects bindings and uses, then uses are matched with the
/// bindings around them.
struct Resolver {
    private(set) var scopes: [Scope?]
    private var current: Scope
    private var all: [Scope] = []
    /// Goes on with every binding and every function.
    private var time = 0
    /// When the outermost loop began in the function that is being walked through.
    private var loopStart: Int?

    private let symbols: SymbolTable

    private init(scopeCount: Int, _ symbols: SymbolTable) {
        self.symbols = symbols
        current = Scope(.module, parent: nil, number: 0)
        scopes = [Scope?](repeating: nil, count: scopeCount + 1)
        scopes[0] = current
        all = [current]
    }

    /// Scopes by the numbers the parser gave; 0 is the module.
    static func resolve(
        _ body: [Stmt], scopeCount: Int, _ symbols: SymbolTable
    ) throws(SyntaxFault) -> [Scope?] {
        var resolver = Resolver(scopeCount: scopeCount, symbols)
        try resolver.statements(body)
        try resolver.matchUses()
        return resolver.scopes
    }

    static func resolve(
        _ expression: Expr, scopeCount: Int, _ symbols: SymbolTable
    ) throws(SyntaxFault) -> [Scope?] {
        var resolver = Resolver(scopeCount: scopeCount, symbols)
        try resolver.visit(expression)
        try resolver.matchUses()
        return resolver.scopes
    }

    // MARK: Matching

    private func matchUses() throws(SyntaxFault) {
        for scope in all {
            for name in scope.uses { capture(name, from: scope) }
        }
    }

    /// Marks the way from a use in an inner function to the binding in an outer one.
    private func capture(_ name: Symbol, from scope: Scope) {
        if scope.host.kind == .module && scope.kind == .module { return }
        if scope.has(.global, name) { return }
        var path: [Scope] = []
        var here: Scope? = scope
        var isFirst = true
        while let current = here {
            let isVisible = current.kind != .classBody || isFirst || name == .class
            if current.kind == .module { return }
            if !isFirst || current.kind != .module, current.has(.global, name) { return }
            if isVisible, current.owns(name) {
                if path.isEmpty { return }
                // The function made here on whose behalf the name is kept.
                let isRebound = path.last.map { $0.madeAt <= current.lastBinding(of: name) } ?? true
                if current.kind != .function || isRebound || scope.has(.nonlocal, name)
                    || current.has(.deleted, name)
                {
                    current.give(.shared, to: name)
                }
                for function in path where !function.free.contains(name) { function.free.append(name) }
                return
            }
            if current.kind != .comprehension { path.append(current) }
            here = current.parent
            isFirst = false
        }
    }

    // MARK: Walking

    /// Where the walk was before it went into a scope.
    private struct Outside {
        let scope: Scope
        let loopStart: Int?
    }

    private mutating func open(_ kind: Scope.Kind, _ number: Int) -> Outside {
        let outside = Outside(scope: current, loopStart: loopStart)
        current = Scope(kind, parent: outside.scope, number: number)
        scopes[number] = current
        all.append(current)
        time += 1
        current.madeAt = loopStart ?? time
        // A comprehension is a loop of the function around it.
        loopStart = kind == .comprehension ? current.madeAt : nil
        return outside
    }

    private mutating func close(_ outside: Outside) {
        current = outside.scope
        loopStart = outside.loopStart
    }

    private mutating func bind(_ identifier: Identifier) { bind(identifier.name) }

    private mutating func bind(_ name: Symbol) {
        time += 1
        current.bind(name, at: time)
    }

    /// Walks through what may be carried out again and again.
    private mutating func loop(_ body: (inout Resolver) throws(SyntaxFault) -> Void) throws(SyntaxFault) {
        let outer = loopStart
        time += 1
        loopStart = outer ?? time
        try body(&self)
        loopStart = outer
    }

    private mutating func statements(_ body: [Stmt]) throws(SyntaxFault) {
        for statement in body { try visit(statement) }
    }

    private mutating func visit(_ statement: Stmt) throws(SyntaxFault) {
        switch statement.kind {
        case .expression(let value): try visit(value)
        case .assign(let targets, let value):
            try visit(value)
            for target in targets { try bindTarget(target) }
        case .augmented(let target, _, let value):
            try visit(target)
            try visit(value)
            try bindTarget(target)
        case .annotated(let target, _, let value):
            if let value { try visit(value) }
            try bindTarget(target)
        case .conditional(let branches, let otherwise):
            for branch in branches {
                try visit(branch.test)
                try statements(branch.body)
            }
            try statements(otherwise)
        case .whileLoop(let test, let body, let otherwise):
            try loop { resolver throws(SyntaxFault) in
                try resolver.visit(test)
                try resolver.statements(body)
            }
            try statements(otherwise)
        case .forLoop(let target, let iterable, let body, let otherwise):
            try visit(iterable)
            try loop { resolver throws(SyntaxFault) in
                try resolver.bindTarget(target)
                try resolver.statements(body)
            }
            try statements(otherwise)
        case .function(let function, let decorators):
            for decorator in decorators { try visit(decorator) }
            bind(function.name)
            try visit(function)
            // The name is bound once the function is made.
            bind(function.name)
        case .classDefinition(let definition):
            for decorator in definition.decorators { try visit(decorator) }
            if let base = definition.base { try visit(base) }
            bind(definition.name)
            let outside = open(.classBody, definition.scope)
            // What `super()` in a method refers to.
            bind(Symbol.class)
            try statements(definition.body)
            close(outside)
            bind(definition.name)
        case .returning(let value):
            if let value { try visit(value) }
        case .raise(let value, let cause):
            if let value { try visit(value) }
            if let cause { try visit(cause) }
        case .tryBlock(let parts):
            try statements(parts.body)
            for handler in parts.handlers {
                if let type = handler.type { try visit(type) }
                if let name = handler.name {
                    bind(name)
                    current.give(.deleted, to: name.name)
                }
                try statements(handler.body)
            }
            try statements(parts.otherwise)
            try statements(parts.finally)
        case .assert(let test, let message):
            try visit(test)
            if let message { try visit(message) }
        case .delete(let targets):
            for target in targets { try deleteTarget(target) }
        case .global(let names):
            for name in names { try declare(name, isGlobal: true) }
        case .nonlocal(let names):
            for name in names { try declare(name, isGlobal: false) }
        case .importModules(let modules):
            for module in modules {
                if let name = module.alias ?? module.path.first { bind(name) }
            }
        case .importFrom(_, let names):
            for name in names { bind(name.alias ?? name.name) }
        case .pass, .breakLoop, .continueLoop: break
        }
    }

    private mutating func declare(_ name: Identifier, isGlobal: Bool) throws(SyntaxFault) {
        let word = isGlobal ? "global" : "nonlocal"
        if current.kind == .module {
            if isGlobal { return }
            throw .syntax("nonlocal declaration not allowed at module level", name.span)
        }
        if current.binds(name.name) || current.has(.used, name.name) {
            let how = current.binds(name.name) ? "assigned to" : "used"
            throw .syntax("name '\(symbols[name.name])' is \(how) before \(word) declaration", name.span)
        }
        if isGlobal {
            if current.has(.nonlocal, name.name) {
                throw .syntax("name '\(symbols[name.name])' is nonlocal and global", name.span)
            }
            current.give(.global, to: name.name)
            return
        }
        if current.has(.global, name.name) {
            throw .syntax("name '\(symbols[name.name])' is nonlocal and global", name.span)
        }
        current.give(.nonlocal, to: name.name)
        current.use(name.name)
        var scope = current.parent
        while let outer = scope {
            // A binding that follows the inner function in the text counts too; it is found when uses are matched.
            if outer.kind == .function || outer.kind == .comprehension { return }
            scope = outer.parent
        }
        throw .syntax("no binding for nonlocal '\(symbols[name.name])' found", name.span)
    }

    private mutating func bindTarget(_ target: Expr) throws(SyntaxFault) {
        switch target.kind {
        case .name(let name): bind(name)
        case .tuple(let items), .list(let items):
            for item in items { try bindTarget(item) }
        case .starred(let inner): try bindTarget(inner)
        default: try visit(target)
        }
    }

    private mutating func deleteTarget(_ target: Expr) throws(SyntaxFault) {
        switch target.kind {
        case .name(let name):
            bind(name)
            current.give(.deleted, to: name)
        case .tuple(let items), .list(let items):
            for item in items { try deleteTarget(item) }
        default: try visit(target)
        }
    }

    private mutating func visit(_ function: Function) throws(SyntaxFault) {
        let parameters = function.parameters
        for parameter in parameters.positional {
            if let value = parameter.defaultValue { try visit(value) }
        }
        for parameter in parameters.keywordOnly {
            if let value = parameter.defaultValue { try visit(value) }
        }
        for annotation in function.annotations {
            if case .name = annotation.kind { try visit(annotation) }
        }
        let outside = open(.function, function.scope)
        for parameter in parameters.positional { bind(parameter.identifier) }
        for parameter in parameters.keywordOnly { bind(parameter.identifier) }
        if let name = parameters.starred { bind(name) }
        if let name = parameters.doubleStarred { bind(name) }
        try statements(function.body)
        close(outside)
    }

    private mutating func visit(_ expression: Expr) throws(SyntaxFault) {
        switch expression.kind {
        case .int, .float, .string, .none, .boolean, .ellipsis: break
        case .formatted(let pieces): try visit(pieces)
        case .name(let name):
            current.use(name)
            if name == .super, current.host.kind == .function { current.use(.class) }
        case .tuple(let items), .list(let items), .set(let items):
            for item in items { try visit(item) }
        case .dict(let pairs):
            for pair in pairs {
                if let key = pair.key { try visit(key) }
                try visit(pair.value)
            }
        case .comprehension(let comprehension): try visit(comprehension)
        case .unary(_, let operand): try visit(operand)
        case .binary(_, let left, let right):
            try visit(left)
            try visit(right)
        case .logical(_, let items):
            for item in items { try visit(item) }
        case .compare(let first, let rest):
            try visit(first)
            for item in rest { try visit(item.right) }
        case .conditional(let test, let then, let otherwise):
            try visit(test)
            try visit(then)
            try visit(otherwise)
        case .lambda(let function): try visit(function)
        case .call(let callee, let arguments):
            try visit(callee)
            for argument in arguments { try visit(argument.value) }
        case .attribute(let value, _): try visit(value)
        case .item(let value, let key):
            try visit(value)
            try visit(key)
        case .slice(let low, let high, let step):
            if let low { try visit(low) }
            if let high { try visit(high) }
            if let step { try visit(step) }
        case .starred(let value): try visit(value)
        case .walrus(let name, let value):
            try visit(value)
            try walrus(name)
        case .yield(let value):
            if current.kind != .function {
                throw .syntax("'yield' inside list comprehension", expression.span)
            }
            current.isGenerator = true
            if let value { try visit(value) }
        }
    }

    /// `:=` in a comprehension or a generator expression binds in the function around it.
    private mutating func walrus(_ name: Identifier) throws(SyntaxFault) {
        var scope = current
        while scope.kind == .comprehension || scope.binds(.firstIterator), let parent = scope.parent {
            if scope.binds(name.name) {
                throw .syntax(
                    "assignment expression cannot rebind comprehension iteration variable '\(symbols[name.name])'",
                    name.span)
            }
            scope = parent
        }
        if scope !== current, scope.kind == .classBody {
            throw .syntax("assignment expression within a comprehension cannot be used in a class body", name.span)
        }
        scope.hasWalrus = true
        time += 1
        scope.bind(name.name, at: time)
        // A generator expression is a function of its own, to which the variable is one of those around it.
        if scope !== current { current.use(name.name) }
    }

    private mutating func visit(_ pieces: [FormatPiece]) throws(SyntaxFault) {
        for piece in pieces {
            guard case .field(let field) = piece else { continue }
            try visit(field.value)
            try visit(field.spec)
        }
    }

    private mutating func visit(_ comprehension: Comprehension) throws(SyntaxFault) {
        guard let first = comprehension.clauses.first else { return }
        // The first iterable belongs to the scope around.
        try visit(first.iterable)
        let isGenerator = comprehension.kind == .generator
        let outside = open(isGenerator ? .function : .comprehension, comprehension.scope)
        switch comprehension.kind {
        case .list: current.title = "<listcomp>"
        case .set: current.title = "<setcomp>"
        case .dict: current.title = "<dictcomp>"
        case .generator:
            current.isGenerator = true
            bind(Symbol.firstIterator)
        }
        for clause in comprehension.clauses { try bindTarget(clause.target) }
        for (index, clause) in comprehension.clauses.enumerated() {
            if index > 0 { try visit(clause.iterable) }
            for condition in clause.conditions { try visit(condition) }
        }
        try visit(comprehension.element)
        if let value = comprehension.value { try visit(value) }
        close(outside)
    }
}

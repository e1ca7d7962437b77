import Source

/// Turns the tree of a snippet into code for the register machine. Variables of functions are registers, shared ones
/// cells, those of the page numbered globals: nothing is looked up by name while a program runs. This file holds what
/// statements and expressions share; they have a file each.
struct Compiler {
    let machine: Machine
    let source: SourceSlice
    let scopes: [Scope?]
    let frozenSets = FrozenSets()
    var builder: Builder

    /// More than any lesson's function has; operands have 16 bits.
    static let sizeLimit = 60_000

    // MARK: Entries

    static func module(_ source: SourceSlice, _ tokens: [Token], machine: Machine) throws(SyntaxFault) -> Code {
        let (body, scopeCount) = try Parser.file(source.bytes, tokens, machine.symbols)
        let scopes = try Resolver.resolve(body, scopeCount: scopeCount, machine.symbols)
        var compiler = Compiler(machine, source, scopes)
        try compiler.statements(body)
        compiler.emit(.return, compiler.noneRegister(), Span(source.bytes.count, source.bytes.count))
        return compiler.finish()
    }

    /// The value of a field, formatted unless it is wanted as it is.
    static func field(
        _ parsed: (field: FormatField, scopes: Int), _ source: SourceSlice, machine: Machine
    ) throws(SyntaxFault) -> Code {
        let (field, scopeCount) = parsed
        let whole = Expr(.formatted([.field(field)]), field.value.span, depth: field.value.depth + 1)
        let scopes = try Resolver.resolve(whole, scopeCount: scopeCount, machine.symbols)
        var compiler = Compiler(machine, source, scopes)
        let isFormatted = field.conversion != 0 || field.hasSpec
        let result = try compiler.value(isFormatted ? whole : field.value)
        compiler.emit(.return, result, field.value.span)
        return compiler.finish()
    }

    static func expression(_ source: SourceSlice, machine: Machine) throws(SyntaxFault) -> Code {
        let (expression, scopeCount) = try Parser.expression(source.bytes, machine.symbols)
        let scopes = try Resolver.resolve(expression, scopeCount: scopeCount, machine.symbols)
        var compiler = Compiler(machine, source, scopes)
        compiler.emit(.return, try compiler.value(expression), expression.span)
        return compiler.finish()
    }

    private init(_ machine: Machine, _ source: SourceSlice, _ scopes: [Scope?]) {
        self.machine = machine
        self.source = source
        self.scopes = scopes
        let scope = scopes[0] ?? Scope(.module, parent: nil, number: 0)
        builder = Builder(.module, "<module>", source, scope, outer: nil)
    }

    func finish() -> Code {
        builder.parts.registerCount = builder.highest
        builder.parts.registerNames = builder.names
        builder.parts.freeNames = builder.scope.free
        let code = Code(builder.parts)
        machine.register(code)
        return code
    }

    // MARK: Emitting

    /// A code under construction. One compiler at a time works on it, so that overlapping accesses are not looked for:
    /// that would take longer than emitting an instruction.
    final class Builder {
        @exclusivity(unchecked) var parts: Code.Parts
        let scope: Scope
        let outer: Builder?
        /// The scope names are looked up from: the function's, or a comprehension's in it.
        @exclusivity(unchecked) var current: Scope
        @exclusivity(unchecked) var next = 0
        @exclusivity(unchecked) var highest = 0
        @exclusivity(unchecked) var names: [Symbol] = []
        /// Registers of the variables, by scope and name.
        @exclusivity(unchecked) private var registers = NumberMap<Int>()
        /// Variables that have a value wherever the code being emitted is reached.
        @exclusivity(unchecked) var assigned: Set<Int> = []
        @exclusivity(unchecked) var blocks: [Block] = []
        /// Where the exception being handled is, in an `except` block.
        @exclusivity(unchecked) var handled: Int?
        /// Registers below this are variables, not temporaries.
        @exclusivity(unchecked) var variableCount = 0
        @exclusivity(unchecked) private var ints = NumberMap<Int>()
        @exclusivity(unchecked) private var floats = NumberMap<Int>()
        @exclusivity(unchecked) private var texts = NameTable()
        /// Where the constants of `texts` stand.
        @exclusivity(unchecked) private var textPlaces: [Int] = []
        @exclusivity(unchecked) private var others = NumberMap<Int>()
        @exclusivity(unchecked) private var symbolPlaces = NumberMap<Void>()

        init(_ kind: Code.Kind, _ name: String, _ source: SourceSlice, _ scope: Scope, outer: Builder?) {
            parts = Code.Parts(kind: kind, name: name, source: source)
            self.scope = scope
            self.outer = outer
            current = scope
        }

        var here: Int { parts.instructions.count }

        func int(_ value: Int64) -> Int { place(&ints, UInt64(bitPattern: value), .int(value)) }
        func float(_ value: Double) -> Int { place(&floats, value.bitPattern, .float(value)) }
        func string(_ value: [UInt8]) -> Int {
            let number = texts.intern(value)
            if number == textPlaces.count {
                textPlaces.append(parts.constants.count)
                parts.constants.append(.text(value))
            }
            return textPlaces[number]
        }
        func other(_ key: UInt8, _ value: PyValue) -> Int { place(&others, UInt64(key), value) }
        func number(_ value: PyValue) -> Int {
            switch value {
            case .int(let number): int(number)
            case .float(let number): float(number)
            default: other(value.integer == 0 ? 1 : 2, value)
            }
        }

        private func place(_ table: inout NumberMap<Int>, _ key: UInt64, _ value: PyValue) -> Int {
            let next = parts.constants.count
            let place = table.place(of: key, orNew: next)
            if table[place: place] == next { parts.constants.append(value) }
            return table[place: place]
        }

        func symbol(_ symbol: Symbol) -> Int {
            let place = symbolPlaces.place(of: UInt64(truncatingIfNeeded: symbol.id), orNew: ())
            if place == parts.symbols.count { parts.symbols.append(symbol) }
            return place
        }

        /// The register of a variable; nil where it has none yet.
        func register(of name: Symbol, in scope: Scope) -> Int? { registers[Self.variable(name, scope)] }

        func setRegister(_ register: Int, of name: Symbol, in scope: Scope) {
            registers.set(Self.variable(name, scope), register)
        }

        private static func variable(_ name: Symbol, _ scope: Scope) -> UInt64 {
            UInt64(truncatingIfNeeded: scope.number) << 32 | UInt64(truncatingIfNeeded: name.id)
        }

        func site(_ symbol: Symbol) -> Int {
            parts.sites.append(AttributeSite(symbol))
            return parts.sites.count - 1
        }
    }

    /// A place to jump to that may not be known yet.
    final class Label {
        @exclusivity(unchecked) fileprivate(set) var position: Int?
        @exclusivity(unchecked) fileprivate var uses: [Int] = []
        var isUsed: Bool { !uses.isEmpty }
    }

    /// What a jump out of a statement has to leave in order.
    final class Block {
        enum Kind {
            case loop(breakTo: Label, continueTo: Label)
            /// Instructions here go to a handler when they fail.
            case guarded
            /// The same, and the statements are carried out on every way out.
            case finally([Stmt])
            /// The name of an `except … as name`.
            case unbind(Identifier)
        }

        let kind: Kind
        /// The beginning of the instructions that are being guarded; nothing while a way out is emitted.
        var start: Int?
        var ranges: [Range<Int>] = []

        init(_ kind: Kind) { self.kind = kind }
    }

    var isTooLarge: Bool {
        builder.here > Self.sizeLimit || builder.parts.constants.count > Self.sizeLimit
            || builder.highest > Self.sizeLimit || builder.parts.sites.count > Self.sizeLimit
    }

    func checkSize(_ span: Span) throws(SyntaxFault) {
        if isTooLarge { throw .unsupported("a body of more than \(Self.sizeLimit) instructions", span) }
    }

    @discardableResult
    func emit(_ op: Instruction.Opcode, _ a: Int, n: UInt8 = 0, _ span: Span) -> Int {
        emit(op, a, 0, 0, n: n, span)
    }

    @discardableResult
    func emit(_ op: Instruction.Opcode, _ a: Int, _ b: Int, n: UInt8 = 0, _ span: Span) -> Int {
        emit(op, a, b, 0, n: n, span)
    }

    @discardableResult
    func emit(_ op: Instruction.Opcode, _ a: Int, _ b: Int, _ c: Int, n: UInt8 = 0, _ span: Span) -> Int {
        builder.parts.instructions.append(
            Instruction(
                op: op, n: n, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b),
                c: UInt16(truncatingIfNeeded: c)))
        builder.parts.spans.append(span)
        return builder.here - 1
    }

    func jump(_ op: Instruction.Opcode, _ a: Int = 0, _ b: Int = 0, n: UInt8 = 0, to label: Label, _ span: Span) {
        let index = emit(op, a, b, label.position ?? 0, n: n, span)
        if label.position == nil { label.uses.append(index) }
    }

    func place(_ label: Label) {
        label.position = builder.here
        for use in label.uses {
            builder.parts.instructions[use].c = UInt16(truncatingIfNeeded: builder.here)
        }
        label.uses = []
    }

    // MARK: Registers

    func allocate(_ count: Int = 1) -> Int {
        let first = builder.next
        builder.next += count
        builder.highest = max(builder.highest, builder.next)
        return first
    }

    /// Gives back every register from `mark` on.
    func release(to mark: Int) { builder.next = mark }

    var mark: Int { builder.next }

    func noneRegister() -> Int {
        let register = allocate()
        emit(.constant, register, builder.other(0, .none), Span(0, 0))
        return register
    }

    func symbol(_ name: Symbol) -> Int { builder.symbol(name) }

    // MARK: Names

    /// Where the value of a name is kept.
    enum Place {
        case register(Int)
        /// A register that holds a cell.
        case cell(Int)
        /// A captured cell.
        case free(Int)
        /// A captured value.
        case kept(Int)
        case global(Int)
        /// In the class being made, or else where globals are.
        case className
    }

    func lookup(_ name: Symbol) -> Place {
        if builder.current.kind == .module { return .global(machine.globalSlot(name)) }
        var scope: Scope? = builder.current
        var leftFrame = false
        var isFirst = true
        while let current = scope {
            if current.kind == .module || current.has(.global, name) { break }
            let isVisible = current.kind != .classBody || isFirst && !leftFrame || name == .class
            if isVisible, current.owns(name) {
                if leftFrame {
                    guard let index = builder.scope.freeIndex(name) else { return .global(machine.globalSlot(name)) }
                    return current.has(.shared, name) ? .free(index) : .kept(index)
                }
                if current.kind == .classBody, name != .class { return .className }
                if let register = builder.register(of: name, in: current) {
                    return current.has(.shared, name) ? .cell(register) : .register(register)
                }
            }
            if current === builder.scope { leftFrame = true }
            scope = current.parent
            isFirst = false
        }
        return .global(machine.globalSlot(name))
    }

    /// Makes a register for a variable; the caller says when it gets its value.
    @discardableResult
    func declare(_ name: Symbol, in scope: Scope) -> Int {
        var register = allocate()
        // A register keeps its name to the end, for messages: another variable takes another register.
        while register < builder.names.count, builder.names[register] != .none, builder.names[register] != name {
            register = allocate()
        }
        builder.setRegister(register, of: name, in: scope)
        while builder.names.count <= register { builder.names.append(.none) }
        builder.names[register] = name
        return register
    }

    /// 1 for a variable of the function around a comprehension: it runs in that function's frame, but in Python it is a
    /// function and the variable is not its own.
    func borrowed(_ name: Symbol) -> UInt8 {
        builder.current.kind == .comprehension && !builder.current.binds(name) ? 1 : 0
    }

    func load(_ name: Identifier, into target: Int?) -> Int {
        let result: Int
        let borrowed = borrowed(name.name)
        switch lookup(name.name) {
        case .register(let register):
            if !builder.assigned.contains(register) { emit(.check, register, n: borrowed, name.span) }
            guard let target else {
                if builder.scope.hasWalrus {
                    let copy = allocate()
                    emit(.move, copy, register, name.span)
                    return copy
                }
                return register
            }
            if target != register { emit(.move, target, register, name.span) }
            return target
        case .cell(let register):
            result = target ?? allocate()
            emit(.loadCell, result, register, n: borrowed, name.span)
        case .free(let index):
            result = target ?? allocate()
            emit(.loadFree, result, index, name.span)
        case .kept(let index):
            result = target ?? allocate()
            emit(.loadKept, result, index, name.span)
        case .global(let slot):
            result = target ?? allocate()
            emit(.loadGlobal, result, slot, name.span)
        case .className:
            result = target ?? allocate()
            emit(.loadClassName, result, symbol(name.name), machine.globalSlot(name.name), name.span)
        }
        return result
    }

    /// Loads what is called at once. What a suspended generator holds must be counted, so it may not be used there.
    func load(callee name: Identifier, into target: Int) {
        switch lookup(name.name) {
        case .cell(let register):
            emit(.loadCell, target, register, n: borrowed(name.name) | Instruction.isCallee, name.span)
        case .free(let index): emit(.loadFree, target, index, n: Instruction.isCallee, name.span)
        case .kept(let index): emit(.loadKept, target, index, n: Instruction.isCallee, name.span)
        case .global(let slot): emit(.loadCallee, target, slot, name.span)
        case .register, .className: _ = load(name, into: target)
        }
    }

    func store(_ name: Identifier, from register: Int) {
        switch lookup(name.name) {
        case .register(let variable):
            if variable != register { emit(.move, variable, register, name.span) }
            noteAssigned(variable, name.name)
        case .cell(let cell): emit(.storeCell, cell, register, name.span)
        case .free(let index): emit(.storeFree, index, register, name.span)
        // Unreachable, as in `delete`: what is bound from inside is shared.
        case .kept: break
        case .global(let slot):
            emit(machine.keepsOrigins ? .storeNotedGlobal : .storeGlobal, slot, register, name.span)
        case .className: emit(.storeClassName, symbol(name.name), register, name.span)
        }
    }

    func noteAssigned(_ register: Int, _ name: Symbol) {
        // A name that is deleted somewhere may be gone the next time round a loop.
        if !builder.scope.has(.deleted, name) { builder.assigned.insert(register) }
    }

    func delete(_ name: Identifier) {
        switch lookup(name.name) {
        case .register(let register):
            emit(.check, register, name.span)
            emit(.deleteLocal, register, name.span)
        case .cell(let cell): emit(.deleteCell, cell, name.span)
        case .free(let index): emit(.deleteFree, index, name.span)
        case .kept: break
        case .global(let slot): emit(.deleteGlobal, slot, name.span)
        case .className: emit(.deleteClassName, symbol(name.name), name.span)
        }
    }

    /// The end of `except … as name`: the name goes, if it is still there.
    func unbind(_ name: Identifier) {
        let mark = mark
        let none = noneRegister()
        store(name, from: none)
        delete(name)
        release(to: mark)
    }

    // MARK: Functions

    /// Compiles a function, generator or class body with `body` and leaves its code in the current one.
    mutating func nested(
        _ kind: Code.Kind, _ name: String, _ scopeNumber: Int, isGenerator: Bool, parameters: Function.Parameters?,
        body: (inout Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) -> (index: Int, code: Code) {
        let outer = builder
        let scope = scopes[scopeNumber] ?? Scope(.function, parent: outer.current, number: scopeNumber)
        let qualified = qualifier() + name
        let captures = scope.free.map { free in self.capture(free) }
        builder = Builder(kind, qualified, source, scope, outer: outer)
        builder.parts.captures = captures
        builder.parts.isGenerator = isGenerator
        if let parameters { declareParameters(parameters) }
        for name in scope.bound
        where builder.register(of: name, in: scope) == nil {
            if kind == .classBody, name != .class { continue }
            let register = declare(name, in: scope)
            if name == .firstIterator { builder.assigned.insert(register) }
        }
        builder.variableCount = builder.next
        // In one order, whatever that of the set is.
        for name in scope.bound where scope.has(.shared, name) {
            if let register = builder.register(of: name, in: scope) {
                emit(.makeCell, register, Span(0, 0))
            }
        }
        try body(&self)
        let code = finish()
        builder = outer
        builder.parts.codes.append(code)
        return (builder.parts.codes.count - 1, code)
    }

    /// What Python puts before the name of a function that is made here; comprehensions count as functions there.
    private func qualifier() -> String {
        var prefix =
            switch builder.parts.kind {
            case .module: ""
            case .classBody, .generator: builder.parts.name + "."
            default: builder.parts.name + ".<locals>."
            }
        var comprehensions: [String] = []
        var scope: Scope? = builder.current
        while let current = scope, current.kind == .comprehension {
            comprehensions.append(current.title)
            scope = current.parent
        }
        for title in comprehensions.reversed() { prefix += title + "." }
        return prefix
    }

    private func capture(_ name: Symbol) -> Code.Capture {
        switch lookup(name) {
        case .cell(let register), .register(let register): .register(register)
        case .free(let index), .kept(let index): .free(index)
        // A class has the name too, but its methods mean that of the function around it.
        case .className: .free(builder.scope.freeIndex(name) ?? 0)
        // Unreachable: the resolver lists a name as free only where a function around binds it.
        case .global: .free(0)
        }
    }

    private func declareParameters(_ parameters: Function.Parameters) {
        var out = Code.Parameters()
        func add(_ identifier: Identifier) -> Symbol {
            let register = declare(identifier.name, in: builder.scope)
            noteAssigned(register, identifier.name)
            return identifier.name
        }
        for parameter in parameters.positional {
            out.positional.append(add(parameter.identifier))
            if parameter.defaultValue != nil { out.defaultCount += 1 }
        }
        out.positionalOnly = parameters.positionalOnly
        for parameter in parameters.keywordOnly {
            out.keywordOnly.append(add(parameter.identifier))
            out.keywordDefaults.append(parameter.defaultValue != nil)
        }
        if let name = parameters.starred {
            out.hasStar = true
            _ = add(name)
        }
        if let name = parameters.doubleStarred {
            out.hasDoubleStar = true
            _ = add(name)
        }
        builder.parts.parameters = out
    }

    // MARK: Guarded instructions

    func open(_ kind: Block.Kind) -> Block {
        let block = Block(kind)
        switch kind {
        case .loop: break
        default: block.start = builder.here
        }
        builder.blocks.append(block)
        return block
    }

    /// Ends a block; what failed in it goes to `target`.
    func close(_ block: Block) {
        builder.blocks.removeLast()
        pause(block)
    }

    func handle(_ block: Block, at target: Int, in register: Int) {
        for range in block.ranges where !range.isEmpty {
            builder.parts.handlers.append(
                Code.Handler(start: range.lowerBound, end: range.upperBound, target: target, register: register))
        }
    }

    private func pause(_ block: Block) {
        if let start = block.start { block.ranges.append(start..<builder.here) }
        block.start = nil
    }

    /// Emits what has to happen on a way out of the innermost blocks down to `depth`, then the way out itself.
    mutating func leave(
        downTo depth: Int, then: (inout Compiler) -> Void
    ) throws(SyntaxFault) {
        let blocks = builder.blocks
        var paused: [Block] = []
        for index in stride(from: blocks.count - 1, through: depth, by: -1) {
            let block = blocks[index]
            if block.start != nil { paused.append(block) }
            pause(block)
            builder.blocks = Array(blocks[..<index])
            switch block.kind {
            case .loop, .guarded: break
            case .unbind(let name): unbind(name)
            case .finally(let body):
                let assigned = builder.assigned
                try statements(body)
                builder.assigned = assigned
            }
        }
        then(&self)
        builder.blocks = blocks
        for block in paused { block.start = builder.here }
    }
}

import Source

/// Statements to instructions.
extension Compiler {
    mutating func statements(_ body: [Stmt]) throws(SyntaxFault) {
        for item in body {
            let mark = mark
            try statement(item)
            release(to: mark)
            try checkSize(item.span)
        }
    }

    private mutating func statement(_ statement: Stmt) throws(SyntaxFault) {
        let span = statement.span
        switch statement.kind {
        case .expression(let value):
            // A text on its own is a comment or a docstring.
            if case .string = value.kind { return }
            _ = try self.value(value)
        case .assign(let targets, let value): try assign(targets, value)
        case .augmented(let target, let op, let value): try augmented(target, op, value, span)
        case .annotated(let target, let annotation, let value):
            if let value { try assign([target], value) }
            if builder.scope.kind != .function, case .name = annotation.kind { _ = try self.value(annotation) }
        case .conditional(let branches, let otherwise): try conditional(branches, otherwise)
        case .whileLoop(let test, let body, let otherwise): try whileLoop(test, body, otherwise, span)
        case .forLoop(let target, let iterable, let body, let otherwise):
            try forLoop(target, iterable, body, otherwise)
        case .function(let function, let decorators): try define(function, decorators, span)
        case .classDefinition(let definition): try define(definition, span)
        case .returning(let value):
            let register = try value.map { value throws(SyntaxFault) in try settled(value) } ?? noneRegister()
            try leave(downTo: 0) { $0.emit(.return, register, span) }
        case .raise(let value, let cause): try raise(value, cause, span)
        case .tryBlock(let parts): try tryFinally(parts, span)
        case .assert(let test, let message):
            let end = Label()
            try branch(test, ifTrue: true, to: end)
            let register = try message.map { message throws(SyntaxFault) in try self.value(message) }
            emit(.assertion, register ?? 0, n: register == nil ? 0 : 1, span)
            place(end)
        case .delete(let targets):
            for target in targets { try delete(target) }
        case .global, .pass: break
        case .nonlocal(let names):
            for name in names where builder.scope.freeIndex(name.name) == nil {
                throw .syntax("no binding for nonlocal '\(machine.symbols[name.name])' found", name.span)
            }
        case .importModules(let modules): importModules(modules)
        case .importFrom(let path, let names): importFrom(path, names)
        case .breakLoop: try leaveLoop(span) { $0.0 }
        case .continueLoop: try leaveLoop(span) { $0.1 }
        }
    }

    /// A value in a register that nothing on a way out can change.
    private mutating func settled(_ value: Expr) throws(SyntaxFault) -> Int {
        let register = try self.value(value)
        guard register < builder.variableCount, !builder.blocks.isEmpty else { return register }
        let copy = allocate()
        emit(.move, copy, register, value.span)
        return copy
    }

    // MARK: Assignment

    private mutating func assign(_ targets: [Expr], _ value: Expr) throws(SyntaxFault) {
        if targets.count == 1, let only = targets.first {
            if case .name(let name) = only.kind, case .register(let register) = lookup(name) {
                let identifier = Identifier(name: name, span: only.span)
                let result = try self.value(value, into: register)
                if result != register { emit(.move, register, result, only.span) }
                noteAssigned(register, name)
                suggest(identifier, register, value)
                return
            }
            if try assignPairwise(only, value) { return }
        }
        let register = try self.value(value)
        let isLastUse = targets.count == 1 && register >= builder.variableCount
        for target in targets { try store(register, to: target, of: value, isLastUse: isLastUse) }
    }

    /// `a, b = b, a`: the tuple is never made.
    private mutating func assignPairwise(_ target: Expr, _ value: Expr) throws(SyntaxFault) -> Bool {
        guard case .tuple(let targets) = target.kind, case .tuple(let values) = value.kind,
            targets.count == values.count, !targets.contains(where: Self.isStarred),
            !values.contains(where: Self.isStarred)
        else { return false }
        let base = allocate(values.count)
        for (index, item) in values.enumerated() { _ = try self.value(item, into: base + index) }
        for (index, item) in targets.enumerated() { try store(base + index, to: item, of: values[index]) }
        return true
    }

    static func isStarred(_ expression: Expr) -> Bool {
        if case .starred = expression.kind { return true }
        return false
    }

    /// - Parameters:
    ///   - value: where the register's content comes from, when that is known.
    ///   - isLastUse: whether nobody reads the register afterwards.
    mutating func store(
        _ register: Int, to target: Expr, of value: Expr?, isLastUse: Bool = false
    ) throws(SyntaxFault) {
        let mark = mark
        switch target.kind {
        case .name(let name):
            let identifier = Identifier(name: name, span: target.span)
            store(identifier, from: register)
            suggest(identifier, register, value)
        case .attribute(let object, let name):
            let owner = try self.value(object)
            let site = builder.site(name.name)
            emit(.setAttribute, owner, register, site, n: isLastUse ? 1 : 0, target.span)
        case .item(let object, let key):
            let owner = try self.value(object)
            emit(.setItem, owner, try subscriptKey(key), register, target.span)
        case .tuple(let items), .list(let items): try unpack(register, items, target.span)
        case .starred(let inner): try store(register, to: inner, of: nil)
        default: throw .syntax("cannot assign to expression", target.span)
        }
        release(to: mark)
    }

    private mutating func unpack(_ register: Int, _ items: [Expr], _ span: Span) throws(SyntaxFault) {
        let base = allocate(items.count)
        if let star = items.firstIndex(where: Self.isStarred) {
            if items.count > 255 { throw .unsupported("more than 255 targets with a starred one", span) }
            emit(.unpackStar, base, register, items.count, n: UInt8(star), span)
        } else {
            emit(.unpack, base, register, items.count, span)
        }
        for (index, item) in items.enumerated() { try store(base + index, to: item, of: nil) }
    }

    /// A Value that is assigned to a name is shown under it in figures. Nothing is emitted where no Value can be.
    private func suggest(_ name: Identifier, _ register: Int, _ value: Expr?) {
        switch value?.kind {
        case .int, .float, .string, .formatted, Expr.Kind.none?, .boolean, .tuple, .list, .set, .dict, .comprehension,
            .compare,
            .lambda, .ellipsis:
            return
        default: emit(.suggestName, register, symbol(name.name), name.span)
        }
    }

    private mutating func inPlace(
        _ op: BinaryOperator, _ register: Int, _ value: Expr, _ span: Span
    ) throws(SyntaxFault) {
        if let number = Self.smallNumber(value) {
            emit(.inPlaceSmall, register, register, number, n: op.rawValue, span)
        } else {
            emit(.inPlace, register, register, try self.value(value), n: op.rawValue, span)
        }
    }

    private mutating func augmented(
        _ target: Expr, _ op: BinaryOperator, _ value: Expr, _ span: Span
    ) throws(SyntaxFault) {
        switch target.kind {
        case .name(let name):
            let identifier = Identifier(name: name, span: target.span)
            if case .register(let register) = lookup(name), !builder.scope.hasWalrus {
                _ = load(identifier, into: nil)
                try inPlace(op, register, value, span)
                suggest(identifier, register, value)
                return
            }
            let left = allocate()
            _ = load(identifier, into: left)
            try inPlace(op, left, value, span)
            store(identifier, from: left)
            emit(.suggestName, left, symbol(name), target.span)
        case .attribute(let object, let name):
            let owner = try self.value(object)
            let left = allocate()
            let symbol = name.name
            emit(.getAttribute, left, owner, builder.site(symbol), target.span)
            try inPlace(op, left, value, span)
            emit(.setAttribute, owner, left, builder.site(symbol), n: 1, target.span)
        case .item(let object, let key):
            let owner = try self.value(object)
            let place = try subscriptKey(key)
            let left = allocate()
            emit(.getItem, left, owner, place, target.span)
            try inPlace(op, left, value, span)
            emit(.setItem, owner, place, left, target.span)
        default: throw .syntax("illegal expression for augmented assignment", target.span)
        }
    }

    private mutating func delete(_ target: Expr) throws(SyntaxFault) {
        switch target.kind {
        case .name(let name): delete(Identifier(name: name, span: target.span))
        case .attribute(let object, let name):
            let owner = try value(object)
            emit(.deleteAttribute, owner, 0, builder.site(name.name), target.span)
        case .item(let object, let key):
            let owner = try value(object)
            emit(.deleteItem, owner, try subscriptKey(key), target.span)
        case .tuple(let items), .list(let items):
            for item in items { try delete(item) }
        default: break
        }
    }

    // MARK: Branches and loops

    private mutating func conditional(
        _ branches: [(test: Expr, body: [Stmt])], _ otherwise: [Stmt]
    ) throws(SyntaxFault) {
        let end = Label()
        var results: [Set<Int>] = []
        for (index, part) in branches.enumerated() {
            let next = Label()
            let mark = mark
            try branch(part.test, ifTrue: false, to: next)
            release(to: mark)
            let before = builder.assigned
            try statements(part.body)
            if !Self.leaves(part.body) { results.append(builder.assigned) }
            builder.assigned = before
            if index < branches.count - 1 || !otherwise.isEmpty { jump(.jump, to: end, part.test.span) }
            place(next)
        }
        try statements(otherwise)
        if !Self.leaves(otherwise) { results.append(builder.assigned) }
        if let first = results.first {
            builder.assigned = results.dropFirst().reduce(first) { $0.intersection($1) }
        }
        place(end)
    }

    private static func leaves(_ body: [Stmt]) -> Bool {
        switch body.last?.kind {
        case .returning, .raise, .breakLoop, .continueLoop: true
        default: false
        }
    }

    private mutating func whileLoop(
        _ test: Expr, _ body: [Stmt], _ otherwise: [Stmt], _ span: Span
    ) throws(SyntaxFault) {
        let top = Label()
        let end = Label()
        let exit = Label()
        place(top)
        let mark = mark
        try branch(test, ifTrue: false, to: exit)
        release(to: mark)
        let before = builder.assigned
        let block = open(.loop(breakTo: end, continueTo: top))
        try statements(body)
        close(block)
        jump(.jump, to: top, span)
        builder.assigned = before
        place(exit)
        try statements(otherwise)
        builder.assigned = before
        place(end)
    }

    private mutating func forLoop(
        _ target: Expr, _ iterable: Expr, _ body: [Stmt], _ otherwise: [Stmt]
    ) throws(SyntaxFault) {
        let iterator = allocate(2)
        // What has no name is held by the loop alone.
        let iterated: Int
        if case .name = iterable.kind {
            iterated = try value(iterable)
        } else {
            iterated = try value(iterable, into: iterator)
        }
        emit(.getIterator, iterator, iterated, n: 1, iterable.span)
        let top = Label()
        let end = Label()
        let exit = Label()
        let broken = Label()
        let before = builder.assigned
        place(top)
        try advance(iterator, to: target, orJumpTo: exit, iterable.span)
        let block = open(.loop(breakTo: broken, continueTo: top))
        try statements(body)
        close(block)
        jump(.jump, to: top, target.span)
        builder.assigned = before
        place(exit)
        try statements(otherwise)
        builder.assigned = before
        if broken.isUsed {
            // A generator that nobody else holds ends here.
            jump(.jump, to: end, iterable.span)
            place(broken)
            emit(.deleteLocal, iterator, iterable.span)
        }
        place(end)
    }

    /// Binds the next item of an iterator.
    mutating func advance(
        _ iterator: Int, to target: Expr, orJumpTo exit: Label, _ span: Span
    ) throws(SyntaxFault) {
        if case .name(let name) = target.kind, case .register(let register) = lookup(name) {
            jump(.next, register, iterator, to: exit, span)
            noteAssigned(register, name)
            return
        }
        let mark = mark
        let item = allocate()
        jump(.next, item, iterator, to: exit, span)
        try store(item, to: target, of: Expr(.none, span, depth: 1))
        release(to: mark)
    }

    private mutating func leaveLoop(_ span: Span, _ choose: ((Label, Label)) -> Label) throws(SyntaxFault) {
        for index in stride(from: builder.blocks.count - 1, through: 0, by: -1) {
            guard case .loop(let breakTo, let continueTo) = builder.blocks[index].kind else { continue }
            let label = choose((breakTo, continueTo))
            return try leave(downTo: index + 1) { $0.jump(.jump, to: label, span) }
        }
        throw .syntax("'break' outside loop", span)
    }

    // MARK: Exceptions

    private mutating func raise(_ value: Expr?, _ cause: Expr?, _ span: Span) throws(SyntaxFault) {
        guard let value else {
            if let handled = builder.handled {
                emit(.reraise, handled, span)
            } else {
                emit(.noActiveException, 0, span)
            }
            return
        }
        let register = try self.value(value)
        let reason = try cause.map { cause throws(SyntaxFault) in try self.value(cause) }
        emit(.raise, register, reason ?? 0, n: reason == nil ? 0 : 1, span)
    }

    private mutating func tryFinally(_ parts: TryBlock, _ span: Span) throws(SyntaxFault) {
        guard !parts.finally.isEmpty else { return try tryExcept(parts, span) }
        let register = allocate()
        let before = builder.assigned
        let block = open(.finally(parts.finally))
        try tryExcept(parts, span)
        close(block)
        builder.assigned = before
        try statements(parts.finally)
        let end = Label()
        jump(.jump, to: end, span)
        let start = builder.here
        handle(block, at: start, in: register)
        builder.assigned = before
        let outerHandled = builder.handled
        builder.handled = register
        try statements(parts.finally)
        builder.handled = outerHandled
        emit(.reraise, register, span)
        builder.parts.handling.append(.init(start: start, end: builder.here, register: register))
        place(end)
    }

    private mutating func tryExcept(_ parts: TryBlock, _ span: Span) throws(SyntaxFault) {
        guard !parts.handlers.isEmpty else { return try statements(parts.body) }
        let register = allocate()
        let before = builder.assigned
        let end = Label()
        let block = open(.guarded)
        try statements(parts.body)
        close(block)
        try statements(parts.otherwise)
        jump(.jump, to: end, span)
        let start = builder.here
        handle(block, at: start, in: register)
        for handler in parts.handlers {
            builder.assigned = before
            try self.handler(handler, register, end)
        }
        emit(.reraise, register, span)
        builder.parts.handling.append(.init(start: start, end: builder.here, register: register))
        builder.assigned = before
        place(end)
    }

    private mutating func handler(
        _ handler: TryBlock.Handler, _ register: Int, _ end: Label
    ) throws(SyntaxFault) {
        let next = Label()
        let mark = mark
        if let type = handler.type {
            let test = allocate()
            emit(.matches, test, register, try value(type), type.span)
            jump(.jumpIfFalse, test, to: next, type.span)
            release(to: mark)
        }
        let outerHandled = builder.handled
        builder.handled = register
        if let name = handler.name {
            store(name, from: register)
            let failed = allocate()
            let block = open(.unbind(name))
            try statements(handler.body)
            close(block)
            unbind(name)
            jump(.jump, to: end, handler.span)
            handle(block, at: builder.here, in: failed)
            unbind(name)
            emit(.reraise, failed, handler.span)
        } else {
            try statements(handler.body)
            jump(.jump, to: end, handler.span)
        }
        builder.handled = outerHandled
        release(to: mark)
        place(next)
    }

    // MARK: Definitions

    private mutating func define(
        _ function: Function, _ decorators: [Expr], _ span: Span
    ) throws(SyntaxFault) {
        let base = allocate(decorators.count * 2)
        for (index, decorator) in decorators.enumerated() {
            _ = try value(decorator, into: base + index * 2)
        }
        for annotation in function.annotations {
            guard case .name = annotation.kind else { continue }
            let mark = mark
            _ = try value(annotation)
            release(to: mark)
        }
        var register = try self.function(function, into: nil, span)
        register = decorate(register, decorators, base)
        store(function.name, from: register)
    }

    /// The innermost decorator is called first.
    private func decorate(_ register: Int, _ decorators: [Expr], _ base: Int) -> Int {
        var register = register
        for index in decorators.indices.reversed() {
            emit(.move, base + index * 2 + 1, register, decorators[index].span)
            emit(.call, base + index * 2, base + index * 2, 1, decorators[index].span)
            register = base + index * 2
        }
        return register
    }

    private mutating func define(_ definition: ClassDefinition, _ span: Span) throws(SyntaxFault) {
        let decorated = allocate(definition.decorators.count * 2)
        for (index, decorator) in definition.decorators.enumerated() {
            _ = try value(decorator, into: decorated + index * 2)
        }
        let target = allocate()
        let base = try definition.base.map { base throws(SyntaxFault) in try value(base) }
        let (index, _) = try nested(
            .classBody, machine.symbols[definition.name.name], definition.scope, isGenerator: false, parameters: nil
        ) { compiler throws(SyntaxFault) in
            try compiler.statements(definition.body)
            var cell = Int(Instruction.noRegister)
            if case .cell(let register) = compiler.lookup(.class) { cell = register }
            compiler.emit(.finishClass, cell, span)
        }
        emit(.makeClass, target, index, base ?? 0, n: base == nil ? 0 : 1, span)
        store(definition.name, from: decorate(target, definition.decorators, decorated))
    }

    // MARK: Imports

    private func importModules(_ modules: [(path: [Identifier], alias: Identifier?)]) {
        for (path, alias) in modules {
            guard let first = path.first, let last = path.last else { continue }
            let name = machine.symbols.intern(path.map { machine.symbols[$0.name] }.joined(separator: "."))
            let register = allocate()
            // `import a.b` binds a, `import a.b as c` binds b.
            let span = first.span.union(last.span)
            emit(.import, register, symbol(name), n: alias == nil && path.count > 1 ? 1 : 0, span)
            store(alias ?? first, from: register)
        }
    }

    private func importFrom(_ path: [Identifier], _ names: [(name: Identifier, alias: Identifier?)]) {
        guard let first = path.first, let last = path.last else { return }
        let dotted = path.map { machine.symbols[$0.name] }.joined(separator: ".")
        let module = symbol(machine.symbols.intern(dotted))
        let register = allocate()
        emit(.import, register, module, first.span.union(last.span))
        for (name, alias) in names {
            emit(.importFrom, register, module, symbol(name.name), name.span)
            store(alias ?? name, from: register)
        }
    }
}

import Source

/// Expressions to instructions. Every expression leaves its value in a register and says which.
extension Compiler {
    /// How many items a display or a call may keep in registers at once.
    private static let windowLimit = 100

    /// - Parameter target: the register the value must be in; without one, any will do, a variable's own too.
    mutating func value(_ expression: Expr, into target: Int? = nil) throws(SyntaxFault) -> Int {
        let span = expression.span
        if isTooLarge { try checkSize(span) }
        let mark = mark
        // A variable is written at the very end only, because its old value may be needed until then.
        if let target, target < builder.variableCount, Self.writesEarly(expression) {
            let register = try value(expression, into: allocate())
            emit(.move, target, register, span)
            release(to: mark)
            return target
        }
        let result: Int
        switch expression.kind {
        case .name(let name): return load(Identifier(name: name, span: span), into: target)
        case .starred: throw .syntax("can't use starred expression here", span)
        case .slice: throw .syntax("invalid syntax", span)
        default: result = target ?? allocate()
        }
        let inner = self.mark
        try write(expression, to: result)
        release(to: inner)
        return result
    }

    private static func writesEarly(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .logical, .compare, .conditional, .comprehension, .list, .tuple, .set, .dict, .walrus: true
        default: false
        }
    }

    private mutating func write(_ expression: Expr, to result: Int) throws(SyntaxFault) {
        let span = expression.span
        switch expression.kind {
        case .int(let value): emit(.constant, result, builder.int(value), span)
        case .float(let value): emit(.constant, result, builder.float(value), span)
        case .string(let value): emit(.constant, result, builder.string(value), span)
        case .none: emit(.constant, result, builder.other(0, .none), span)
        case .boolean(let value): emit(.constant, result, builder.other(value ? 2 : 1, .bool(value)), span)
        case .ellipsis: emit(.constant, result, builder.other(3, .ellipsis), span)
        case .formatted(let pieces): try formatted(pieces, result, span)
        case .tuple(let items): try display(items, .buildTuple, result, span)
        case .list(let items): try display(items, .buildList, result, span)
        case .set(let items): try display(items, .buildSet, result, span)
        case .dict(let pairs): try dictionary(pairs, result, span)
        case .comprehension(let comprehension): try self.comprehension(comprehension, result, span)
        case .unary(let op, let operand): try unary(op, operand, result, span)
        case .binary(let op, let left, let right): try binary(op, left, right, result, span)
        case .logical(let isAnd, let items):
            let end = Label()
            for (index, item) in items.enumerated() {
                _ = try value(item, into: result)
                if index < items.count - 1 { jump(isAnd ? .jumpIfFalse : .jumpIfTrue, result, to: end, item.span) }
            }
            place(end)
        case .compare(let first, let rest): try compare(first, rest, result)
        case .conditional(let test, let then, let otherwise):
            let second = Label()
            let end = Label()
            try branch(test, ifTrue: false, to: second)
            _ = try value(then, into: result)
            jump(.jump, to: end, span)
            place(second)
            _ = try value(otherwise, into: result)
            place(end)
        case .lambda(let function): _ = try self.function(function, into: result, span)
        case .call(let callee, let arguments): try call(callee, arguments, result, span)
        case .attribute(let object, let name):
            let site = builder.site(name.name)
            if case .name(let variable) = object.kind, case .free(let index) = lookup(variable) {
                emit(.getFreeAttribute, result, index, site, span)
            } else if case .name(let variable) = object.kind, case .kept(let index) = lookup(variable) {
                emit(.getKeptAttribute, result, index, site, span)
            } else if case .name(let variable) = object.kind, case .cell(let register) = lookup(variable) {
                emit(.getCellAttribute, result, register, site, n: borrowed(variable), span)
            } else {
                emit(.getAttribute, result, try value(object), site, span)
            }
        case .item(let object, let key):
            let owner = try value(object)
            emit(.getItem, result, owner, try subscriptKey(key), span)
        case .walrus(let name, let value):
            _ = try self.value(value, into: result)
            let inner = builder.current
            let assigned = builder.assigned
            builder.current = builder.scope
            store(name, from: result)
            builder.current = inner
            // It may stand behind an `and` that was false.
            builder.assigned = assigned
            emit(.suggestName, result, symbol(name.name), span)
        case .yield(let value):
            let used = max(mark, result + 1)
            let given = try value.map { value throws(SyntaxFault) in try self.value(value) } ?? noneRegister()
            emit(.yield, result, given, used, span)
        case .name, .starred, .slice: break
        }
    }

    // MARK: Operators

    private mutating func unary(
        _ op: UnaryOperator, _ operand: Expr, _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        switch (op, operand.kind) {
        case (.minus, .int(let value)):
            _ = emit(.constant, result, builder.int(0 &- value), span)
            return
        case (.minus, .float(let value)):
            _ = emit(.constant, result, builder.float(-value), span)
            return
        default: break
        }
        let register = try value(operand)
        switch op {
        case .not: emit(.not, result, register, span)
        case .minus: emit(.unary, result, register, n: 0, span)
        case .plus: emit(.unary, result, register, n: 1, span)
        case .invert: emit(.unary, result, register, n: 2, span)
        }
    }

    private mutating func binary(
        _ op: BinaryOperator, _ left: Expr, _ right: Expr, _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        let a = try value(left)
        if let number = Self.smallNumber(right) {
            switch op {
            case .add:
                emit(.addSmall, result, a, number, n: op.rawValue, span)
                return
            case .sub:
                emit(.subSmall, result, a, number, n: op.rawValue, span)
                return
            case .mul:
                emit(.mulSmall, result, a, number, n: op.rawValue, span)
                return
            case .mod:
                emit(.modSmall, result, a, number, n: op.rawValue, span)
                return
            default: break
            }
        }
        let b = try value(right)
        switch op {
        case .add: emit(.add, result, a, b, n: op.rawValue, span)
        case .sub: emit(.sub, result, a, b, n: op.rawValue, span)
        case .mul: emit(.mul, result, a, b, n: op.rawValue, span)
        case .div: emit(.div, result, a, b, n: op.rawValue, span)
        default: emit(.binary, result, a, b, n: op.rawValue, span)
        }
    }

    /// A whole number that fits into an instruction, as its operand.
    static func smallNumber(_ expression: Expr) -> Int? {
        switch expression.kind {
        case .int(let value): Instruction.operand(of: value)
        case .unary(.minus, let inner):
            if case .int(let value) = inner.kind { Instruction.operand(of: 0 &- value) } else { nil }
        default: nil
        }
    }

    private mutating func compare(
        _ first: Expr, _ rest: [(op: CompareOperator, right: Expr)], _ result: Int
    ) throws(SyntaxFault) {
        let end = Label()
        var left = try value(first)
        var leftSpan = first.span
        for (index, item) in rest.enumerated() {
            let right = try value(item.right)
            emit(.compare, result, left, right, n: item.op.rawValue, leftSpan.union(item.right.span))
            if index < rest.count - 1 { jump(.jumpIfFalse, result, to: end, item.right.span) }
            left = right
            leftSpan = item.right.span
        }
        place(end)
    }

    /// Jumps when the truth of an expression is `ifTrue`, and goes on otherwise.
    mutating func branch(_ test: Expr, ifTrue: Bool, to label: Label) throws(SyntaxFault) {
        let mark = mark
        defer { release(to: mark) }
        switch test.kind {
        case .boolean(let value):
            if value == ifTrue { jump(.jump, to: label, test.span) }
        case .unary(.not, let operand): try branch(operand, ifTrue: !ifTrue, to: label)
        case .logical(let isAnd, let items) where isAnd != ifTrue:
            // `and` that jumps when false, `or` that jumps when true: the first such item decides.
            for item in items { try branch(item, ifTrue: ifTrue, to: label) }
        case .logical(_, let items):
            let end = Label()
            for (index, item) in items.enumerated() {
                if index == items.count - 1 {
                    try branch(item, ifTrue: ifTrue, to: label)
                } else {
                    try branch(item, ifTrue: !ifTrue, to: end)
                }
            }
            place(end)
        case .compare(let left, let rest) where rest.count == 1 && !ifTrue:
            let a = try value(left)
            if let number = Self.smallNumber(rest[0].right), rest[0].op.isOrder {
                return jump(.jumpIfNotSmall, a, number, n: rest[0].op.rawValue, to: label, test.span)
            }
            let b = try value(rest[0].right)
            // The operator goes into `n`, the target into `c`.
            jump(.jumpIfNot, a, b, n: rest[0].op.rawValue, to: label, test.span)
        default:
            jump(ifTrue ? .jumpIfTrue : .jumpIfFalse, try value(test), to: label, test.span)
        }
    }

    // MARK: Displays

    private mutating func display(
        _ items: [Expr], _ op: Instruction.Opcode, _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        let isPlain = items.count <= Self.windowLimit && !items.contains(where: Self.isStarred)
        if isPlain {
            let isFrozen = op == .buildSet && FrozenSets.isConstant(items)
            if isFrozen, let numbers = frozenSets.order(items, machine) {
                let base = allocate(numbers.count)
                for (index, number) in numbers.enumerated() {
                    emit(.constant, base + index, builder.number(number), span)
                }
                emit(op, result, base, numbers.count, span)
                return
            }
            let base = allocate(items.count)
            for (index, item) in items.enumerated() { _ = try value(item, into: base + index) }
            emit(op, result, base, items.count, n: isFrozen ? 1 : 0, span)
            return
        }
        let isSet = op == .buildSet
        let collector = allocate()
        emit(isSet ? .buildSet : .buildList, collector, collector, 0, span)
        for item in items {
            let mark = mark
            if case .starred(let inner) = item.kind {
                emit(isSet ? .updateSet : .extend, collector, try value(inner), item.span)
            } else {
                emit(isSet ? .addToSet : .append, collector, try value(item), item.span)
            }
            release(to: mark)
        }
        emit(op == .buildTuple ? .listToTuple : .move, result, collector, span)
    }

    private mutating func dictionary(
        _ pairs: [(key: Expr?, value: Expr)], _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        if pairs.count <= Self.windowLimit, pairs.allSatisfy({ $0.key != nil }) {
            let base = allocate(pairs.count * 2)
            for (index, pair) in pairs.enumerated() {
                if let key = pair.key { _ = try value(key, into: base + index * 2) }
                _ = try value(pair.value, into: base + index * 2 + 1)
            }
            emit(.buildDict, result, base, pairs.count, span)
            return
        }
        let collector = allocate()
        emit(.buildDict, collector, collector, 0, span)
        for pair in pairs {
            let mark = mark
            if let key = pair.key {
                let register = try value(key)
                emit(.storePair, collector, register, try value(pair.value), key.span)
            } else {
                emit(.updateDict, collector, try value(pair.value), pair.value.span)
            }
            release(to: mark)
        }
        emit(.move, result, collector, span)
    }

    mutating func subscriptKey(_ key: Expr) throws(SyntaxFault) -> Int {
        guard case .slice(let low, let high, let step) = key.kind else {
            if case .tuple(let items) = key.kind, items.contains(where: Self.isSlice) {
                return try subscriptKeys(items, key.span)
            }
            return try value(key)
        }
        let base = allocate(3)
        for (index, part) in [low, high, step].enumerated() {
            if let part {
                _ = try value(part, into: base + index)
            } else {
                emit(.constant, base + index, builder.other(0, .none), key.span)
            }
        }
        emit(.buildSlice, base, base, key.span)
        return base
    }

    /// `x[1:2, 3]`: a tuple of slices and other keys.
    private mutating func subscriptKeys(_ items: [Expr], _ span: Span) throws(SyntaxFault) -> Int {
        if items.count > Self.windowLimit { throw .unsupported("a subscript of more than 100 parts", span) }
        let base = allocate(items.count)
        for (index, item) in items.enumerated() {
            if case .starred = item.kind { throw .unsupported("a starred part beside slices", item.span) }
            let mark = mark
            emit(.move, base + index, try subscriptKey(item), item.span)
            release(to: mark)
        }
        emit(.buildTuple, base, base, items.count, span)
        return base
    }

    private static func isSlice(_ expression: Expr) -> Bool {
        if case .slice = expression.kind { return true }
        return false
    }

    // MARK: f-strings

    private mutating func formatted(_ pieces: [FormatPiece], _ result: Int, _ span: Span) throws(SyntaxFault) {
        if pieces.count == 1, case .field(let field) = pieces[0] { return try self.field(field, result) }
        if pieces.count > Self.windowLimit { throw .unsupported("an f-string of more than 100 pieces", span) }
        // A suspended generator keeps its pieces in registers: others use the buffer meanwhile.
        if builder.parts.isGenerator {
            let base = allocate(pieces.count)
            for (index, piece) in pieces.enumerated() {
                let mark = mark
                switch piece {
                case .text(let text): emit(.constant, base + index, builder.string(text), span)
                case .field(let field): try self.field(field, base + index)
                }
                release(to: mark)
            }
            emit(.buildString, result, base, pieces.count, span)
            return
        }
        let text = allocate()
        emit(.beginText, text, span)
        for piece in pieces {
            let mark = mark
            switch piece {
            case .text(let bytes): emit(.appendText, text, builder.string(bytes), span)
            case .field(let field):
                let register = try value(field.value)
                emit(
                    .appendField, text, register, try specification(field), n: field.conversion, field.value.span)
            }
            release(to: mark)
        }
        emit(.endText, result, text, span)
    }

    /// The register of a field's specification.
    private mutating func specification(_ field: FormatField) throws(SyntaxFault) -> Int {
        if field.spec.isEmpty { return Int(Instruction.noRegister) }
        let spec = allocate()
        if field.spec.count == 1, case .text(let text) = field.spec[0] {
            emit(.constant, spec, builder.string(text), field.value.span)
        } else {
            try formatted(field.spec, spec, field.value.span)
        }
        return spec
    }

    private mutating func field(_ field: FormatField, _ result: Int) throws(SyntaxFault) {
        let register = try value(field.value)
        emit(.format, result, register, try specification(field), n: field.conversion, field.value.span)
    }

    // MARK: Calls

    private mutating func call(
        _ callee: Expr, _ arguments: [Argument], _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        var keywords: [Symbol] = []
        var isSpread = arguments.count > Self.windowLimit
        for argument in arguments {
            switch argument.kind {
            case .positional: break
            case .keyword(let name): keywords.append(name.name)
            case .starred, .doubleStarred: isSpread = true
            }
        }
        if isSpread { return try spreadCall(callee, arguments, result, span) }
        if case .name(.super) = callee.kind, arguments.isEmpty { return try superObject(result, span) }
        if try isInstance(callee, arguments, result, span) { return }
        if case .attribute(let object, let name) = callee.kind {
            let base = allocate(arguments.count + 2)
            let owner = try value(object, into: nil)
            // What a suspended generator holds must be counted.
            let counts = keywords.isEmpty && !builder.parts.isGenerator ? 0 : 1
            emit(
                .loadMethod, base, owner, builder.site(name.name), n: UInt8(counts),
                callee.span)
            try place(arguments, from: base + 2)
            emit(
                keywords.isEmpty ? .callMethod : .callMethodKeywords, result, base, arguments.count, span)
        } else {
            let base = allocate(arguments.count + 1)
            if case .name(let name) = callee.kind, keywords.isEmpty, !builder.parts.isGenerator {
                load(callee: Identifier(name: name, span: callee.span), into: base)
            } else {
                _ = try value(callee, into: base)
            }
            try place(arguments, from: base + 1)
            emit(keywords.isEmpty ? .call : .callKeywords, result, base, arguments.count, span)
        }
        if !keywords.isEmpty {
            builder.parts.keywordTables.append(keywords)
            emit(.extra, 0, builder.parts.keywordTables.count - 1, span)
        }
    }

    /// `isinstance(x, Class)` on names: what programs ask at every operation of a graph of their own. Neither is copied.
    private mutating func isInstance(
        _ callee: Expr, _ arguments: [Argument], _ result: Int, _ span: Span
    ) throws(SyntaxFault) -> Bool {
        guard case .name(.isInstance) = callee.kind, case .global(let slot) = lookup(.isInstance),
            arguments.count == 2, !builder.parts.isGenerator,
            case .positional = arguments[0].kind, case .positional = arguments[1].kind,
            case .name = arguments[0].value.kind, Self.isNames(arguments[1].value)
        else { return false }
        let object = try value(arguments[0].value)
        let type: Int
        if case .name(let name) = arguments[1].value.kind {
            type = allocate()
            load(callee: Identifier(name: name, span: arguments[1].value.span), into: type)
        } else {
            type = try value(arguments[1].value)
        }
        emit(.isInstance, result, object, type, span)
        emit(.extra, 0, slot, span)
        return true
    }

    private static func isNames(_ expression: Expr) -> Bool {
        switch expression.kind {
        case .name: true
        case .tuple(let items): items.allSatisfy { if case .name = $0.kind { true } else { false } }
        default: false
        }
    }

    private mutating func place(_ arguments: [Argument], from base: Int) throws(SyntaxFault) {
        for (index, argument) in arguments.enumerated() {
            _ = try value(argument.value, into: base + index)
        }
    }

    private mutating func spreadCall(
        _ callee: Expr, _ arguments: [Argument], _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        let base = allocate(3)
        _ = try value(callee, into: base)
        emit(.buildList, base + 1, base + 1, 0, span)
        emit(.buildDict, base + 2, base + 2, 0, span)
        // As in CPython, positional and starred arguments come first wherever they stand, and a starred one that is alone
        // is gone through last.
        let positional = arguments.filter { !$0.kind.isNamed }
        let isAlone = positional.count == 1
        var alone: (register: Int, span: Span)?
        for argument in positional + arguments.filter({ $0.kind.isNamed }) {
            if case .starred = argument.kind, isAlone {
                alone = (try value(argument.value, into: allocate()), argument.value.span)
                continue
            }
            let mark = mark
            let register = try value(argument.value)
            switch argument.kind {
            case .positional: emit(.append, base + 1, register, argument.value.span)
            case .starred: emit(.extend, base + 1, register, argument.value.span)
            case .keyword(let name):
                let key = allocate()
                emit(.constant, key, builder.string(Array(machine.symbols[name.name].utf8)), name.span)
                emit(.mergeKeywords, base + 2, register, key, n: 1, argument.value.span)
            case .doubleStarred: emit(.mergeKeywords, base + 2, register, 0, n: 0, argument.value.span)
            }
            release(to: mark)
        }
        if let alone { emit(.extend, base + 1, alone.register, n: 1, alone.span) }
        emit(.callSpread, result, base, span)
    }

    /// `super()` without arguments means the class around the method and the method's first parameter.
    private mutating func superObject(_ result: Int, _ span: Span) throws(SyntaxFault) {
        guard case .free(let cell) = lookup(.class), builder.scope.kind == .function,
            let first = builder.scope.bound.first, builder.parts.parameters.positional.first != nil
        else { throw .unsupported("'super()' outside a method", span) }
        let receiver = load(Identifier(name: first, span: span), into: nil)
        emit(.superObject, result, cell, receiver, span)
    }

    // MARK: Functions

    /// Defaults are evaluated now, the function is made with them.
    mutating func function(_ function: Function, into target: Int?, _ span: Span) throws(SyntaxFault) -> Int {
        let parameters = function.parameters
        let result = target ?? allocate()
        let defaults = (parameters.positional + parameters.keywordOnly).compactMap { $0.defaultValue }
        let base = allocate(defaults.count)
        for (index, value) in defaults.enumerated() { _ = try self.value(value, into: base + index) }
        let isLambda = function.name.name == .lambda
        let scope = scopes[function.scope]
        let (index, _) = try nested(
            isLambda ? .lambda : .function, machine.symbols[function.name.name], function.scope,
            isGenerator: scope?.isGenerator ?? false, parameters: parameters
        ) { compiler throws(SyntaxFault) in
            try compiler.statements(function.body)
            compiler.emit(.return, compiler.noneRegister(), span)
        }
        emit(.makeFunction, result, index, base, span)
        return result
    }

    // MARK: Comprehensions

    private mutating func comprehension(
        _ comprehension: Comprehension, _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        guard let first = comprehension.clauses.first else { return }
        if comprehension.kind == .generator { return try generator(comprehension, first, result, span) }
        let iterator = allocate(2)
        emit(.getIterator, iterator, try value(first.iterable), n: 1, first.iterable.span)
        let collector = allocate()
        switch comprehension.kind {
        case .list, .generator: emit(.buildList, collector, collector, 0, span)
        case .set: emit(.buildSet, collector, collector, 0, span)
        case .dict: emit(.buildDict, collector, collector, 0, span)
        }
        let outer = builder.current
        let assigned = builder.assigned
        if let scope = scopes[comprehension.scope] {
            builder.current = scope
            for name in scope.bound {
                let register = declare(name, in: scope)
                emit(.deleteLocal, register, span)
                if scope.has(.shared, name) { emit(.makeCell, register, span) }
            }
        }
        try clauses(comprehension, from: 0, iterator: iterator) { compiler throws(SyntaxFault) in
            let element = try compiler.value(comprehension.element)
            switch comprehension.kind {
            case .list, .generator: compiler.emit(.append, collector, element, comprehension.element.span)
            case .set: compiler.emit(.addToSet, collector, element, comprehension.element.span)
            case .dict:
                if let value = comprehension.value {
                    compiler.emit(
                        .storePair, collector, element, try compiler.value(value), comprehension.element.span)
                }
            }
        }
        builder.current = outer
        builder.assigned = assigned
        emit(.move, result, collector, span)
    }

    /// One loop inside another; conditions jump to the next round.
    private mutating func clauses(
        _ comprehension: Comprehension, from index: Int, iterator: Int,
        body: (inout Compiler) throws(SyntaxFault) -> Void
    ) throws(SyntaxFault) {
        let clause = comprehension.clauses[index]
        let top = Label()
        let exit = Label()
        place(top)
        try advance(iterator, to: clause.target, orJumpTo: exit, clause.iterable.span)
        let mark = mark
        for condition in clause.conditions { try branch(condition, ifTrue: false, to: top) }
        if index + 1 < comprehension.clauses.count {
            let next = comprehension.clauses[index + 1]
            let inner = allocate(2)
            emit(.getIterator, inner, try value(next.iterable), n: 1, next.iterable.span)
            try clauses(comprehension, from: index + 1, iterator: inner, body: body)
        } else {
            try body(&self)
        }
        release(to: mark)
        // What appends the item goes on with the next one itself.
        let last = builder.here - 1
        if builder.parts.instructions[last].op == .append, builder.parts.instructions[last].c == 0,
            let start = top.position
        {
            builder.parts.instructions[last].c = UInt16(truncatingIfNeeded: start)
        } else {
            jump(.jump, to: top, clause.target.span)
        }
        place(exit)
    }

    /// A function that yields, called at once with the first iterator.
    private mutating func generator(
        _ comprehension: Comprehension, _ first: Comprehension.Clause, _ result: Int, _ span: Span
    ) throws(SyntaxFault) {
        let base = allocate(2)
        emit(.getIterator, base + 1, try value(first.iterable), first.iterable.span)
        var parameters = Function.Parameters()
        parameters.positional = [
            Function.Parameter(identifier: Identifier(name: .firstIterator, span: span), defaultValue: nil)
        ]
        let (index, _) = try nested(
            .generator, "<genexpr>", comprehension.scope, isGenerator: true, parameters: parameters
        ) { compiler throws(SyntaxFault) in
            try compiler.clauses(comprehension, from: 0, iterator: 0) { compiler throws(SyntaxFault) in
                let sent = compiler.allocate()
                let used = compiler.mark
                let element = try compiler.value(comprehension.element)
                compiler.emit(.yield, sent, element, used, comprehension.element.span)
            }
            compiler.emit(.return, compiler.noneRegister(), span)
        }
        emit(.makeFunction, base, index, base, span)
        emit(.call, result, base, 1, span)
    }
}

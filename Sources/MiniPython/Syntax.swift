import Source

/// The tree the parser builds and the compiler walks once. Every node has its span, for errors and for the origin of
/// Values; `depth` bounds the recursion of everything that walks the tree, whatever a text contains.
final class Expr {
    enum Kind {
        case int(Int64)
        case float(Double)
        case string([UInt8])
        case formatted([FormatPiece])
        case none
        case boolean(Bool)
        case ellipsis
        case name(Symbol)
        case tuple([Expr])
        case list([Expr])
        case set([Expr])
        /// A key of nothing is `**mapping`.
        case dict([(key: Expr?, value: Expr)])
        case comprehension(Comprehension)
        case unary(UnaryOperator, Expr)
        case binary(BinaryOperator, Expr, Expr)
        case logical(isAnd: Bool, [Expr])
        case compare(Expr, [(op: CompareOperator, right: Expr)])
        case conditional(test: Expr, then: Expr, otherwise: Expr)
        case lambda(Function)
        case call(Expr, [Argument])
        case attribute(Expr, Identifier)
        case item(Expr, Expr)
        case slice(Expr?, Expr?, Expr?)
        case starred(Expr)
        case walrus(Identifier, Expr)
        case yield(Expr?)
    }

    let kind: Kind
    let span: Span
    let depth: Int

    init(_ kind: Kind, _ span: Span, depth: Int) {
        self.kind = kind
        self.span = span
        self.depth = depth
    }
}

struct Identifier {
    let name: Symbol
    let span: Span
}

enum UnaryOperator {
    case minus, plus, invert, not
}

enum BinaryOperator: UInt8 {
    case add, sub, mul, div, floorDiv, mod, pow, matMul, shiftLeft, shiftRight, and, or, xor
}

enum CompareOperator: UInt8 {
    case less, lessEqual, equal, notEqual, greater, greaterEqual, `in`, notIn, `is`, isNot

    /// Whether it compares values as numbers are compared.
    var isOrder: Bool { rawValue <= CompareOperator.greaterEqual.rawValue }
}

/// A part of an f-string: text as it is, or a field in braces.
enum FormatPiece {
    case text([UInt8])
    case field(FormatField)
}

/// `{value!conversion:spec}`.
struct FormatField {
    let value: Expr
    /// `s`, `r`, `a`, or 0 for none.
    let conversion: UInt8
    /// The specification, itself made of text and fields; empty when there is none.
    let spec: [FormatPiece]
    /// Whether there was a colon, which a bare `{x:}` has too.
    let hasSpec: Bool

    /// The specification where it is known before the program runs.
    var plainSpec: [UInt8]? {
        if spec.isEmpty { return [] }
        if spec.count == 1, case .text(let text) = spec[0] { return text }
        return nil
    }
}

struct Argument {
    enum Kind {
        case positional
        case keyword(Identifier)
        case starred
        case doubleStarred

        /// A keyword or several of them.
        var isNamed: Bool {
            switch self {
            case .positional, .starred: false
            case .keyword, .doubleStarred: true
            }
        }
    }

    let kind: Kind
    let value: Expr
}

struct Comprehension {
    enum Kind {
        case list, set, dict, generator
    }

    let kind: Kind
    /// For a dict, its keys; `value` holds the values.
    let element: Expr
    let value: Expr?
    let clauses: [Clause]
    let scope: Int

    struct Clause {
        let target: Expr
        let iterable: Expr
        let conditions: [Expr]
    }
}

/// What `def` and `lambda` have in common.
final class Function {
    struct Parameter {
        let identifier: Identifier
        let defaultValue: Expr?
    }

    struct Parameters {
        /// Of the first `positionalOnly` of these the names cannot be used in a call.
        var positional: [Parameter] = []
        var positionalOnly = 0
        var starred: Identifier?
        var keywordOnly: [Parameter] = []
        var doubleStarred: Identifier?
    }

    let name: Identifier
    let parameters: Parameters
    let body: [Stmt]
    let scope: Int
    let annotations: [Expr]

    init(name: Identifier, parameters: Parameters, body: [Stmt], scope: Int, annotations: [Expr] = []) {
        self.name = name
        self.parameters = parameters
        self.body = body
        self.scope = scope
        self.annotations = annotations
    }
}

struct Stmt {
    indirect enum Kind {
        case expression(Expr)
        case assign(targets: [Expr], Expr)
        case augmented(Expr, BinaryOperator, Expr)
        case annotated(Expr, Expr, Expr?)
        case conditional([(test: Expr, body: [Stmt])], otherwise: [Stmt])
        case whileLoop(Expr, [Stmt], otherwise: [Stmt])
        case forLoop(target: Expr, iterable: Expr, [Stmt], otherwise: [Stmt])
        case function(Function, decorators: [Expr])
        case classDefinition(ClassDefinition)
        case returning(Expr?)
        case raise(Expr?, cause: Expr?)
        case tryBlock(TryBlock)
        case assert(Expr, Expr?)
        case delete([Expr])
        case global([Identifier])
        case nonlocal([Identifier])
        case importModules([(path: [Identifier], alias: Identifier?)])
        case importFrom(path: [Identifier], names: [(name: Identifier, alias: Identifier?)])
        case pass
        case breakLoop
        case continueLoop
    }

    let kind: Kind
    let span: Span
}

final class ClassDefinition {
    let name: Identifier
    let base: Expr?
    let body: [Stmt]
    let decorators: [Expr]
    let scope: Int

    init(name: Identifier, base: Expr?, body: [Stmt], decorators: [Expr], scope: Int) {
        self.name = name
        self.base = base
        self.body = body
        self.decorators = decorators
        self.scope = scope
    }
}

struct TryBlock {
    struct Handler {
        let type: Expr?
        let name: Identifier?
        let body: [Stmt]
        let span: Span
    }

    let body: [Stmt]
    let handlers: [Handler]
    let otherwise: [Stmt]
    let finally: [Stmt]
}

import Micrograd
import Source

/// What a page may use up. Fuel instead of time-outs: a program stops at the same step on every machine.
public struct Budget: Sendable {
    /// Instructions, and items that built-in functions go through.
    public var steps = 20_000_000
    /// Calls in progress; CPython's own limit.
    public var depth = 1000
    /// Calls in progress that go through a built-in function, such as `sorted` with a key; these need native stack.
    public var nativeDepth = 120
    /// Items of a container, or bytes of a text, that one operation makes; and objects and items of containers that are in
    /// use when memory is looked through, which is when as many were made as were in use the last time.
    public var heap = 4_000_000
    /// Numbers on the tape.
    public var tape = 2_000_000
    /// Bytes printed.
    public var output = 1_000_000

    public init() {}
}

/// What became of a snippet.
public struct SnippetRun: Sendable {
    /// A piece of the output and what printed it.
    public struct Printed: Sendable {
        /// Offset in the output's UTF-8 behind the piece's last byte.
        public let end: Int
        public let location: Diagnostic.Location
    }

    public let output: String
    public let failure: Failure?
    /// In order, of an interpreter that keeps origins; empty otherwise. Neighbours that one place printed are one piece.
    public let printed: [Printed]
    /// The snippet's tokens; nil where it has a mistake that ended them.
    public let scan: ScannedSnippet?
}

/// The first thing that went wrong in a snippet.
public struct Failure: Sendable {
    public enum Kind: Sendable {
        /// CPython raises this too.
        case raised
        /// CPython refuses the text too.
        case syntax
        /// Python that is not in the subset.
        case unsupported
        case budget
    }

    public let kind: Kind
    /// The last line CPython would print: `ZeroDivisionError: float division by zero`.
    public let message: String
    /// At its place in the file, with the calls that led there as notes.
    public let diagnostic: Diagnostic
}

/// The value of an inline expression.
public struct Evaluation: Sendable {
    /// Formatted as an f-string would.
    public let text: String
    /// When the value is an int, bool or float and no format or conversion was given.
    public let number: Double?
    /// Exact, when it is an int.
    public let integer: Int?
}

/// One namespace: a page. Not Sendable; several may live side by side, since nothing is shared between them.
public final class Interpreter {
    let machine: Machine
    public var tape: Tape { machine.tape }

    /// - Parameters:
    ///   - keepsOrigins: whether it is to be known which line bound a name, set an attribute of a Value or printed
    ///     something, so that a number on a page can be explained.
    ///   - mutant: the mistake in the engine; nil for the healthy one.
    public init(budget: Budget = Budget(), keepsOrigins: Bool = false, mutant: Mutant? = nil) {
        machine = Machine(budget, Pace(), keepsOrigins: keepsOrigins, mutant: mutant)
    }

    init(budget: Budget, pace: Pace) {
        machine = Machine(budget, pace)
    }

    /// Runs a snippet to its end or its first failure. What it printed is in the result, also when it failed.
    public func run(_ source: SourceSlice) -> SnippetRun {
        machine.output = []
        machine.prints = []
        var failure: Failure?
        var scan: ScannedSnippet?
        do throws(SyntaxFault) {
            let tokens = try Scanner.tokens(of: source.bytes)
            scan = ScannedSnippet(bytes: source.bytes, tokens: tokens)
            let code = try Compiler.module(source, tokens, machine: machine)
            do throws(Fault) {
                try run(code)
            } catch {
                failure = report(error, source)
            }
        } catch {
            failure = report(error, source)
        }
        machine.dropTraces()
        var printed: [SnippetRun.Printed] = []
        for (end, tag) in machine.prints {
            if let location = machine.origin(tag: tag) {
                printed.append(SnippetRun.Printed(end: end, location: location))
            }
        }
        return SnippetRun(
            output: String(decoding: machine.output, as: UTF8.self), failure: failure, printed: printed,
            scan: scan)
    }

    private func run(_ code: Code) throws(Fault) {
        do throws(Fault) {
            _ = try machine.runModule(code)
        } catch {
            if case .raised = error { try machine.refuseUnfinished() }
            throw error
        }
        try machine.refuseUnfinished()
    }

    /// Evaluates what may stand inside the braces of a Python f-string. Never changes namespace, objects, gradients,
    /// labels or the tape; an expression that would is refused.
    public func evaluate(_ field: SourceSlice) throws(Diagnostic) -> Evaluation {
        try evaluate(parsed(field), field).evaluation
    }

    /// The same, looked at closely as well: the text is read once.
    public func evaluateClosely(
        _ field: SourceSlice
    ) throws(Diagnostic) -> (evaluation: Evaluation, reading: Reading?) {
        let parsed = try parsed(field)
        let (evaluation, number) = try evaluate(parsed, field)
        return (evaluation, reading(of: parsed.field, in: field, isNumber: number, shown: evaluation.text))
    }

    private func parsed(_ field: SourceSlice) throws(Diagnostic) -> (field: FormatField, scopes: Int) {
        do throws(SyntaxFault) {
            return try Parser.field(field.bytes, machine.symbols)
        } catch {
            throw report(error, field).diagnostic
        }
    }

    /// - Returns: the value too where it is a number that is shown as it is.
    private func evaluate(
        _ parsed: (field: FormatField, scopes: Int), _ source: SourceSlice
    ) throws(Diagnostic) -> (evaluation: Evaluation, number: PyValue?) {
        let field = parsed.field
        let isFormatted = field.conversion != 0 || field.hasSpec
        // What goes wrong here goes wrong below too, where the place of it is known.
        if let spec = field.plainSpec, let value = machine.glance(at: field.value), Self.isPlain(value),
            let text = try? machine.purely({ machine throws(Fault) in
                try machine.formatted(value, conversion: field.conversion, spec: spec)
            })
        {
            return Self.evaluation(of: value, text, isFormatted)
        }
        let code: Code
        do throws(SyntaxFault) {
            code = try Compiler.field(parsed, source, machine: machine)
        } catch {
            throw report(error, source).diagnostic
        }
        do throws(Fault) {
            return try machine.purely { machine throws(Fault) in
                let value = try machine.runModule(code)
                let text = isFormatted ? value : try machine.formatted(value, spec: [])
                return Self.evaluation(of: value, text, isFormatted)
            }
        } catch {
            throw report(error, source).diagnostic
        }
    }

    /// Whether no program of the author's has a say in how it is shown.
    private static func isPlain(_ value: PyValue) -> Bool {
        value.number != nil || value.string != nil || value.object?.value != nil
    }

    private static func evaluation(
        of value: PyValue, _ text: PyValue, _ isFormatted: Bool
    ) -> (evaluation: Evaluation, number: PyValue?) {
        let text = String(decoding: text.string?.bytes ?? [], as: UTF8.self)
        if isFormatted { return (Evaluation(text: text, number: nil, integer: nil), nil) }
        var integer: Int?
        if case .int(let exact) = value { integer = Int(exactly: exact) }
        let number = value.number
        return (Evaluation(text: text, number: number, integer: integer), number == nil ? nil : value)
    }

    /// An expression that must name a Value, for figures. It may put numbers on the tape and changes nothing else.
    public func node(_ expression: SourceSlice) throws(Diagnostic) -> Tape.Node {
        let code: Code
        do throws(SyntaxFault) {
            code = try Compiler.expression(expression, machine: machine)
        } catch {
            throw report(error, expression).diagnostic
        }
        let value: PyValue
        do throws(Fault) {
            value = try machine.purely(keepsTape: true) { machine throws(Fault) in try machine.runModule(code) }
        } catch {
            throw report(error, expression).diagnostic
        }
        if let node = value.object?.value { return node.node }
        throw Diagnostic(
            "figure-needs-value", "expected a Value, got \(machine.typeName(value))", at: expression.file,
            expression.fileSpan(Span(0, expression.bytes.count))
        ).noting("name a Value of the snippets above")
    }

    /// The latest `backward()` that the program called on this node, as recorded then.
    public func backwardTrace(of node: Tape.Node) -> BackwardTrace? {
        machine.traces[node].map { machine.tape.trace($0) }
    }

    /// A backward pass that the program made, with the place that asked for it.
    public struct Pass {
        public let root: Tape.Node
        public let trace: BackwardTrace
        /// Where the number that was asked for stands in the graph.
        public let place: Int
        /// Which of the program's passes it was, from 1.
        public let number: Int
        public let location: Diagnostic.Location?
    }

    /// The latest recorded pass that a number took part in, if it left the number the gradient that it has now; nil where
    /// the program has changed it since, or the pass was not kept.
    /// - Complexity: O(numbers of all recorded passes).
    public func pass(behindGradientOf node: Tape.Node) -> Pass? {
        var latest: (root: Tape.Node, record: BackwardRecord, place: Int)?
        for (root, record) in machine.traces where record.number > latest?.record.number ?? 0 {
            if let place = record.content.place(of: node) { latest = (root, record, place) }
        }
        guard let (root, record, place) = latest else { return nil }
        let trace = machine.tape.trace(record)
        guard trace.graph.nodes[place].grad.bitPattern == machine.tape.grad(node).bitPattern else { return nil }
        return Pass(
            root: root, trace: trace, place: place, number: record.number, location: machine.origin(tag: record.tag))
    }

    /// What is known of the backward passes so far; of an interpreter that audits them.
    public var audits: AuditLog { machine.audits }

    /// From here on backward passes are audited.
    public func beginAudits() { machine.audits = AuditLog(isOn: true) }

    /// The backward pass that `backward()` would make from a root whose gradients are zero, on a copy of its graph: what a
    /// figure shows where the program has made none. It is audited as the others are.
    public func rehearsedBackward(from root: Tape.Node, at place: Diagnostic.Location) -> BackwardTrace {
        let tape = machine.tape
        let nodes = tape.reachable(from: root)
        let gradients = nodes.map { tape.grad($0) }
        for node in nodes { tape.setGrad(node, 0) }
        let isAudited = machine.audits.wants(nodes.count)
        let pass = machine.writtenBackward(from: root)
        let trace = tape.trace(of: pass)
        for (node, gradient) in zip(nodes, gradients) { tape.setGrad(node, gradient) }
        if isAudited { machine.audits.note(pass, on: tape, name: tape.name(root), at: place) }
        return trace
    }

    /// The source that made a node.
    public func origin(of node: Tape.Node) -> Diagnostic.Location? {
        machine.origin(tag: machine.tape.origin(node))
    }

    /// Empties the namespace.
    public func reset() { machine.reset() }

    /// The steps still left of the budget.
    public var stepsLeft: Int { machine.stepsLeft }
}

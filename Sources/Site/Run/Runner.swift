import Micrograd
import MiniPython
import Source

/// Runs the pages of a lesson: snippets in page order in one namespace a page, and between them the spans, figures and
/// cards, each where it stands. It knows the engine and the snippet language and nothing of HTML.
struct Runner {
    /// What the site allows a page.
    let budget: PageBudget
    /// The mistake in the engine; nil for the healthy one.
    var mutant: Mutant?
    /// Whether backward passes are audited.
    var audits = true
    /// Looks on while a page runs; nil where nobody does.
    var watch: Watch?
    /// Tells the operations behind a number, at the moment it is computed; nil where nobody asks.
    var tell: ((Reading, Interpreter) -> [String])?

    /// Told of everything that was computed, at the moment it was: the namespace is still what it was there.
    typealias Watch = (Moment, Interpreter) -> Void

    enum Moment {
        case computed(Computed)
        case figure(FigureSource, FigureRun)
        case ran(Snippet, SnippetRun)
    }

    func run(_ lesson: Lesson) -> LessonRun {
        LessonRun(lesson: lesson, pages: lesson.pages.map { run($0, of: lesson) })
    }

    func run(_ page: LessonPage, of lesson: Lesson) -> PageRun {
        let interpreter = Interpreter(
            budget: Budget(page.matter.budget.completed(by: budget)), keepsOrigins: true, mutant: mutant)
        for earlier in lesson.predecessors(of: page) ?? [] {
            for case .snippet(let snippet) in earlier.items.map(\.content) where !snippet.isStatic {
                // What fails there is reported there.
                if snippet.isFresh { interpreter.reset() }
                _ = interpreter.run(snippet.code)
            }
        }
        // What earlier pages run is audited there.
        if audits { interpreter.beginAudits() }
        var run = Run(interpreter: interpreter, file: page.file, watch: watch, tell: tell)
        let results = page.items.map { run.result(of: $0.content) }
        let matter = page.matter
        let matterRun = MatterRun(
            title: matter.title.map { run.inline($0) }, summary: matter.summary.map { run.inline($0) },
            objectives: matter.objectives.map { run.inline($0) },
            prerequisites: matter.prerequisites.map { run.inline($0) })
        let audits = interpreter.audits
        return PageRun(
            page: page, results: results, matter: matterRun,
            problems: run.problems + audits.failures.map { AuditReport($0, in: page.file).diagnostic }, audits: audits)
    }

    /// One page while it runs.
    private struct Run {
        let interpreter: Interpreter
        let file: SourceFile
        let watch: Watch?
        let tell: ((Reading, Interpreter) -> [String])?
        var problems: [Diagnostic] = []
        /// Whether a snippet failed that should not have: names it would have bound are missing after it.
        var isIncomplete = false
        /// What was computed since the program last ran, by what stands between the braces: as long as nothing runs, nothing
        /// changes, and what a text and a table both show is worked out once. By bytes: to Swift a letter with an accent is the
        /// same in one piece and in two, and to Python it is not.
        private var known: [[UInt8]: Computed] = [:]

        init(
            interpreter: Interpreter, file: SourceFile, watch: Watch?,
            tell: ((Reading, Interpreter) -> [String])?
        ) {
            (self.interpreter, self.file, self.watch, self.tell) = (interpreter, file, watch, tell)
        }

        mutating func result(of content: PageItem.Content) -> ItemResult {
            switch content {
            case .snippet(let snippet): return .snippet(run(snippet))
            case .computed(let span): return evaluate(span).map(ItemResult.computed) ?? .failed
            case .figure(let figure): return self.figure(figure)
            case .cards(let fence):
                return .cards(
                    fence.cards.map { card in
                        card.codeSpans.map { $0.isMath || fence.include != nil ? nil : codeSpan($0.content) }
                    })
            case .output, .source: return .plain
            }
        }

        mutating func inline(_ text: FrontMatter.Text) -> InlineRun {
            let text = InlineText(text, in: file)
            problems += text.problems
            return InlineRun(text: text, results: text.spans.map { evaluate($0.span) })
        }

        private mutating func run(_ snippet: Snippet) -> SnippetRun? {
            guard !snippet.isStatic else { return nil }
            known.removeAll()
            if snippet.isFresh { interpreter.reset() }
            let run = interpreter.run(snippet.code)
            watch?(.ran(snippet, run), interpreter)
            if let failure = run.failure {
                if snippet.raises, failure.kind == .raised { return run }
                isIncomplete = true
                report(failure.diagnostic)
            } else if snippet.raises {
                problems.append(
                    Diagnostic("raises-nothing", "the snippet should fail and does not", at: file, snippet.fence)
                        .noting("remove `raises`, or make it fail"))
            }
            return run
        }

        private mutating func evaluate(_ span: ComputedSpan) -> Computed? {
            let field = Array(span.field.bytes)
            if let known = known[field] {
                let computed = Computed(
                    span: span, evaluation: known.evaluation, reading: known.reading, chain: known.chain)
                watch?(.computed(computed), interpreter)
                return computed
            }
            do {
                let (evaluation, reading) = try interpreter.evaluateClosely(span.field)
                let computed = Computed(
                    span: span, evaluation: evaluation, reading: reading,
                    chain: reading.flatMap { tell?($0, interpreter) } ?? [])
                watch?(.computed(computed), interpreter)
                known[field] = computed
                return computed
            } catch {
                report(error)
                return nil
            }
        }

        private mutating func codeSpan(_ slice: SourceSlice) -> Computed? {
            switch ComputedSpan.read(slice) {
            case nil: return nil
            case .failure(let problem):
                problems.append(problem)
                return nil
            case .success(let span): return evaluate(span)
            }
        }

        /// The longest table that is shown.
        private static let tableLimit = 500

        private mutating func figure(_ figure: FigureSource) -> ItemResult {
            // It may put numbers on the tape.
            known.removeAll()
            let node: Tape.Node
            do {
                node = try interpreter.node(figure.expression)
            } catch {
                report(error)
                return .failed
            }
            let tape = interpreter.tape
            let count = tape.reachable(from: node).count
            let limit =
                switch figure.kind {
                case .graph, .steps: GraphTooLarge.limit
                case .practice: PracticeRun.limit
                case .forward, .backward: Self.tableLimit
                }
            if count > limit {
                problems.append(
                    Diagnostic(
                        "figure-too-large",
                        "a `\(figure.kind.rawValue)` figure of \(count) numbers is too large to be read",
                        at: file, figure.fence
                    ).noting("show a part of at most \(limit)"))
                return .failed
            }
            let content: FigureRun.Content
            switch figure.kind {
            case .forward, .graph: content = .graph(tape.recorded(from: node))
            case .backward, .steps: content = .pass(backwardTrace(of: node, figure))
            case .practice:
                do {
                    content = .practice(
                        try PracticeRun(backwardTrace(of: node, figure), figure, in: file, interpreter.node))
                } catch {
                    report(error)
                    return .failed
                }
            }
            var run = FigureRun(content: content, caption: figure.caption.map { inline($0) })
            run.parameters = parameters(figure.parameters, of: run.graph)
            if figure.kind == .graph { run.pass = pass(behind: run.graph, of: node) }
            watch?(.figure(figure, run), interpreter)
            return .figure(run)
        }

        /// The places of given numbers by their names in the figure.
        private mutating func parameters(_ texts: [FrontMatter.Text], of graph: RecordedGraph) -> Set<Int> {
            if texts.isEmpty { return [] }
            let names = NodeNames(graph)
            let given = graph.nodes.indices.filter { graph.nodes[$0].op == .leaf }
            var places: Set<Int> = []
            for text in texts {
                let found = given.filter { names[$0] == text.text }
                places.formUnion(found)
                guard found.isEmpty else { continue }
                let known = given.filter { !graph.nodes[$0].name.isEmpty }.map { names[$0] }
                problems.append(
                    Diagnostic(
                        "figure-parameter", "the graph has no given number `\(text.text)`", at: file, text.span
                    ).meaning(
                        Spelling.nearest(to: text.text, among: known),
                        else: known.isEmpty
                            ? "none of its given numbers has a name" : "it has \(known.joined(separator: ", "))"))
            }
            return places
        }

        /// The latest pass from a root, if nothing has changed since in the graph that it left.
        private func pass(behind graph: RecordedGraph, of root: Tape.Node) -> BackwardTrace? {
            guard let trace = interpreter.backwardTrace(of: root), trace.graph.nodes.count == graph.nodes.count else {
                return nil
            }
            let isSame = zip(trace.graph.nodes, graph.nodes).allSatisfy {
                $0.data.bitPattern == $1.data.bitPattern && $0.grad.bitPattern == $1.grad.bitPattern
            }
            return isSame ? trace : nil
        }

        /// The latest pass on a Value, or one on a copy where there is none.
        private func backwardTrace(of node: Tape.Node, _ figure: FigureSource) -> BackwardTrace {
            interpreter.backwardTrace(of: node)
                ?? interpreter.rehearsedBackward(from: node, at: .init(file, figure.fence))
        }

        /// A failed snippet is one finding, not one for every name it did not come to bind.
        private mutating func report(_ problem: Diagnostic) {
            if isIncomplete, problem.message.hasPrefix("NameError"), !problems.isEmpty { return }
            problems.append(problem)
        }
    }
}

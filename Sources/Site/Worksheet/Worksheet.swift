import Micrograd
import Source

/// A lesson's backward pass to be worked by hand, with other numbers for every pupil, and the keys to it: what the printed
/// worksheet is made of. Whoever makes it again from the same lesson and seed gets the same; no clock is asked.
public struct Worksheet: Sendable {
    /// What is wanted.
    public enum Order: Sendable {
        case variants(Int, seed: UInt64)
        /// One sheet again.
        case sheet(WorksheetCode)
    }

    /// The numbers of one pupil, with the engine's answers.
    struct Variant: Sendable {
        let code: WorksheetCode
        let trace: BackwardTrace
        let pass: HandPass
    }

    /// More numbers have no room on a page.
    static let limit = 14

    /// The lesson's.
    let title: String
    let lesson: String
    let language: String
    let expression: WorksheetExpression
    let variants: [Variant]

    init(
        _ run: LessonRun, title: String, language: String, of root: String?, _ order: Order
    ) throws(Diagnostic) {
        let figure = try WorksheetFigure(run, of: root)
        let search = WorksheetSearch(expression: WorksheetExpression(figure.graph))
        let wanted: (count: Int, seed: UInt64) =
            switch order {
            case .variants(let count, let seed): (count, seed)
            case .sheet(let code): (code.number, code.seed)
            }
        if figure.graph.nodes.count > Self.limit {
            throw figure.refused(
                "worksheet-too-large", "a worksheet of \(figure.graph.nodes.count) numbers has no room on a page",
                "name a smaller one with `--figure`: a page has room for \(Self.limit) numbers")
        }
        if figure.graph.nodes.count < 2 {
            throw figure.refused(
                "worksheet-figure", "the pass of a given number alone leaves nothing to work out",
                "name another figure with `--figure`")
        }
        let found = search.variants(wanted.count, seed: wanted.seed)
        if found.count < wanted.count { throw figure.tooFew(found.count, of: wanted.count, search) }
        let variants = found.enumerated().map { index, found in
            Variant(
                code: WorksheetCode(
                    seed: wanted.seed, number: index + 1, expression: search.expression, numbers: found.numbers),
                trace: found.trace, pass: found.pass)
        }
        switch order {
        case .variants: self.variants = variants
        case .sheet(let code):
            self.variants = Array(variants.suffix(1))
            if let made = variants.last?.code, made != code {
                throw figure.refused(
                    "worksheet-changed",
                    "the sheet \(code.text) was made from something else than `\(figure.name)` is now",
                    "from this lesson and seed it is \(made.text): the expression has changed, or it is another's code")
            }
        }
        for variant in self.variants where !Audit(variant.trace).findings.isEmpty {
            throw figure.refused(
                "audit-failed", "the audit does not confirm the gradients of sheet \(variant.code.text)",
                "this is a fault of the engine: please report it")
        }
        self.title = title
        lesson = run.lesson.path
        self.language = language
        expression = search.expression
    }

    /// One HTML file to print: the sheets, a page each, then the keys.
    public func html(paper: Paper) -> String { WorksheetPage(self, paper: paper).document.text }

    /// The same as a PDF that asks for one side of the paper: a key has no place on the back of a sheet.
    /// - Parameter output: the file it is for, of which messages speak.
    public func pdf(paper: Paper, for output: String) throws(WriteError) -> [UInt8] {
        let pdf = try PDFPrinter.found(for: output).pdf(of: html(paper: paper), for: output)
        return PDFPreferences(sides: .oneSided).added(to: pdf)
    }
}

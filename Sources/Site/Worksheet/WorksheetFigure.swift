import Micrograd
import Source

/// The figure of a lesson that a worksheet is made from: the one whose Value is named, or else the first that the reader
/// works, `practice`, or is shown, `steps` and then `backward`. It knows where the figure stands, so that what is wrong
/// with it is said there.
struct WorksheetFigure {
    let name: String
    let graph: RecordedGraph
    private let file: SourceFile
    private let span: Span

    private static let kinds: [FigureSource.Kind] = [.practice, .steps, .backward]

    /// - Parameter root: the expression behind the figure's word; nil where none is named.
    init(_ run: LessonRun, of root: String?) throws(Diagnostic) {
        var all: [(kind: FigureSource.Kind, figure: WorksheetFigure)] = []
        for page in run.pages {
            for (item, result) in zip(page.page.items, page.results) {
                guard case .figure(let source) = item.content, case .figure(let figure) = result,
                    Self.kinds.contains(source.kind)
                else { continue }
                all.append(
                    (
                        source.kind,
                        WorksheetFigure(
                            name: source.expression.text, graph: figure.graph, file: page.page.file, span: source.fence)
                    ))
            }
        }
        let inOrder = Self.kinds.flatMap { kind in all.filter { $0.kind == kind }.map(\.figure) }
        if let found = inOrder.first(where: { root == nil || $0.name == root }) {
            self = found
            return
        }
        let page = run.page(.lesson) ?? run.pages[0]
        let place = (page.page.file, Span(0, 0))
        guard let root, !inOrder.isEmpty else {
            throw Diagnostic(
                "worksheet-figure", "the lesson has no backward pass to make a worksheet from", at: place.0, place.1
            ).noting("add a `practice`, `steps` or `backward` figure")
        }
        var names: [String] = []
        for figure in inOrder where !names.contains(figure.name) { names.append(figure.name) }
        throw Diagnostic(
            "worksheet-figure", "the lesson has no backward pass of `\(root)`", at: place.0, place.1
        ).noting("it has those of \(names.map { "`\($0)`" }.joined(separator: ", "))")
    }

    private init(name: String, graph: RecordedGraph, file: SourceFile, span: Span) {
        self.name = name
        self.graph = graph
        self.file = file
        self.span = span
    }

    func refused(_ id: String, _ message: String, _ note: String) -> Diagnostic {
        Diagnostic(id, message, at: file, span).noting(note)
    }

    func tooFew(_ count: Int, of wanted: Int, _ search: WorksheetSearch) -> Diagnostic {
        let ways = Self.grouped(search.wayCount)
        let looked = search.isExhaustive ? "of \(ways) ways to number" : "of \(ways) ways that were tried to number"
        let variants = count == 0 ? "none" : count == 1 ? "only one" : "only \(count)"
        let tells = count == 1 ? "tells" : "tell"
        return Diagnostic(
            "worksheet-too-few",
            "\(looked) `\(name)` by hand, \(variants) \(tells) every typical mistake apart, and \(wanted) are wanted",
            at: file, span
        ).noting(
            count == 0
                ? "make it from another figure, with products and sums of whole numbers"
                : "ask for fewer, or make it from another figure")
    }

    /// With commas, as in `100,000`.
    private static func grouped(_ number: Int) -> String {
        number < 1000 ? "\(number)" : "\(number / 1000),\(String(number % 1000 + 1000).dropFirst())"
    }
}

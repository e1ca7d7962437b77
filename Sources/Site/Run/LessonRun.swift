import Micrograd
import MiniPython
import Source

/// A lesson after it was run: for everything on its pages that computes, what it computed. What Run gives to Weave,
/// Verify and Deck.
struct LessonRun {
    let lesson: Lesson
    let pages: [PageRun]

    func page(_ kind: Page.Kind) -> PageRun? { pages.first { $0.page.kind == kind } }
}

/// A page after it was run.
struct PageRun {
    let page: LessonPage
    /// One result per item of the page, in the same order.
    let results: [ItemResult]
    let matter: MatterRun
    /// What went wrong while running.
    let problems: [Diagnostic]
    /// What became of its backward passes.
    let audits: AuditLog
}

/// The front matter's texts with their numbers.
struct MatterRun {
    let title: InlineRun?
    let summary: InlineRun?
    let objectives: [InlineRun]
    let prerequisites: [InlineRun]

    var all: [InlineRun] { [title, summary].compactMap { $0 } + objectives + prerequisites }
}

/// An inline text with one result per computed span of it.
struct InlineRun {
    let text: InlineText
    let results: [Computed?]
}

/// A computed number, with what was claimed of it. Many look at it, so it is an object.
final class Computed {
    let span: ComputedSpan
    let evaluation: Evaluation
    /// Its value in full and where that comes from.
    let reading: Reading?
    /// The operations behind it, a line each, indented by how far they are from it; empty where nobody asked for them.
    let chain: [String]

    init(span: ComputedSpan, evaluation: Evaluation, reading: Reading?, chain: [String] = []) {
        (self.span, self.evaluation, self.reading, self.chain) = (span, evaluation, reading, chain)
    }
}

/// Indirect, for results are handed around in lists.
indirect enum ItemResult {
    /// What a snippet printed, and how it ended; nil for a static one.
    case snippet(SnippetRun?)
    case computed(Computed)
    case figure(FigureRun)
    /// One list per card, one entry per code span of its text; nil for an ordinary code span.
    case cards([[Computed?]])
    /// Nothing was to be run.
    case plain
    /// It could not be computed; the problem is among the page's.
    case failed
}

/// What a figure shows: the graph as it was where the figure stands.
struct FigureRun {
    enum Content {
        case graph(RecordedGraph)
        case pass(BackwardTrace)
        case practice(PracticeRun)
    }

    let content: Content
    /// Of a drawn graph: the backward pass that left it the gradients that it has; nil where they come from elsewhere, or
    /// from nowhere.
    var pass: BackwardTrace?
    /// The places of the numbers that a drawing shows as parameters.
    var parameters: Set<Int> = []

    var graph: RecordedGraph {
        switch content {
        case .graph(let graph): graph
        case .pass(let trace): trace.graph
        case .practice(let practice): practice.pass.graph
        }
    }

    let caption: InlineRun?
}

import Markup
import MiniPython
import Source

/// Finds every computed number of a page that was run: spans, cards, printed lines, cells of figures, front matter.
struct PageNumbers {
    private(set) var entries: [NumberEntry] = []
    private let run: PageRun

    init(_ run: PageRun) {
        self.run = run
        for (index, (item, result)) in zip(run.page.items, run.results).enumerated() {
            switch (item.content, result) {
            case (.snippet(let snippet), .snippet(let snippetRun?)): addOutput(of: snippet, snippetRun, index)
            case (_, .computed(let number)): add(number, role(of: item.node))
            case (.figure(let source), .figure(let figure)): add(figure, source)
            case (.cards(let fence), .cards(let values)):
                for (card, numbers) in zip(fence.cards, values) {
                    for number in numbers.compactMap({ $0 }) { add(number, .card, card: card.id) }
                }
            default: break
            }
        }
        let matter = run.matter
        add(matter.title, .title)
        add(matter.summary, .summary)
        for objective in matter.objectives { add(objective, .objective) }
        for prerequisite in matter.prerequisites { add(prerequisite, .prerequisite) }
    }

    private var file: SourceFile { run.page.file }

    private mutating func add(_ inline: InlineRun?, _ role: NumberEntry.Role) {
        for number in inline?.results.compactMap({ $0 }) ?? [] { add(number, role) }
    }

    private mutating func add(_ number: Computed, _ role: NumberEntry.Role, card: String? = nil) {
        // From the `=` on, where the span was written.
        let place = file.position(at: number.span.field.fileOffset(0))
        entries.append(
            NumberEntry(
                role: role, expression: number.span.field.text,
                value: number.reading?.value ?? number.evaluation.text, type: number.reading?.type ?? "str",
                shown: number.span.claim?.text ?? number.evaluation.text, claim: number.span.claim?.text, card: card,
                line: place.line, column: place.column))
    }

    private func role(of node: Document.Node) -> NumberEntry.Role {
        let document = run.page.document
        var role = NumberEntry.Role.text
        var ancestor = document.parent(node)
        while let current = ancestor {
            switch document.kind(current) {
            case .image: return .alt
            case .heading: role = .heading
            case .tableCell: role = .table
            default: break
            }
            ancestor = document.parent(current)
        }
        return role
    }

    // MARK: Output

    private mutating func addOutput(of snippet: Snippet, _ snippetRun: SnippetRun, _ index: Int) {
        for line in OutputLines(snippet, snippetRun, claimedBy: claim(behind: index)) {
            let place = file.position(at: line.place)
            entries.append(
                NumberEntry(
                    role: .output, expression: line.statement, value: line.text, type: "str", line: place.line,
                    column: place.column))
        }
    }

    /// The `output` fence on a snippet.
    private func claim(behind index: Int) -> OutputClaim? {
        guard index + 1 < run.page.items.count, case .output(let claim) = run.page.items[index + 1].content else {
            return nil
        }
        return claim
    }

    // MARK: Figures

    private mutating func add(_ figure: FigureRun, _ source: FigureSource) {
        let place = file.position(at: source.fence.start)
        for cell in FigureCells(figure, source.kind).cells {
            let number = FigureNumber(cell.value)
            entries.append(
                NumberEntry(
                    role: cell.role, expression: source.expression.text, value: number.exact, type: "float",
                    shown: number.code, row: cell.row, cell: cell.column, line: place.line, column: place.column))
        }
        add(figure.caption, .caption)
    }
}

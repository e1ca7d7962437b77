import Micrograd
import MiniPython
import Source

/// Explains the computed numbers of one page: it runs the page and looks at each number at the moment it is computed, for
/// a line further down its names may mean something else.
struct Explainer {
    let page: LessonPage
    let lesson: Lesson
    let budget: PageBudget

    /// A number on the page and how it came to be.
    struct Found {
        /// What belongs to it in the file.
        let span: Span
        /// As it is named when it is the nearest: `a.grad`.
        let name: String
        let explanation: Explanation
    }

    /// The explanations of what stands at a place, in order; or a finding that names what is near it.
    func explain(_ place: PagePlace) throws(Pipeline.Failure) -> [Explanation] {
        let (found, problems) = everything()
        let file = page.file
        guard place.line <= file.lineStarts.count else {
            let last = max(0, file.lineStarts.count - 1)
            throw Pipeline.Failure([
                Diagnostic(
                    "explain-nothing", "the page has no line \(place.line)", at: file,
                    Span(file.lineStarts[last], file.lineStarts[last])
                ).noting("its last line is \(last + 1)")
            ])
        }
        let line = file.lineSpan(place.line - 1)
        let onLine = found.filter { $0.span.start <= line.end && $0.span.end > line.start }
        guard let column = place.column else {
            if onLine.isEmpty { throw Pipeline.Failure([nothing(at: line, on: onLine, found)] + problems) }
            return onLine.map(\.explanation)
        }
        let offset = Self.offset(of: column, in: line, file)
        let hit = onLine.filter { $0.span.start <= offset && offset < $0.span.end }
        // The smallest: a caption's number stands inside its figure.
        if let best = hit.min(by: { $0.span.end - $0.span.start < $1.span.end - $1.span.start }) {
            return [best.explanation]
        }
        throw Pipeline.Failure([nothing(at: Span(offset, offset), on: onLine, found)] + problems)
    }

    private static func offset(of column: Int, in line: Span, _ file: SourceFile) -> Int {
        var offset = line.start
        var left = column - 1
        while offset < line.end, left > 0 {
            offset += 1
            while offset < line.end, file.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            left -= 1
        }
        return offset
    }

    private func nothing(at span: Span, on line: [Found], _ all: [Found]) -> Diagnostic {
        let problem = Diagnostic("explain-nothing", "no number is computed here", at: page.file, span)
        func list(_ texts: [String]) -> String {
            texts.count < 2
                ? texts.joined() : texts.dropLast().joined(separator: ", ") + " and " + texts[texts.count - 1]
        }
        func place(_ found: Found) -> SourceFile.Position { page.file.position(at: found.span.start) }
        if !line.isEmpty {
            let nearest = line.sorted { distance($0, span) < distance($1, span) }.prefix(5)
                .sorted { $0.span.start < $1.span.start }
            let names = nearest.map { "`\($0.name)` at \(place($0).line):\(place($0).column)" }
            return problem.noting("on this line \(names.count == 1 ? "is" : "are") \(list(names))")
        }
        let above = all.last { $0.span.end <= span.start }
        let below = all.first { $0.span.start > span.start }
        let names = [above, below].compactMap { $0 }.map { "`\($0.name)` at \(place($0).line):\(place($0).column)" }
        return problem.noting(
            names.isEmpty
                ? "nothing on this page is computed" : "the nearest \(names.count == 1 ? "is" : "are") \(list(names))")
    }

    private func distance(_ found: Found, _ span: Span) -> Int {
        max(0, found.span.start - span.end, span.start - found.span.end)
    }

    // MARK: The page, explained

    /// Every number of the page, by place, and what kept the page from being run whole.
    private func everything() -> (found: [Found], problems: [Diagnostic]) {
        var found: [Found] = []
        var runner = Runner(budget: budget)
        let file = page.file
        let claims = Dictionary(
            zip(page.items, page.items.dropFirst()).compactMap { item, next -> (Int, OutputClaim)? in
                guard case .snippet(let snippet) = item.content, case .output(let claim) = next.content else {
                    return nil
                }
                return (snippet.fence.start, claim)
            }, uniquingKeysWith: { first, _ in first })
        runner.watch = { moment, interpreter in
            let scene = ExplainedScene(interpreter: interpreter)
            switch moment {
            case .computed(let number): found.append(scene.explain(number))
            case .figure(let source, let run): found.append(scene.explain(source, run, in: file))
            case .ran(let snippet, let run):
                found += scene.explain(OutputLines(snippet, run, claimedBy: claims[snippet.fence.start]), in: file)
            }
        }
        let problems = runner.run(page, of: lesson).problems
        found.sort { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }
        return (found, problems)
    }
}

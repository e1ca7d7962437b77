import Source

/// The lines of a lesson's snippets that its numbers lead to. Only these get an id on their page, and a line that no page
/// shows gets none.
struct LineAnchors {
    /// A page and what is led to on it.
    private struct PageLines {
        let file: SourceFile
        let kind: Page.Kind
        /// Indices from 0.
        var lines: Set<Int> = []
    }

    private var pages: [PageLines]

    init(_ run: LessonRun) {
        pages = run.pages.map { PageLines(file: $0.page.file, kind: $0.page.kind) }
        for page in run.pages {
            for result in page.results {
                switch result {
                case .computed(let number): want(number)
                case .figure(let figure): for case let number? in figure.caption?.results ?? [] { want(number) }
                default: break
                }
            }
        }
        for (index, page) in run.pages.enumerated() where !pages[index].lines.isEmpty {
            var shown: Set<Int> = []
            for item in page.page.items {
                guard case .snippet(let snippet) = item.content, !snippet.isHidden else { continue }
                let lines = Self.lines(of: snippet.code)
                for line in pages[index].lines where lines.contains(line) { shown.insert(line) }
            }
            pages[index].lines = shown
        }
    }

    private mutating func want(_ number: Computed) {
        guard let location = NumberNote.primary(number), let page = page(of: location.file) else { return }
        pages[page].lines.insert(location.file.lineIndex(at: location.span.start))
    }

    private func page(of file: SourceFile) -> Int? {
        pages.firstIndex { $0.file === file || $0.file.path == file.path }
    }

    /// No heading's id: those have no capitals.
    static func id(_ line: Int) -> String { "L\(line + 1)" }

    /// The lines of a snippet that get an id, by their offsets in its text.
    func ids(in code: SourceSlice) -> [(offset: Int, id: String)] {
        guard let page = page(of: code.file) else { return [] }
        let wanted = pages[page].lines
        let lines = Self.lines(of: code)
        guard wanted.contains(where: lines.contains) else { return [] }
        var ids: [(offset: Int, id: String)] = []
        var line = lines.lowerBound
        code.bytes.withUnsafeBufferPointer { bytes in
            for offset in 0..<bytes.count where offset == 0 || bytes[offset - 1] == UInt8(ascii: "\n") {
                if wanted.contains(line) { ids.append((offset, Self.id(line))) }
                line += 1
            }
        }
        return ids
    }

    /// The address of a line on a page of the lesson; nil where it has none.
    func link(to location: Diagnostic.Location, from page: LessonPage) -> String? {
        let line = location.file.lineIndex(at: location.span.start)
        guard let target = self.page(of: location.file), pages[target].lines.contains(line) else { return nil }
        let kind = pages[target].kind
        return kind == page.kind ? "#\(Self.id(line))" : "\(kind.rawValue).html#\(Self.id(line))"
    }

    /// Those of a fence follow each other in the file, one a line of the text.
    private static func lines(of code: SourceSlice) -> Range<Int> {
        let count = code.bytes.withUnsafeBufferPointer { $0.count(of: UInt8(ascii: "\n")) }
        guard count > 0 else { return 0..<0 }
        let behind = code.file.lineIndex(at: code.fileOffset(code.bytes.count - 1)) + 1
        return behind - count..<behind
    }
}

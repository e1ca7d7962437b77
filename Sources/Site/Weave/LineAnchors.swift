import Source

/// The lines of a lesson's snippets that its numbers lead to. Only these get an id on their page, and a line that no page
/// shows gets none.
struct LineAnchors {
    /// By the path of the page's file; indices from 0.
    private var lines: [String: Set<Int>] = [:]
    private var pages: [String: Page.Kind] = [:]

    init(_ run: LessonRun) {
        var wanted: [String: Set<Int>] = [:]
        func want(_ number: Computed) {
            guard let location = NumberNote.primary(number) else { return }
            wanted[location.file.path, default: []].insert(location.file.lineIndex(at: location.span.start))
        }
        for page in run.pages {
            pages[page.page.file.path] = page.page.kind
            for result in page.results {
                switch result {
                case .computed(let number): want(number)
                case .figure(let figure): for case let number? in figure.caption?.results ?? [] { want(number) }
                default: break
                }
            }
        }
        for page in run.pages {
            let path = page.page.file.path
            guard let wanted = wanted[path] else { continue }
            for item in page.page.items {
                guard case .snippet(let snippet) = item.content, !snippet.isHidden else { continue }
                for (_, line) in Self.lineStarts(of: snippet.code) where wanted.contains(line) {
                    lines[path, default: []].insert(line)
                }
            }
        }
    }

    /// No heading's id: those have no capitals.
    static func id(_ line: Int) -> String { "L\(line + 1)" }

    /// The lines of a snippet that get an id, by their offsets in its text.
    func ids(in code: SourceSlice) -> [(offset: Int, id: String)] {
        guard let wanted = lines[code.file.path] else { return [] }
        return Self.lineStarts(of: code).filter { wanted.contains($0.line) }.map { ($0.offset, Self.id($0.line)) }
    }

    /// The address of a line on a page of the lesson; nil where it has none.
    func link(to location: Diagnostic.Location, from page: LessonPage) -> String? {
        let line = location.file.lineIndex(at: location.span.start)
        guard let kind = pages[location.file.path], lines[location.file.path]?.contains(line) ?? false else {
            return nil
        }
        return (kind == page.kind ? "" : "\(kind.rawValue).html") + "#" + Self.id(line)
    }

    private static func lineStarts(of code: SourceSlice) -> [(offset: Int, line: Int)] {
        code.bytes.withUnsafeBufferPointer { bytes in
            var starts: [(offset: Int, line: Int)] = []
            var isStart = true
            for offset in 0..<bytes.count {
                if isStart { starts.append((offset, code.file.lineIndex(at: code.fileOffset(offset)))) }
                isStart = bytes[offset] == UInt8(ascii: "\n")
            }
            return starts
        }
    }
}

import Source

/// The lines of a lesson's snippets that its numbers lead to. Only these get an id on their page, and a line that no page
/// shows gets none.
struct LineAnchors {
    /// By the path of the page's file; indices from 0.
    private var lines: [String: Set<Int>] = [:]
    private var pages: [String: Page.Kind] = [:]

    init(_ run: LessonRun) {
        var shown: [String: Set<Int>] = [:]
        for page in run.pages {
            let file = page.page.file
            pages[file.path] = page.page.kind
            for case .snippet(let snippet) in page.page.items.map(\.content) where !snippet.isHidden {
                shown[file.path, default: []].formUnion(Self.lineStarts(of: snippet.code).map(\.line))
            }
        }
        for page in run.pages {
            var numbers: [Computed] = []
            for result in page.results {
                switch result {
                case .computed(let number): numbers.append(number)
                case .figure(let figure): numbers += figure.caption?.results.compactMap { $0 } ?? []
                default: break
                }
            }
            for number in numbers {
                guard let location = NumberNote.primary(number) else { continue }
                let (path, line) = (location.file.path, location.file.lineIndex(at: location.span.start))
                if shown[path]?.contains(line) ?? false { lines[path, default: []].insert(line) }
            }
        }
    }

    /// No heading's id: those have no capitals.
    static func id(_ line: Int) -> String { "L\(line + 1)" }

    /// The lines of a snippet that get an id, by their offsets in its text.
    func ids(in code: SourceSlice) -> [(offset: Int, id: String)] {
        let wanted = lines[code.file.path] ?? []
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
        var starts: [(offset: Int, line: Int)] = []
        var offset = 0
        while offset < code.bytes.count {
            starts.append((offset, code.file.lineIndex(at: code.fileOffset(offset))))
            guard let end = code.bytes[offset...].firstIndex(of: UInt8(ascii: "\n")) else { break }
            offset = end + 1
        }
        return starts
    }
}

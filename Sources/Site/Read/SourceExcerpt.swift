import Source

/// A marked region of a source file, shown by a `source` fence, so that the code on the page is the code that ran. The
/// region stands between `// snippet.NAME` and `// snippet.end` (`#` instead of `//` in Python).
struct SourceExcerpt: Sendable {
    /// The path as the fence names it.
    let path: String
    /// The region's name; nil for the whole file.
    let region: String?
    let text: String
    /// Line numbers in the file, from 1.
    let lines: ClosedRange<Int>
    let isPython: Bool

    /// Cuts a region out of a file.
    /// - Returns: nil when there is no such region.
    init?(path: String, region: String?, file: SourceFile) {
        self.path = path
        self.region = region
        isPython = path.hasSuffix(".py")
        let all = file.lineStarts.indices.map { file.text(in: file.lineSpan($0)) }
        guard let region else {
            let end = all.last == "" ? max(all.count - 1, 1) : all.count
            text = all[..<end].joined(separator: "\n") + "\n"
            lines = 1...end
            return
        }
        guard let start = all.firstIndex(where: { Self.marker($0) == region }),
            let length = all[(start + 1)...].firstIndex(where: { Self.marker($0) != nil }), length > start + 1
        else { return nil }
        let body = all[(start + 1)..<length]
        let indent = body.filter { !$0.allSatisfy(\.isWhitespace) }.map { $0.prefix { $0 == " " }.count }.min() ?? 0
        text = body.map { String($0.dropFirst(min(indent, $0.count))) }.joined(separator: "\n") + "\n"
        lines = (start + 2)...length
    }

    /// The names of the regions of a file.
    static func regions(of file: SourceFile) -> [String] {
        file.lineStarts.indices.compactMap { marker(file.text(in: file.lineSpan($0))) }.filter { $0 != "end" }
    }

    /// The name in a line `// snippet.NAME` or `# snippet.NAME`.
    private static func marker(_ line: String) -> String? {
        let words = line.split(separator: " ")
        guard words.count == 2, words[0] == "//" || words[0] == "#", words[1].hasPrefix("snippet.") else { return nil }
        return String(words[1].dropFirst("snippet.".count))
    }
}

import Source

/// What stands between the two `---` lines at the head of a page.
struct FrontMatter: Sendable {
    /// A text of the front matter; code spans in it may hold computed numbers.
    struct Text: Sendable {
        let text: String
        let span: Span
    }

    enum Difficulty: String, CaseIterable {
        case easy, standard, challenging
    }

    var title: Text?
    var summary: Text?
    var objectives: [Text] = []
    var prerequisites: [Text] = []
    var practiceMinutes: Int?
    var readingMinutes: Int?
    var difficulty: String?
    /// The number of the phase in the track, from 1.
    var phase: Int?
    var phaseSpan: Span?
    /// `YYYY-MM-DD`.
    var date: String?
    var isDraft = false
    /// The page of the same lesson whose snippets run first.
    var continues: Page.Kind?
    var continuesSpan: Span?
    var plain: [Text] = []
    var budget = PageBudget()
    /// The index of the first line behind the front matter.
    var endLine = 0

    static let keys = [
        "title", "summary", "objectives", "prerequisites", "practice-minutes", "reading-minutes", "difficulty", "phase",
        "date", "draft", "continues", "plain", "budget",
    ]

    /// Reads the head of a page; a page without front matter lacks its title.
    static func read(_ file: SourceFile, _ diagnostics: inout [Diagnostic]) -> FrontMatter {
        var matter = FrontMatter()
        guard file.text(in: file.lineSpan(0)) == "---" else {
            diagnostics.append(
                Diagnostic("front-matter-missing", "the page does not begin with front matter", at: file, Span(0, 0))
                    .noting("begin with a line `---`, a line `title: …` and another line `---`"))
            return matter
        }
        guard let close = (1..<file.lineStarts.count).first(where: { file.text(in: file.lineSpan($0)) == "---" }) else {
            diagnostics.append(
                Diagnostic("front-matter-open", "the front matter is not closed", at: file, file.lineSpan(0))
                    .noting("end it with a line `---`"))
            matter.endLine = file.lineStarts.count
            return matter
        }
        matter.endLine = close + 1
        let body = SourceSlice(file: file, span: Span(file.lineStarts[1], file.lineStarts[close]))
        var settings = Settings(body, subject: "the front matter", keys: keys)
        func text(_ text: Settings.Text) -> Text { Text(text: text.text, span: text.span) }
        matter.title = settings.required("title").map(text)
        matter.summary = settings.text("summary").map(text)
        matter.objectives = settings.texts("objectives").map(text)
        matter.prerequisites = settings.texts("prerequisites").map(text)
        matter.practiceMinutes = settings.integer("practice-minutes")
        matter.readingMinutes = settings.integer("reading-minutes")
        matter.difficulty = settings.word("difficulty", among: Difficulty.allCases.map(\.rawValue))
        matter.phase = settings.integer("phase")
        matter.phaseSpan = settings.text("phase")?.span
        if let date = settings.text("date") {
            if isDate(date.text) {
                matter.date = date.text
            } else {
                diagnostics.append(
                    Diagnostic("date-form", "`date` must look like 2026-01-31, not `\(date.text)`", at: file, date.span)
                )
            }
        }
        matter.isDraft = settings.flag("draft") ?? false
        if let word = settings.word("continues", among: LessonPage.kinds.map(\.rawValue)) {
            matter.continues = Page.Kind(rawValue: word)
            matter.continuesSpan = settings.text("continues")?.span
        }
        matter.plain = settings.texts("plain").map(text)
        matter.budget = PageBudget(&settings)
        diagnostics += settings.diagnostics
        return matter
    }

    private static func isDate(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.count) == [4, 2, 2], let year = Int(parts[0]), let month = Int(parts[1]),
            let day = Int(parts[2]), year > 0, (1...12).contains(month)
        else { return false }
        let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
        let days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        return (1...days[month - 1]).contains(day)
    }
}

extension FrontMatter.Text {
    /// The text with the place of each of its characters: what YAML leaves out of a scalar (quotes, escapes, the breaks
    /// and indentation of folded lines) is passed over.
    func slice(in file: SourceFile) -> SourceSlice {
        let bytes = file.bytes
        let hasEscapes = span.start < bytes.count && bytes[span.start] == UInt8(ascii: "\"")
        var cursor = span.start
        var pieces: [(span: Span, text: [UInt8])] = []
        func add(_ scalar: Unicode.Scalar, _ length: Int) {
            let text = Array(String(scalar).utf8)
            if let last = pieces.last, last.span.end == cursor, last.text.count == last.span.end - last.span.start {
                pieces[pieces.count - 1] = (Span(last.span.start, cursor + length), last.text + text)
            } else {
                pieces.append((Span(cursor, cursor + length), text))
            }
            cursor += length
        }
        scalars: for scalar in text.unicodeScalars {
            let wanted = Array(String(scalar).utf8)
            while cursor < bytes.count {
                if hasEscapes, bytes[cursor] == UInt8(ascii: "\\") {
                    add(scalar, Self.escapeLength(bytes[cursor...]))
                    continue scalars
                }
                if bytes[cursor...].starts(with: wanted) {
                    add(scalar, wanted.count)
                    continue scalars
                }
                guard !scalar.properties.isWhitespace, Self.passedOver.contains(bytes[cursor]) else { break }
                cursor += 1
            }
            add(scalar, 0)
        }
        return SourceSlice(file: file, joining: pieces)
    }

    private static let passedOver = Set(" \t\r\n\"'>|-+".utf8)

    private static func escapeLength(_ rest: ArraySlice<UInt8>) -> Int {
        switch rest.dropFirst().first {
        case UInt8(ascii: "x"): min(4, rest.count)
        case UInt8(ascii: "u"): min(6, rest.count)
        case UInt8(ascii: "U"): min(10, rest.count)
        default: min(2, rest.count)
        }
    }
}

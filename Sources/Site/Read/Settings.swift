import Source
import Yams

/// A YAML mapping with a closed set of keys: front matter, `site.yml`, `track.yml`, the body of a figure. It is asked
/// for typed values; an unknown key, a wrong type or a missing key is a diagnostic at its place, and all of them are
/// collected.
struct Settings {
    /// A text and where it stands.
    struct Text: Sendable {
        let text: String
        let span: Span
    }

    /// What the keys belong to, as messages name it: `front matter`, `site.yml`.
    let subject: String
    private(set) var diagnostics: [Diagnostic] = []
    private let slice: SourceSlice
    private let keys: [String]
    private var entries: [Entry] = []
    private let lineStarts: [Int]

    private struct Entry {
        let key: String
        let keySpan: Span
        let value: Value
        let span: Span
    }

    /// What stands behind a key. A value of a plain line is no node of Yams: the first of those sets up what tells the types
    /// of all scalars, which takes longer than to read ten pages' heads.
    private enum Value {
        case plain(String)
        case node(Node)

        /// Nil for what is no text, or none at all.
        var text: String? {
            switch self {
            case .plain(let text): Self.isNull(text) ? nil : text
            case .node(.scalar(let scalar)): scalar.style == .plain && Self.isNull(scalar.string) ? nil : scalar.string
            case .node: nil
            }
        }

        private static func isNull(_ text: String) -> Bool { text.isEmpty || text == "~" || text == "null" }

        var isScalar: Bool {
            switch self {
            case .plain, .node(.scalar): true
            case .node: false
            }
        }

        var sequence: Node.Sequence? { if case .node(let node) = self { node.sequence } else { nil } }
        var mapping: Node.Mapping? { if case .node(let node) = self { node.mapping } else { nil } }
    }

    /// Parses a slice; its keys must be among the given ones.
    init(_ slice: SourceSlice, subject: String, keys: [String]) {
        self.slice = slice
        self.subject = subject
        self.keys = keys
        var starts = [0]
        for (offset, byte) in slice.bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
        lineStarts = starts
        if let lines = PlainSettings.read(slice.bytes) {
            for line in lines {
                let keySpan = slice.fileSpan(line.key)
                let key = slice.text(in: line.key)
                guard keys.contains(key) else {
                    diagnostics.append(unknownKey(key, keySpan))
                    continue
                }
                let value = Value.plain(slice.text(in: line.value))
                entries.append(Entry(key: key, keySpan: keySpan, value: value, span: slice.fileSpan(line.value)))
            }
            return
        }
        do {
            guard let root = try Yams.compose(yaml: slice.text, .default, .default, .utf8) else { return }
            guard let mapping = root.mapping else {
                report("yaml-shape", "\(subject) must be a list of `key: value` lines", root)
                return
            }
            for (key, value) in mapping {
                guard let name = key.string else {
                    report("yaml-type", "a key of \(subject) must be a word", key)
                    continue
                }
                guard keys.contains(name) else {
                    diagnostics.append(unknownKey(name, span(key)))
                    continue
                }
                entries.append(Entry(key: name, keySpan: span(key), value: .node(value), span: span(value)))
            }
        } catch let error as YamlError {
            diagnostics.append(describe(error))
        } catch {
            diagnostics.append(Diagnostic("yaml-syntax", "\(subject) is not YAML", at: slice.file, wholeSpan))
        }
    }

    /// The beginning of the text, for what is missing from it.
    var wholeSpan: Span {
        let start = slice.fileOffset(0)
        return Span(start, start)
    }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    /// Where a key stands; nil when it is not there.
    func keySpan(_ key: String) -> Span? {
        entries.first { $0.key == key }?.keySpan
    }

    mutating func text(_ key: String) -> Text? {
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        return text(entry.value, at: entry.span, of: key)
    }

    mutating func required(_ key: String) -> Text? {
        // What is no YAML has no keys; that is one finding, not two.
        if !has(key), !diagnostics.contains(where: { ["yaml-syntax", "yaml-shape", "duplicate-key"].contains($0.id) }) {
            diagnostics.append(
                Diagnostic("missing-key", "\(subject) lacks the required key `\(key)`", at: slice.file, wholeSpan)
                    .noting("add a line `\(key): …`"))
        }
        guard let found = text(key) else { return nil }
        if found.text.allSatisfy(\.isWhitespace) {
            diagnostics.append(
                Diagnostic("empty-value", "`\(key)` is empty", at: slice.file, found.span).noting("give it a text"))
            return nil
        }
        return found
    }

    mutating func texts(_ key: String) -> [Text] {
        guard let entry = entries.first(where: { $0.key == key }) else { return [] }
        guard let sequence = entry.value.sequence else {
            report("yaml-type", "`\(key)` must be a list, one `- …` a line", at: entry.span)
            return []
        }
        return sequence.compactMap { text(.node($0), at: span($0), of: "an entry of `\(key)`") }
    }

    mutating func integer(_ key: String) -> Int? {
        guard let entry = entries.first(where: { $0.key == key }) else { return nil }
        guard entry.value.isScalar else {
            report("yaml-type", "`\(key)` must be a whole number", at: entry.span)
            return nil
        }
        guard let text = text(key) else { return nil }
        if let number = Int(text.text), number >= 0 { return number }
        diagnostics.append(
            Diagnostic("yaml-type", "`\(key)` must be a whole number, not `\(text.text)`", at: slice.file, text.span))
        return nil
    }

    mutating func flag(_ key: String) -> Bool? {
        guard let text = text(key) else { return nil }
        if text.text == "true" { return true }
        if text.text == "false" { return false }
        diagnostics.append(
            Diagnostic("yaml-type", "`\(key)` must be true or false, not `\(text.text)`", at: slice.file, text.span))
        return nil
    }

    /// One of a closed set of words.
    mutating func word(_ key: String, among words: [String]) -> String? {
        guard let text = text(key) else { return nil }
        if words.contains(text.text) { return text.text }
        diagnostics.append(
            Diagnostic("unknown-value", "`\(key)` cannot be `\(text.text)`", at: slice.file, text.span)
                .meaning(
                    Spelling.nearest(to: text.text, among: words),
                    else: "it can be \(words.joined(separator: ", "))"))
        return nil
    }

    /// A list of mappings with their own closed sets of keys, read one by one.
    mutating func mappings(_ key: String, keys: [String], _ read: (inout Settings) -> Void) {
        guard let entry = entries.first(where: { $0.key == key }) else { return }
        guard let sequence = entry.value.sequence else {
            report("yaml-type", "`\(key)` must be a list, one `- …` a line", at: entry.span)
            return
        }
        for node in sequence {
            guard node.mapping != nil else {
                report("yaml-type", "an entry of `\(key)` must be a list of `key: value` lines", node)
                continue
            }
            var inner = Settings(node.mapping, of: self, subject: "an entry of `\(key)`", keys: keys)
            read(&inner)
            diagnostics += inner.diagnostics
        }
    }

    func isMapping(_ key: String) -> Bool { entries.contains { $0.key == key && $0.value.mapping != nil } }

    func isList(_ key: String) -> Bool { entries.contains { $0.key == key && $0.value.sequence != nil } }

    /// Says of a value that it cannot be what it is.
    mutating func refuse(_ key: String, _ problem: String, _ note: String) {
        guard let entry = entries.first(where: { $0.key == key }) else { return }
        diagnostics.append(
            Diagnostic("unknown-value", "`\(key)` \(problem)", at: slice.file, entry.span).noting(note))
    }

    /// A mapping with its own closed set of keys.
    mutating func mapping(_ key: String, keys: [String], _ read: (inout Settings) -> Void) {
        guard let entry = entries.first(where: { $0.key == key }) else { return }
        guard entry.value.mapping != nil else {
            report("yaml-type", "`\(key)` must be a list of `key: value` lines", at: entry.span)
            return
        }
        var inner = Settings(entry.value.mapping, of: self, subject: "`\(key)`", keys: keys)
        read(&inner)
        diagnostics += inner.diagnostics
    }

    private init(_ mapping: Node.Mapping?, of outer: Settings, subject: String, keys: [String]) {
        self.subject = subject
        self.keys = keys
        slice = outer.slice
        lineStarts = outer.lineStarts
        for (key, value) in mapping ?? [:] {
            let name = key.string ?? ""
            if keys.contains(name) {
                entries.append(Entry(key: name, keySpan: span(key), value: .node(value), span: span(value)))
            } else {
                diagnostics.append(unknownKey(name, span(key)))
            }
        }
    }

    // MARK: Places

    private mutating func text(_ value: Value, at span: Span, of key: String) -> Text? {
        guard let text = value.text else {
            report("yaml-type", "\(key.hasPrefix("an ") ? key : "`\(key)`") must be a text", at: span)
            return nil
        }
        return Text(text: text, span: span)
    }

    /// From the first byte of a scalar to its last, as far as it stands on one line.
    private func span(_ node: Node) -> Span {
        guard let mark = node.mark else { return wholeSpan }
        let start = offset(mark)
        guard case .scalar(let scalar) = node else { return slice.fileSpan(Span(start, start)) }
        let quotes = scalar.style == .doubleQuoted || scalar.style == .singleQuoted ? 2 : 0
        let lineEnd = slice.bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? slice.bytes.count
        return slice.fileSpan(Span(start, min(start + scalar.string.utf8.count + quotes, lineEnd)))
    }

    private func offset(_ mark: Mark) -> Int {
        let line = min(max(mark.line - 1, 0), lineStarts.count - 1)
        var offset = lineStarts[line]
        var column = 1
        while column < mark.column, offset < slice.bytes.count, slice.bytes[offset] != UInt8(ascii: "\n") {
            offset += 1
            while offset < slice.bytes.count, slice.bytes[offset] & 0xC0 == 0x80 { offset += 1 }
            column += 1
        }
        return offset
    }

    private func unknownKey(_ name: String, _ span: Span) -> Diagnostic {
        Diagnostic("unknown-key", "unknown key `\(name)` in \(subject)", at: slice.file, span)
            .meaning(
                Spelling.nearest(to: name, among: keys), else: "known keys: \(keys.joined(separator: ", "))")
    }

    private mutating func report(_ id: String, _ message: String, _ node: Node) {
        report(id, message, at: span(node))
    }

    private mutating func report(_ id: String, _ message: String, at span: Span) {
        diagnostics.append(Diagnostic(id, message, at: slice.file, span))
    }

    private func describe(_ error: YamlError) -> Diagnostic {
        func at(_ mark: Mark, _ problem: String) -> Diagnostic {
            let place = slice.fileOffset(offset(mark))
            return Diagnostic("yaml-syntax", "\(subject) is not YAML: \(problem)", at: slice.file, Span(place, place))
        }
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            return at(mark, problem).noting("a value with `: `, or one that begins with a backquote, wants quotes")
        case .duplicatedKeysInMapping(let duplicates, let context):
            return Diagnostic(
                "duplicate-key", "the key `\(duplicates.joined(separator: "`, `"))` stands twice in \(subject)",
                at: slice.file, at(context.mark, "").location.span
            ).noting("keep one of them")
        default:
            return Diagnostic("yaml-syntax", "\(subject) is not YAML", at: slice.file, wholeSpan)
        }
    }
}

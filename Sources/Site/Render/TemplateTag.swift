import Source

/// A Mustache tag as it stands in a template, with its place. Rendering is `Template`'s business, which shows a misspelt
/// name as nothing; this scan exists for the check alone.
struct TemplateTag {
    enum Kind: Equatable {
        /// `{{x}}`
        case text
        /// `{{{x}}}`
        case raw
        /// `{{#x}}`
        case open
        /// `{{^x}}`
        case openInverted
        /// `{{/x}}`
        case close
        /// `{{> x}}`
        case partial
    }

    /// Where in the HTML the tag stands.
    enum Place: Equatable {
        case betweenTags
        case insideTag
        case insideAttribute
    }

    var kind: Kind
    var name: String
    var nameSpan: Span
    var span: Span
    var place: Place
}

/// Reads the tags of one template from its bytes, and follows the HTML around them as far as knowing whether a tag
/// stands in an attribute.
struct TemplateScanner {
    private let file: SourceFile
    private var offset = 0
    private var place = TemplateTag.Place.betweenTags
    private var quote: UInt8 = 0
    private var inComment = false

    private(set) var tags: [TemplateTag] = []
    private(set) var findings: [Diagnostic] = []

    init(_ file: SourceFile) {
        self.file = file
        while offset < file.bytes.count {
            if starts("{{") { readTag() } else { readHTML() }
        }
    }

    private mutating func readTag() {
        let start = offset
        let isRaw = starts("{{{")
        offset += isRaw ? 3 : 2
        if starts("!") {
            skipComment(openedAt: start)
            return
        }
        let kind = isRaw ? .raw : readKind()
        guard let kind else {
            findings.append(
                Diagnostic(
                    "template-syntax", "this kind of tag is not used in templates", at: file, Span(start, offset + 1),
                    notes: [.init("write {{x}}, {{{x}}}, {{#x}}, {{^x}}, {{/x}}, {{> x}} or {{! … }}")]))
            return
        }
        skipSpaces()
        let nameStart = offset
        while offset < file.bytes.count, isNameByte(file.bytes[offset]) { offset += 1 }
        let nameSpan = Span(nameStart, offset)
        skipSpaces()
        let end: StaticString = isRaw ? "}}}" : "}}"
        guard starts(end), !nameSpan.isEmpty else {
            findings.append(
                Diagnostic(
                    "template-syntax", nameSpan.isEmpty ? "expected a name" : "expected \(end)", at: file,
                    Span(offset, offset),
                    notes: [.init("a name is made of small letters, digits and hyphens")]))
            return
        }
        offset += end.utf8CodeUnitCount
        tags.append(
            TemplateTag(
                kind: kind, name: file.text(in: nameSpan), nameSpan: nameSpan, span: Span(start, offset), place: place))
    }

    private mutating func readKind() -> TemplateTag.Kind? {
        guard offset < file.bytes.count else { return .text }
        let kind: TemplateTag.Kind
        switch file.bytes[offset] {
        case UInt8(ascii: "#"): kind = .open
        case UInt8(ascii: "^"): kind = .openInverted
        case UInt8(ascii: "/"): kind = .close
        case UInt8(ascii: ">"): kind = .partial
        // Delimiters, parents, blocks, pragmas and a second way to write {{{x}}}: valid Mustache, but nothing that the
        // check below could follow.
        case UInt8(ascii: "="), UInt8(ascii: "<"), UInt8(ascii: "$"), UInt8(ascii: "%"), UInt8(ascii: "&"): return nil
        default: return .text
        }
        offset += 1
        return kind
    }

    private mutating func readHTML() {
        let byte = file.bytes[offset]
        if inComment {
            if starts("-->") { inComment = false }
        } else {
            switch place {
            case .betweenTags:
                if starts("<!--") {
                    inComment = true
                } else if byte == UInt8(ascii: "<") {
                    place = .insideTag
                }
            case .insideTag:
                if byte == UInt8(ascii: ">") {
                    place = .betweenTags
                } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                    quote = byte
                    place = .insideAttribute
                }
            case .insideAttribute:
                if byte == quote { place = .insideTag }
            }
        }
        offset += 1
    }

    private mutating func skipComment(openedAt start: Int) {
        while offset < file.bytes.count {
            if starts("}}") {
                offset += 2
                return
            }
            offset += 1
        }
        findings.append(Diagnostic("template-syntax", "the comment is not closed", at: file, Span(start, start + 2)))
    }

    private mutating func skipSpaces() {
        while offset < file.bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(file.bytes[offset]) { offset += 1 }
    }

    private func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
            true
        default: false
        }
    }

    /// - Parameter text: of ASCII.
    private func starts(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard offset + count <= file.bytes.count else { return false }
        for index in 0..<count where file.bytes[offset + index] != text.utf8Start[index] { return false }
        return true
    }
}

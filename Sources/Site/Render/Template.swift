import Source

/// A Mustache template as its parts, and how they are written. It follows swift-mustache, the judge in its tests, to the
/// byte: in what a line with nothing but a tag leaves behind, and in how an indented partial is indented. Values are asked
/// for where the template names them and written to bytes, so a page's text is not carried about; whether every name
/// exists is `TemplateCheck`'s business.
struct Template: Sendable {
    indirect enum Part: Sendable {
        case text([UInt8])
        /// `{{x}}` and `{{{x}}}` alike: the model has escaped all text.
        case value(String)
        case section(String, [Part])
        case inverted(String, [Part])
        /// - indent: what stands in front of it on its line; nil where something else stands on it.
        case partial(String, indent: [UInt8])
    }

    let parts: [Part]

    /// - Parameter file: a template without findings, whose sections are closed in their order.
    init(_ file: SourceFile) {
        var parser = TemplateParser(file.bytes)
        parts = parser.parts(isLineStart: true)
    }

    /// - Parameters:
    ///   - values: what names stand for.
    ///   - partials: by name.
    func write(to out: inout TextWriter, _ values: NamedValues, partials: [String: Template]) {
        var writing = Writing(out: out, partials: partials, frames: [values])
        out = TextWriter()
        writing.write(parts, indent: [])
        out = writing.out
    }

    private struct Writing {
        var out: TextWriter
        let partials: [String: Template]
        /// The innermost last.
        var frames: [NamedValues]

        mutating func write(_ parts: [Part], indent: [UInt8]) {
            guard !indent.isEmpty else {
                for part in parts { write(part, indent: indent) }
                return
            }
            // What begins a line of the text that is made here stands behind the indentation, if it is anything.
            let start = out.bytes.count
            for part in parts {
                var piece = Writing(out: TextWriter(), partials: partials, frames: frames)
                piece.write(part, indent: indent)
                if !piece.out.bytes.isEmpty, Self.endsLine(out.bytes[start...]) { out.write(indent) }
                out.write(piece.out.bytes)
            }
        }

        /// With a carriage return the line ends, too, but is not seen to.
        private static func endsLine(_ bytes: ArraySlice<UInt8>) -> Bool {
            bytes.last == UInt8(ascii: "\n") && bytes.dropLast().last != UInt8(ascii: "\r")
        }

        private mutating func write(_ part: Part, indent: [UInt8]) {
            switch part {
            case .text(let bytes): out.write(bytes)
            case .value(let name):
                if case .text(let text) = find(name) { out.write(text) }
            case .section(let name, let parts):
                switch find(name) {
                case .absent, .flag(false): break
                case .flag(true): write(parts, indent: indent)
                case .text(let text): write(parts, in: [NamedValues(text)], indent: indent)
                case .record(let frame): write(parts, in: [frame], indent: indent)
                case .list(let items): write(parts, in: items, indent: indent)
                }
            case .inverted(let name, let parts):
                switch find(name) {
                case .absent, .flag(false): write(parts, indent: indent)
                case .list(let items) where items.isEmpty: write(parts, indent: indent)
                case .flag(true), .text, .record, .list: break
                }
            case .partial(let name, let inner):
                if let template = partials[name] { write(template.parts, indent: indent + inner) }
            }
        }

        private mutating func write(_ parts: [Part], in items: [NamedValues], indent: [UInt8]) {
            for item in items {
                frames.append(item)
                write(parts, indent: indent)
                frames.removeLast()
            }
        }

        private func find(_ name: String) -> Shown {
            if name == "." { return frames.last?.itself.map(Shown.text) ?? .absent }
            for frame in frames.reversed() {
                if let value = frame.find(name) { return value }
            }
            return .absent
        }
    }
}

/// What a name in a template stands for.
enum Shown {
    case absent
    case flag(Bool)
    /// Ready to be written; a section on it is written once.
    case text(String)
    case record(NamedValues)
    case list([NamedValues])
}

/// The names of one value of the model.
struct NamedValues {
    /// What `{{.}}` is; nil for what is no text.
    let itself: String?
    /// Nil for a name that the value does not have at all: then it is one of a value around it.
    let find: (String) -> Shown?

    init(find: @escaping (String) -> Shown?) {
        itself = nil
        self.find = find
    }

    /// A text has no names.
    init(_ text: String) {
        itself = text
        find = { _ in nil }
    }
}

private struct TemplateParser {
    private let bytes: [UInt8]
    private var offset = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The parts up to the end of the section that they stand in, or of the file.
    mutating func parts(isLineStart: Bool) -> [Template.Part] {
        var parts: [Template.Part] = []
        var isLineStart = isLineStart
        var blanks: [UInt8] = []
        func flush() {
            if !blanks.isEmpty { parts.append(.text(blanks)) }
            blanks = []
        }
        while offset < bytes.count {
            if isLineStart { blanks = readBlanks() }
            let text = readText()
            if let lineEnd = readLineEnd() {
                parts.append(.text(blanks + text + lineEnd))
                isLineStart = true
                continue
            }
            if !text.isEmpty {
                parts.append(.text(blanks + text))
                blanks = []
                isLineStart = false
            }
            if offset == bytes.count { break }
            offset += 2
            var isAlone = false
            switch bytes[offset] {
            case UInt8(ascii: "#"), UInt8(ascii: "^"):
                let isInverted = bytes[offset] == UInt8(ascii: "^")
                offset += 1
                let name = readName(closing: 2)
                isAlone = isLineStart && isLineFinished()
                if !isAlone { flush() }
                let inner = self.parts(isLineStart: isAlone)
                parts.append(isInverted ? .inverted(name, inner) : .section(name, inner))
            case UInt8(ascii: "/"):
                offset += 1
                _ = readName(closing: 2)
                if !(isLineStart && isLineFinished()) { flush() }
                return parts
            case UInt8(ascii: "!"):
                while offset < bytes.count, !(starts(UInt8(ascii: "}")) && starts(UInt8(ascii: "}"), ahead: 1)) {
                    offset += 1
                }
                offset = min(offset + 2, bytes.count)
                isAlone = isLineStart && isLineFinished()
            case UInt8(ascii: "{"):
                flush()
                offset += 1
                parts.append(.value(readName(closing: 3)))
            case UInt8(ascii: ">"):
                offset += 1
                let name = readName(closing: 2)
                let indent = blanks
                flush()
                isAlone = isLineStart && isLineFinished()
                parts.append(.partial(name, indent: isAlone ? indent : []))
            default:
                flush()
                parts.append(.value(readName(closing: 2)))
            }
            isLineStart = isAlone
        }
        return parts
    }

    private func starts(_ byte: UInt8, ahead: Int = 0) -> Bool {
        offset + ahead < bytes.count && bytes[offset + ahead] == byte
    }

    private mutating func readBlanks() -> [UInt8] {
        let start = offset
        while starts(UInt8(ascii: " ")) || starts(UInt8(ascii: "\t")) { offset += 1 }
        return Array(bytes[start..<offset])
    }

    /// Up to a tag or the end of the line.
    private mutating func readText() -> [UInt8] {
        let start = offset
        while offset < bytes.count, lineEndLength == 0,
            !(starts(UInt8(ascii: "{")) && starts(UInt8(ascii: "{"), ahead: 1))
        {
            offset += 1
        }
        return Array(bytes[start..<offset])
    }

    private var lineEndLength: Int {
        if starts(UInt8(ascii: "\n")) { return 1 }
        return starts(UInt8(ascii: "\r")) && starts(UInt8(ascii: "\n"), ahead: 1) ? 2 : 0
    }

    private mutating func readLineEnd() -> [UInt8]? {
        let length = lineEndLength
        guard length > 0 else { return nil }
        defer { offset += length }
        return Array(bytes[offset..<offset + length])
    }

    /// Whether nothing but blanks is left on the line; they and its end are read over then.
    private mutating func isLineFinished() -> Bool {
        let start = offset
        if offset == bytes.count { return true }
        _ = readBlanks()
        if readLineEnd() != nil { return true }
        offset = start
        return false
    }

    private mutating func readName(closing: Int) -> String {
        func isSpace(_ byte: UInt8) -> Bool { [0x20, 0x09, 0x0A, 0x0D].contains(byte) }
        while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
        let start = offset
        while offset < bytes.count, !isSpace(bytes[offset]), bytes[offset] != UInt8(ascii: "}") { offset += 1 }
        let name = String(decoding: bytes[start..<offset], as: UTF8.self)
        while offset < bytes.count, isSpace(bytes[offset]) { offset += 1 }
        offset = min(offset + closing, bytes.count)
        return name
    }
}

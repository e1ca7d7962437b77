import Source

/// A code span that asks for a number: `` `=o.data:.4f` ``, or claims one: `` `=a.grad => 6.0` ``.
///
/// Only the frame is read here, by its brackets and quotes; the expression belongs to MiniPython.
struct ComputedSpan: Sendable {
    /// What may stand inside the braces of a Python f-string.
    let field: SourceSlice
    /// What the author worked out, without surrounding spaces; nil where nothing is claimed.
    let claim: SourceSlice?

    /// Whether a code span asks for a number. One that does not begin with `=`, or begins with `==` or `=>`, or is just
    /// `=`, is ordinary code.
    static func isOne(_ text: String) -> Bool { isOne(text.utf8) }

    private static func isOne(_ text: some BidirectionalCollection<UInt8>) -> Bool {
        let bytes = text.prefix(2)
        return bytes.count > 1 && bytes.first == UInt8(ascii: "=") && bytes.last != UInt8(ascii: "=")
            && bytes.last != UInt8(ascii: ">")
    }

    /// Reads the content of a code span; nil for ordinary code.
    static func read(_ content: SourceSlice) -> Result<ComputedSpan, Diagnostic>? {
        let bytes = content.bytes
        guard isOne(bytes) else { return nil }
        let frame = Frame(bytes)
        func trimmed(_ start: Int, _ end: Int) -> SourceSlice {
            var start = start
            var end = end
            while start < end, bytes[start] == UInt8(ascii: " ") { start += 1 }
            while end > start, bytes[end - 1] == UInt8(ascii: " ") { end -= 1 }
            return content[Span(start, end)]
        }
        func problem(_ id: String, _ message: String, _ span: Span, _ note: String) -> Diagnostic {
            Diagnostic(id, message, at: content.file, content.fileSpan(span)).noting(note)
        }
        let end = frame.arrow ?? bytes.count
        let field = trimmed(1, end)
        if field.bytes.isEmpty {
            return .failure(
                problem(
                    "computed-empty", "there is no expression behind `=`", Span(0, bytes.count),
                    "write `=a.grad`; ordinary code that begins with `=` takes a space in front, as in ` =x`"))
        }
        guard let arrow = frame.arrow else { return .success(ComputedSpan(field: field, claim: nil)) }
        let claim = trimmed(arrow + 2, bytes.count)
        if claim.bytes.isEmpty {
            return .failure(
                problem(
                    "claim-empty", "there is no number behind `=>`", Span(arrow, bytes.count),
                    "write what you worked out, as in `=a.grad => 6.0`"))
        }
        if let format = frame.format, format < arrow {
            return .failure(
                problem(
                    "claim-with-format", "a claim cannot have a format as well", Span(format, end),
                    "the claim itself says how many places to show: `=x => 0.7071` shows 0.7071"
                ).fixing("remove the format", with: " "))
        }
        return .success(ComputedSpan(field: field, claim: claim))
    }

    /// Where the last `=>` and the first `:` or `!r` outside strings and brackets stand.
    private struct Frame {
        var arrow: Int?
        var format: Int?

        init(_ bytes: [UInt8]) {
            var depth = 0
            var quote: UInt8?
            var index = 1
            while index < bytes.count {
                let byte = bytes[index]
                let next = index + 1 < bytes.count ? bytes[index + 1] : 0
                if let open = quote {
                    if byte == UInt8(ascii: "\\") { index += 1 } else if byte == open { quote = nil }
                } else {
                    switch byte {
                    case UInt8(ascii: "'"), UInt8(ascii: "\""): quote = byte
                    case UInt8(ascii: "("), UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
                    case UInt8(ascii: ")"), UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
                    case UInt8(ascii: "=") where depth == 0 && next == UInt8(ascii: ">"): arrow = index
                    case UInt8(ascii: ":") where depth == 0 && format == nil: format = index
                    case UInt8(ascii: "!") where depth == 0 && next != UInt8(ascii: "=") && format == nil:
                        format = index
                    default: break
                    }
                }
                index += 1
            }
        }
    }
}

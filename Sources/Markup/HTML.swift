import Source

/// Text that is HTML already. The one place where text becomes HTML is `init(escaping:)`; everything else puts pieces
/// of it together. A string literal is taken as it is: literals are written by us, never by an author.
public struct HTML: Sendable, Hashable, ExpressibleByStringInterpolation, CustomStringConvertible {
    public var text: String

    /// Takes a string that is HTML already, from cmark-gfm or from our own building.
    public init(markup text: String) { self.text = text }
    public init(stringLiteral text: String) { self.text = text }

    /// Text of any origin, safe between tags and inside quoted attributes.
    public init(escaping text: String) {
        var text = text
        let escaped = text.withUTF8 { bytes -> String? in
            guard bytes.contains(where: Self.isEscaped) else { return nil }
            var writer = TextWriter(reserving: bytes.count + 32)
            Self.escape(bytes, to: &writer)
            return writer.text
        }
        self.text = escaped ?? text
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }

    /// Writes text of any origin, escaped, behind HTML that is being put together.
    public static func escape(_ bytes: UnsafeBufferPointer<UInt8>, to writer: inout TextWriter) {
        var start = 0
        for index in 0..<bytes.count {
            let escaped: StaticString
            switch bytes[index] {
            case UInt8(ascii: "&"): escaped = "&amp;"
            case UInt8(ascii: "<"): escaped = "&lt;"
            case UInt8(ascii: ">"): escaped = "&gt;"
            case UInt8(ascii: "\""): escaped = "&quot;"
            case UInt8(ascii: "'"): escaped = "&#39;"
            default: continue
            }
            writer.write(bytes[start..<index])
            writer.write(literal: escaped)
            start = index + 1
        }
        writer.write(bytes[start...])
    }

    public static func escape(_ text: String, to writer: inout TextWriter) {
        var text = text
        text.withUTF8 { escape($0, to: &writer) }
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var out: TextWriter

        public init(literalCapacity: Int, interpolationCount: Int) {
            out = TextWriter(reserving: literalCapacity + interpolationCount * 16)
        }
        public mutating func appendLiteral(_ literal: String) { out.write(literal) }
        public mutating func appendInterpolation(_ html: HTML) { out.write(html.text) }
        /// Text of any origin is escaped.
        public mutating func appendInterpolation(_ string: String) { HTML.escape(string, to: &out) }
        public mutating func appendInterpolation(_ number: Int) { out.write(String(number)) }
    }

    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.out.text }

    public static func + (a: HTML, b: HTML) -> HTML { HTML(markup: a.text + b.text) }
    public static func += (a: inout HTML, b: HTML) { a.text += b.text }
    public var isEmpty: Bool { text.isEmpty }
    public var description: String { text }
}

extension Sequence<HTML> {
    public func joined(separator: HTML = "") -> HTML {
        HTML(markup: map(\.text).joined(separator: separator.text))
    }
}

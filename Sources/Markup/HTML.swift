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
        var out = ""
        out.reserveCapacity(text.utf8.count)
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            case "'": out += "&#39;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        self.text = out
    }

    public struct StringInterpolation: StringInterpolationProtocol {
        var text: String

        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 16)
        }
        public mutating func appendLiteral(_ literal: String) { text += literal }
        public mutating func appendInterpolation(_ html: HTML) { text += html.text }
        /// Text of any origin is escaped.
        public mutating func appendInterpolation(_ string: String) { text += HTML(escaping: string).text }
        public mutating func appendInterpolation(_ number: Int) { text += String(number) }
    }

    public init(stringInterpolation: StringInterpolation) { text = stringInterpolation.text }

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

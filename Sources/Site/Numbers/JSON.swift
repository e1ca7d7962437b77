import Markup
import MiniPython
import Source

/// A JSON text, written the same way every time: members in the order given, and numbers as Python writes them, so that
/// nothing is left to a library's taste.
enum JSON {
    case string(String)
    case integer(Int)
    /// A finite number.
    case number(Double)
    case bool(Bool)
    case null
    case array([JSON])
    /// Members that are nil are left out.
    case object([(String, JSON?)])

    /// In one line.
    var line: String {
        var out = TextWriter()
        write(to: &out, .line)
        return out.text
    }

    /// Without blanks, in one line that may stand in a `<script>` of a page, where nothing is escaped and a `</` would end
    /// it.
    var script: HTML {
        var out = TextWriter()
        write(to: &out, .script)
        return HTML(markup: out.text)
    }

    /// Over several lines, indented by two spaces a level, down to a depth below which a value is one line: what is read as
    /// a row stays one, so that a difference of two files shows the rows that differ.
    /// - Parameter indent: how many levels it stands below.
    func text(depth: Int, indent: Int = 0) -> String {
        var out = TextWriter()
        write(to: &out, .rows(depth: depth, indent: indent))
        return out.text
    }

    private enum Form {
        case line
        /// Whole numbers without a fraction, and nothing that means anything to HTML.
        case script
        case rows(depth: Int, indent: Int)
    }

    private func write(to out: inout TextWriter, _ form: Form) {
        switch self {
        case .string(let text): Self.quote(text, to: &out, form)
        case .integer(let number): out.write(String(number))
        case .number(let number):
            if case .script = form, let whole = Int(exactly: number) {
                out.write(String(whole))
            } else {
                out.write(PyFloat.repr(number))
            }
        case .bool(let value): out.write(literal: value ? "true" : "false")
        case .null: out.write(literal: "null")
        case .array(let items):
            var block = Block(form, "[", "]")
            for item in items {
                block.separate(&out)
                item.write(to: &out, block.inner)
            }
            block.end(&out)
        case .object(let members):
            var block = Block(form, "{", "}")
            for case (let key, let value?) in members {
                block.separate(&out)
                Self.quote(key, to: &out, form)
                if case .script = form { out.write(literal: ":") } else { out.write(literal: ": ") }
                value.write(to: &out, block.inner)
            }
            block.end(&out)
        }
    }

    /// The brackets around items, and what is between them.
    private struct Block {
        private let form: Form
        private let open: StaticString
        private let close: StaticString
        private var isEmpty = true
        /// The form of the items.
        let inner: Form

        init(_ form: Form, _ open: StaticString, _ close: StaticString) {
            (self.open, self.close) = (open, close)
            switch form {
            case .line, .script: (self.form, inner) = (form, form)
            case .rows(let depth, _) where depth <= 0: (self.form, inner) = (.line, .line)
            case .rows(let depth, let indent): (self.form, inner) = (form, .rows(depth: depth - 1, indent: indent + 1))
            }
        }

        mutating func separate(_ out: inout TextWriter) {
            if isEmpty { out.write(literal: open) }
            switch form {
            case .line: if !isEmpty { out.write(literal: ", ") }
            case .script: if !isEmpty { out.write(literal: ",") }
            case .rows(_, let indent):
                out.write(literal: isEmpty ? "\n" : ",\n")
                for _ in 0...indent { out.write(literal: "  ") }
            }
            isEmpty = false
        }

        func end(_ out: inout TextWriter) {
            if isEmpty {
                out.write(literal: open)
            } else if case .rows(_, let indent) = form {
                out.write(literal: "\n")
                for _ in 0..<indent { out.write(literal: "  ") }
            }
            out.write(literal: close)
        }
    }

    /// A text as a value of its own, in a line or over several.
    static func quote(_ text: String, to out: inout TextWriter) { quote(text, to: &out, .line) }

    private static func quote(_ text: String, to out: inout TextWriter, _ form: Form) {
        var isInScript = false
        if case .script = form { isInScript = true }
        out.write(literal: "\"")
        var text = text
        text.withUTF8 { bytes in
            var start = 0
            var index = 0
            /// Where bytes that may have to be escaped end; most come in eights that have not.
            var end = 0
            while index < bytes.count {
                if index == end {
                    if index + 8 <= bytes.count, !mayEscape(bytes.word(at: index), isInScript) {
                        index += 8
                        end = index
                        continue
                    }
                    end = min(index + 8, bytes.count)
                }
                defer { index += 1 }
                let escaped: StaticString
                let byte = bytes[index]
                switch byte {
                case UInt8(ascii: "\""): escaped = "\\\""
                case UInt8(ascii: "\\"): escaped = "\\\\"
                case UInt8(ascii: "\n"): escaped = "\\n"
                case UInt8(ascii: "\r"): escaped = "\\r"
                case UInt8(ascii: "\t"): escaped = "\\t"
                case UInt8(ascii: "<") where isInScript: escaped = "\\u003c"
                case UInt8(ascii: ">") where isInScript: escaped = "\\u003e"
                case UInt8(ascii: "&") where isInScript: escaped = "\\u0026"
                case 0..<0x20, 0x7F: escaped = "\\u00"
                default: continue
                }
                out.write(bytes[start..<index])
                out.write(literal: escaped)
                if escaped.utf8CodeUnitCount == 4 {
                    let digits = Array("0123456789abcdef".utf8)
                    out.write(digits[Int(byte >> 4)])
                    out.write(digits[Int(byte & 15)])
                }
                start = index + 1
            }
            out.write(bytes[start...])
        }
        out.write(literal: "\"")
    }

    /// Of eight bytes.
    private static func mayEscape(_ word: UInt64, _ isInScript: Bool) -> Bool {
        word.holdsLess(than: 0x20) || word.holds(UInt8(ascii: "\"")) || word.holds(UInt8(ascii: "\\"))
            || word.holds(0x7F)
            || isInScript
                && (word.holds(UInt8(ascii: "<")) || word.holds(UInt8(ascii: ">")) || word.holds(UInt8(ascii: "&")))
    }
}

extension JSON {
    static func string(_ text: String?) -> JSON? { text.map { .string($0) } }
}

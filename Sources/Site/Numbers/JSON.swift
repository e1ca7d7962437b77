import Markup
import MiniPython

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
        switch self {
        case .string(let text): Self.quoted(text)
        case .integer(let number): String(number)
        case .number(let number): PyFloat.repr(number)
        case .bool(let value): value ? "true" : "false"
        case .null: "null"
        case .array(let items): "[\(items.map(\.line).joined(separator: ", "))]"
        case .object(let members):
            "{\(members.compactMap { key, value in value.map { "\(Self.quoted(key)): \($0.line)" } }.joined(separator: ", "))}"
        }
    }

    /// Without blanks, in one line that may stand in a `<script>` of a page, where nothing is escaped and a `</` would end
    /// it.
    var script: HTML {
        var out = ""
        for scalar in compact.unicodeScalars {
            switch scalar {
            case "<": out += "\\u003c"
            case ">": out += "\\u003e"
            case "&": out += "\\u0026"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return HTML(markup: out)
    }

    private var compact: String {
        switch self {
        case .string, .integer, .bool, .null: line
        case .number(let number): Int(exactly: number).map(String.init) ?? line
        case .array(let items): "[\(items.map(\.compact).joined(separator: ","))]"
        case .object(let members):
            "{\(members.compactMap { key, value in value.map { "\(Self.quoted(key)):\($0.compact)" } }.joined(separator: ","))}"
        }
    }

    /// Over several lines, indented by two spaces a level, down to a depth below which a value is one line: what is read as
    /// a row stays one, so that a difference of two files shows the rows that differ.
    func text(depth: Int, indent: String = "") -> String {
        let inner = indent + "  "
        func block(_ open: String, _ items: [String], _ close: String) -> String {
            items.isEmpty
                ? open + close : "\(open)\n\(items.map { inner + $0 }.joined(separator: ",\n"))\n\(indent)\(close)"
        }
        guard depth > 0 else { return line }
        switch self {
        case .string, .integer, .number, .bool, .null: return line
        case .array(let items): return block("[", items.map { $0.text(depth: depth - 1, indent: inner) }, "]")
        case .object(let members):
            let written = members.compactMap { key, value in
                value.map { "\(Self.quoted(key)): \($0.text(depth: depth - 1, indent: inner))" }
            }
            return block("{", written, "}")
        }
    }

    private static func quoted(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "\u{0}"..."\u{1F}", "\u{7F}":
                let hex = String(scalar.value, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

extension JSON {
    static func string(_ text: String?) -> JSON? { text.map { .string($0) } }
}

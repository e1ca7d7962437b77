import Source

/// The smallest pieces of a snippet: what the scanner gives and the parser takes. A token says what it is and where it
/// stands; its text is read from the source when someone needs it, so that scanning allocates next to nothing.
struct Token {
    enum Kind: Equatable {
        case name
        case keyword(Keyword)
        case number
        case string
        case op(Operator)
        /// The end of a logical line.
        case newline
        case indent
        case dedent
        case end
    }

    let kind: Kind
    let span: Span

    /// Whether it is made of characters that mean something, and not of lines and their beginnings.
    var isText: Bool {
        switch kind {
        case .name, .keyword, .number, .string, .op: true
        case .newline, .indent, .dedent, .end: false
        }
    }
}

/// A snippet that was scanned to its end.
public struct ScannedSnippet: Sendable {
    let bytes: [UInt8]
    let tokens: [Token]
}

/// Python 3.11's reserved words. The soft ones (`match`, `case`, `_`) are names here as there.
enum Keyword: String, CaseIterable {
    case `False`, `None`, `True`
    case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally, `for`
    case from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`
    case with, yield

    private static let words = (names: NameTable(allCases.map { $0.rawValue }), all: allCases)

    /// The keyword that stands in a text; nil for every other word.
    static func find(_ text: [UInt8], _ range: Range<Int>) -> Keyword? {
        let words = words
        return words.names.find(text, range).map { words.all[$0] }
    }
}

/// Operators and delimiters.
enum Operator: String, CaseIterable {
    case starStarEqual = "**="
    case slashSlashEqual = "//="
    case shiftLeftEqual = "<<="
    case shiftRightEqual = ">>="
    case ellipsis = "..."
    case starStar = "**"
    case slashSlash = "//"
    case shiftLeft = "<<"
    case shiftRight = ">>"
    case lessEqual = "<="
    case greaterEqual = ">="
    case equalEqual = "=="
    case notEqual = "!="
    case arrow = "->"
    case walrus = ":="
    case plusEqual = "+="
    case minusEqual = "-="
    case starEqual = "*="
    case slashEqual = "/="
    case percentEqual = "%="
    case ampersandEqual = "&="
    case barEqual = "|="
    case caretEqual = "^="
    case atEqual = "@="
    case plus = "+"
    case minus = "-"
    case star = "*"
    case slash = "/"
    case percent = "%"
    case at = "@"
    case ampersand = "&"
    case bar = "|"
    case caret = "^"
    case tilde = "~"
    case less = "<"
    case greater = ">"
    case equal = "="
    case openParenthesis = "("
    case closeParenthesis = ")"
    case openBracket = "["
    case closeBracket = "]"
    case openBrace = "{"
    case closeBrace = "}"
    case comma = ","
    case colon = ":"
    case dot = "."
    case semicolon = ";"

    /// The longest operator that three bytes begin with, and its length; nil where they begin with none.
    static func longest(_ first: UInt8, _ second: UInt8, _ third: UInt8) -> (op: Operator, length: Int)? {
        let isAssigned = second == UInt8(ascii: "=")
        func plain(_ op: Operator, orAssigned assigned: Operator) -> (Operator, Int) {
            isAssigned ? (assigned, 2) : (op, 1)
        }
        func doubled(_ op: Operator, orAssigned assigned: Operator) -> (Operator, Int) {
            third == UInt8(ascii: "=") ? (assigned, 3) : (op, 2)
        }
        let isDoubled = second == first
        switch first {
        case UInt8(ascii: "("): return (.openParenthesis, 1)
        case UInt8(ascii: ")"): return (.closeParenthesis, 1)
        case UInt8(ascii: "["): return (.openBracket, 1)
        case UInt8(ascii: "]"): return (.closeBracket, 1)
        case UInt8(ascii: "{"): return (.openBrace, 1)
        case UInt8(ascii: "}"): return (.closeBrace, 1)
        case UInt8(ascii: ","): return (.comma, 1)
        case UInt8(ascii: "."): return isDoubled && third == first ? (.ellipsis, 3) : (.dot, 1)
        case UInt8(ascii: ":"): return plain(.colon, orAssigned: .walrus)
        case UInt8(ascii: ";"): return (.semicolon, 1)
        case UInt8(ascii: "~"): return (.tilde, 1)
        case UInt8(ascii: "="): return plain(.equal, orAssigned: .equalEqual)
        case UInt8(ascii: "!"): return isAssigned ? (.notEqual, 2) : nil
        case UInt8(ascii: "+"): return plain(.plus, orAssigned: .plusEqual)
        case UInt8(ascii: "-"):
            return second == UInt8(ascii: ">") ? (.arrow, 2) : plain(.minus, orAssigned: .minusEqual)
        case UInt8(ascii: "%"): return plain(.percent, orAssigned: .percentEqual)
        case UInt8(ascii: "@"): return plain(.at, orAssigned: .atEqual)
        case UInt8(ascii: "&"): return plain(.ampersand, orAssigned: .ampersandEqual)
        case UInt8(ascii: "|"): return plain(.bar, orAssigned: .barEqual)
        case UInt8(ascii: "^"): return plain(.caret, orAssigned: .caretEqual)
        case UInt8(ascii: "*") where isDoubled: return doubled(.starStar, orAssigned: .starStarEqual)
        case UInt8(ascii: "*"): return plain(.star, orAssigned: .starEqual)
        case UInt8(ascii: "/") where isDoubled: return doubled(.slashSlash, orAssigned: .slashSlashEqual)
        case UInt8(ascii: "/"): return plain(.slash, orAssigned: .slashEqual)
        case UInt8(ascii: "<") where isDoubled: return doubled(.shiftLeft, orAssigned: .shiftLeftEqual)
        case UInt8(ascii: "<"): return plain(.less, orAssigned: .lessEqual)
        case UInt8(ascii: ">") where isDoubled: return doubled(.shiftRight, orAssigned: .shiftRightEqual)
        case UInt8(ascii: ">"): return plain(.greater, orAssigned: .greaterEqual)
        default: return nil
        }
    }
}

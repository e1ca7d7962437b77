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
}

/// Python 3.11's reserved words. The soft ones (`match`, `case`, `_`) are names here as there.
enum Keyword: String, CaseIterable {
    case `False`, `None`, `True`
    case and, `as`, assert, async, await, `break`, `class`, `continue`, def, del, elif, `else`, except, finally, `for`
    case from, global, `if`, `import`, `in`, `is`, lambda, nonlocal, not, or, pass, raise, `return`, `try`, `while`
    case with, yield
}

/// Operators and delimiters, longest first where one is the beginning of another.
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
}

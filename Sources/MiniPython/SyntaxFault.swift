import Source

/// Why a text is no program of ours: CPython would refuse it too (`syntax`), or only this subset does (`unsupported`).
struct SyntaxFault: Error {
    let kind: Failure.Kind
    /// The exception CPython would name, such as `SyntaxError`; not shown for `unsupported`.
    var type = "SyntaxError"
    let message: String
    let span: Span
    var notes: [String] = []
    /// Another place of the text, whose line the message ends with.
    var line: Line?

    enum Line {
        /// Where something began.
        case on(Int)
        /// Where it was seen that something has no end.
        case detected(Int)
    }

    func naming(_ line: Line) -> SyntaxFault {
        var fault = self
        fault.line = line
        return fault
    }

    static func syntax(_ message: String, _ span: Span, note: String? = nil) -> SyntaxFault {
        SyntaxFault(kind: .syntax, message: message, span: span, notes: note.map { [$0] } ?? [])
    }

    static func indentation(_ message: String, _ span: Span, note: String? = nil) -> SyntaxFault {
        SyntaxFault(
            kind: .syntax, type: "IndentationError", message: message, span: span, notes: note.map { [$0] } ?? [])
    }

    static func unsupported(_ what: String, _ span: Span, note: String? = nil) -> SyntaxFault {
        SyntaxFault(kind: .unsupported, message: what, span: span, notes: note.map { [$0] } ?? [])
    }
}

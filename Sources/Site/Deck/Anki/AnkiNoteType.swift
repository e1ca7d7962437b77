/// The note types of our own, one for questions and one for clozes. Their ids and fields are frozen: a collection that has a
/// type with other fields would take no update of its notes. So there are spare fields, and the stock types, which have
/// another name in every language, are left alone. Templates and looks may change.
struct AnkiNoteType {
    let id: Int
    let name: String
    let isCloze: Bool
    /// Frozen: never add, rename or move one; fill a spare one.
    let fieldNames: [String]
    /// Question and answer.
    let templates: [(id: Int, name: String, question: String, answer: String)]

    static let all = [question, cloze]

    static func of(_ kind: CardSource.Kind) -> AnkiNoteType { kind == .cloze ? cloze : question }

    private static let footer = """
        {{#Extra}}<div class="extra">{{Extra}}</div>{{/Extra}}<div class="source">{{Source}} · {{Card ID}}</div>
        """

    private static let question = AnkiNoteType(
        id: 1_420_070_400_001, name: "gradbook question", isCloze: false,
        fieldNames: ["Front", "Back", "Both ways", "Card ID", "Source", "Extra", "Spare 1", "Spare 2", "Spare 3"],
        templates: [
            (
                1_420_070_400_011, "Question", "{{Front}}", "{{FrontSide}}<hr id=\"answer\">{{Back}}" + footer
            ),
            (
                1_420_070_400_012, "Backwards", "{{#Both ways}}{{Back}}{{/Both ways}}",
                "{{#Both ways}}{{FrontSide}}<hr id=\"answer\">{{Front}}" + footer + "{{/Both ways}}"
            ),
        ])

    private static let cloze = AnkiNoteType(
        id: 1_420_070_400_002, name: "gradbook cloze", isCloze: true,
        fieldNames: ["Text", "Card ID", "Source", "Extra", "Spare 1", "Spare 2", "Spare 3"],
        templates: [(1_420_070_400_021, "Cloze", "{{cloze:Text}}", "{{cloze:Text}}" + footer)])

    /// The fields of a note in their order.
    func fields(of card: AnkiDeck.Card) -> [String] {
        let note = card.note
        return fieldNames.map { name in
            switch name {
            case "Front", "Text": card.fields[0]
            case "Back": card.fields[1]
            case "Both ways": note.kind == .reversed ? "yes" : ""
            case "Card ID": note.id
            case "Source": card.source
            default: ""
            }
        }
    }

    private static let style = """
        .card { font: 1.25rem/1.5 system-ui, sans-serif; color: #1b1f24; background: #fff; text-align: left; }
        .card > :first-child { margin-top: 0; }
        #qa, .card { overflow-wrap: break-word; }
        #answer { margin: 1.25rem 0; border: 0; border-top: 1px solid #c8ccd1; }
        code, pre { font: 0.9em/1.5 ui-monospace, monospace; }
        pre { padding: 0.75rem; overflow-x: auto; background: #f3f4f6; }
        img { max-width: 100%; height: auto; }
        table { border-collapse: collapse; }
        th, td { padding: 0.25rem 0.75rem; border-bottom: 1px solid #c8ccd1; }
        .cloze { font-weight: 700; color: #0b57a4; }
        .source { margin-top: 1.5rem; font-size: 0.75rem; color: #5b626b; }
        .nightMode.card, .nightMode .card { color: #e6e8ea; background: #1b1d20; }
        .nightMode pre { background: #26292d; }
        .nightMode .cloze { color: #8ec1ff; }
        .nightMode .source { color: #a3a9b1; }
        """

    /// As a collection holds it.
    var json: JSON {

        let fields = fieldNames.enumerated().map { index, name in
            JSON.object([
                ("name", .string(name)), ("ord", .integer(index)), ("id", .integer(id * 100 + index)),
                ("sticky", .bool(false)),
                ("rtl", .bool(false)), ("font", .string("Arial")), ("size", .integer(20)), ("description", .string("")),
            ])
        }
        let templates = templates.enumerated().map { index, template in
            JSON.object([
                ("name", .string(template.name)), ("ord", .integer(index)), ("id", .integer(template.id)),
                ("qfmt", .string(template.question)), ("afmt", .string(template.answer)), ("bqfmt", .string("")),
                ("bafmt", .string("")), ("did", .null),
            ])
        }
        return .object([
            ("id", .integer(id)), ("name", .string(name)), ("type", .integer(isCloze ? 1 : 0)),
            ("mod", .integer(1_420_070_400)),
            ("usn", .integer(-1)), ("sortf", .integer(0)), ("did", .null), ("css", .string(Self.style)),
            ("flds", .array(fields)), ("tmpls", .array(templates)),
        ])
    }
}

/// Notes as text files that Anki imports, one for each kind, as the kind is chosen by the file. They carry no note types of
/// their own, so they name Anki's; where those have names in another language, Anki offers the user's own choice. Each note
/// carries its id, so that importing again updates it, and its deck. Tags are left alone: a column of tags would take away
/// those of the learner.
struct AnkiText {
    let files: [(name: String, bytes: [UInt8])]

    init(_ deck: AnkiDeck) {
        let kinds: [(kind: CardSource.Kind, name: String, type: String)] = [
            (.basic, "basic.tsv", "Basic"), (.reversed, "reversed.tsv", "Basic (and reversed card)"),
            (.cloze, "cloze.tsv", "Cloze"),
        ]
        files = kinds.compactMap { kind, name, type in
            let cards = deck.cards.filter { $0.note.kind == kind }
            if cards.isEmpty { return nil }
            var text = """
                #separator:tab
                #html:true
                #notetype:\(type)
                #if matches:update current
                #guid column:1
                #deck column:2

                """
            for card in cards {
                let columns = [card.guid, card.deck] + card.fields
                text += columns.map(Self.quoted).joined(separator: "\t") + "\n"
            }
            return (name, Array(text.utf8))
        }
    }

    private static func quoted(_ text: String) -> String { "\"\(text.replacing("\"", with: "\"\""))\"" }
}

import Markup
import Source

/// A deck as Anki knows it: each note with the id by which a collection recognises it, the day it was changed, its fields
/// as HTML, and the pictures in them. Text files and packages are made of it. Everything in it comes from the lesson and
/// its ledger; learners' copies are updated where the ledger says so.
struct AnkiDeck {
    struct Card {
        let note: Note
        /// By which Anki finds its copy of the note: letters and digits only, as a line of a text file that begins with `#`
        /// is a remark.
        let guid: String
        /// Seconds since 1970; a copy that is older is replaced.
        let modified: Int
        /// The name of its deck, `SITE::TRACK::NN Lesson`.
        let deck: String
        /// `TRACK/NN-slug`.
        let lesson: String
        /// One for each side of the note.
        let fields: [String]
        /// Where it comes from, HTML.
        let source: String
    }

    let cards: [Card]
    /// Images by the names they have in fields.
    let media: [(name: String, file: SourceFile)]

    /// - Parameter embedsImages: whether pictures are part of the fields, for files that can carry no other.
    init(_ deck: NoteDeck, embedsImages: Bool = false) {
        var media: [String: SourceFile] = [:]
        cards = deck.lessons.flatMap { lesson in
            let deckName = [deck.title, lesson.track, "\(lesson.number) \(lesson.title)"].map(Self.deckName)
                .joined(separator: "::")
            return lesson.notes.compactMap { note -> Card? in
                guard let ledger = lesson.ledger, let entry = ledger.entry(note.id) else { return nil }
                let fields = note.sides.map { side in
                    AnkiField(side, of: note) { file in
                        if embedsImages, let address = file.dataAddress { return address }
                        let name = Self.mediaName(of: file)
                        media[name] = file
                        return name
                    } address: { page in
                        deck.address.map { "\($0)/\(page)" }
                    }.html
                }
                return Card(
                    note: note, guid: SHA256("\(ledger.deck)/\(note.id)").base32(bytes: 10), modified: entry.modified,
                    deck: deckName, lesson: lesson.path, fields: fields,
                    source: HTML(escaping: lesson.title).text)
            }
        }
        self.media = media.sorted { $0.key < $1.key }.map { (name: $0.key, file: $0.value) }
    }

    /// Two colons part the names of decks.
    private static func deckName(_ title: String) -> String {
        var name = ""
        for character in title { name += name.last == ":" && character == ":" ? " :" : String(character) }
        return name.isEmpty ? "-" : name.replacing("\"", with: "'")
    }

    /// All pictures of a collection are in one folder, so a name is made of what the picture holds.
    private static func mediaName(of file: SourceFile) -> String {
        let end = file.path.split(separator: "/").last?.split(separator: ".").dropFirst().last.map {
            "." + $0.lowercased()
        }
        return "gradbook-" + SHA256(file.bytes).hexadecimal(bytes: 10) + (end ?? "")
    }
}

import Source

/// What the ledgers of a site have to do with each other: no two may be of one deck, or learners' copies of one lesson's
/// cards would be replaced by those of another.
struct SiteLedgers {
    let site: SiteOutline

    init(_ site: SiteOutline) { self.site = site }

    var links: LinkMap { LinkMap(site) }

    /// Whether no lesson has one.
    var isEmpty: Bool { !site.hasLedgers }

    /// The name that a lesson's ledger begins with: `SITE/TRACK/NN-slug`, with a number where another lesson had that
    /// name once.
    func freeName(for lesson: Lesson) -> String {
        let name = "\(Self.slug(site.config.title))/\(lesson.path)"
        let taken = Set(site.lessons.compactMap(\.ledgerDeck))
        if !taken.contains(name) { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }

    /// Ledgers that were copied with their lessons.
    var findings: [Diagnostic] {
        var first: [String: LessonOutline] = [:]
        return site.lessons.compactMap { lesson in
            guard let deck = lesson.ledgerDeck, !deck.isEmpty else { return nil }
            guard let earlier = first[deck] else {
                first[deck] = lesson
                return nil
            }
            let (file, other) = (file(of: lesson), file(of: earlier))
            var found = Diagnostic(
                "ledger-copied", "this is the ledger of another lesson, `\(deck)`", at: file, Self.place(in: file))
            found.notes.append(.init("which has it too", at: .init(other, Self.place(in: other))))
            return found.noting(
                "remove the one that was copied and run `gradbook accept`: one id cannot be two cards in a learner's collection"
            )
        }
    }

    private func file(of lesson: LessonOutline) -> SourceFile {
        let path = "\(lesson.path)/\(Ledger.fileName)"
        return site.folder.read(path) ?? SourceFile(path: site.folder.shown(path), bytes: [])
    }

    private static func place(in file: SourceFile) -> Span {
        file.lineStarts.indices.map(file.lineSpan).first { file.text(in: $0).hasPrefix("deck ") } ?? Span(0, 0)
    }

    /// A title as a part of a name.
    private static func slug(_ title: String) -> String {
        let words = title.lowercased().split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
        return words.isEmpty ? "site" : words.joined(separator: "-")
    }
}

import Source

/// What the ledgers of a site have to do with each other: no two may be of one deck, or learners' copies of one lesson's
/// cards would be replaced by those of another.
struct SiteLedgers {
    let links: LinkMap
    private let title: String
    /// By the path of a lesson, its ledger as it stands on the disk.
    private let ledgers: [(lesson: Lesson, file: SourceFile, ledger: Ledger)]

    init(_ site: SiteSource) {
        links = LinkMap(site)
        title = site.config.title
        ledgers = site.lessons.compactMap { lesson in
            guard let file = site.folder.read("\(lesson.path)/\(Ledger.fileName)") else { return nil }
            var problems: [Diagnostic] = []
            return (lesson, file, Ledger(file, &problems))
        }
    }

    /// Whether no lesson has one.
    var isEmpty: Bool { ledgers.isEmpty }

    /// The name that a lesson's ledger begins with: `SITE/TRACK/NN-slug`, with a number where another lesson had that
    /// name once.
    func freeName(for lesson: Lesson) -> String {
        let name = "\(Self.slug(title))/\(lesson.path)"
        let taken = Set(ledgers.map(\.ledger.deck))
        if !taken.contains(name) { return name }
        var number = 2
        while taken.contains("\(name)-\(number)") { number += 1 }
        return "\(name)-\(number)"
    }

    /// Ledgers that were copied with their lessons.
    var findings: [Diagnostic] {
        var first: [String: SourceFile] = [:]
        return ledgers.compactMap { lesson, file, ledger in
            guard !ledger.deck.isEmpty else { return nil }
            guard let earlier = first[ledger.deck] else {
                first[ledger.deck] = file
                return nil
            }
            var found = Diagnostic(
                "ledger-copied", "this is the ledger of another lesson, `\(ledger.deck)`", at: file,
                Self.place(in: file))
            found.notes.append(.init("which has it too", at: .init(earlier, Self.place(in: earlier))))
            return found.noting(
                "remove the one that was copied and run `gradbook accept`: one id cannot be two cards in a learner's collection"
            )
        }
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

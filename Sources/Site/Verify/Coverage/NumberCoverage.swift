import Markup
import MiniPython
import Source

/// The account of every number that a page shows: computed by the engine, claimed and compared with it, quoted from a
/// snippet, plain, or none of these. It only looks; whether a number without an account is an error is decided elsewhere.
struct NumberCoverage {
    enum Role: String, CaseIterable {
        case computed, claimed, quoted, plain, unaccounted
    }

    /// A number and what accounts for it.
    struct Entry {
        let role: Role
        let file: SourceFile
        let span: Span
    }

    private(set) var entries: [Entry] = []
    /// One for every number without an account, and for what else hides numbers.
    private(set) var findings: [Diagnostic] = []
    /// Fences with numbers for which only a reason accounts.
    private(set) var excused: [Listing] = []

    func count(_ role: Role) -> Int { entries.count { $0.role == role } }

    /// The numbers of a page after it was run.
    init(_ run: PageRun) {
        let page = run.page
        let computed = Self.computed(run)
        for number in computed {
            let slice = number.span.claim ?? number.span.field
            entries.append(
                Entry(
                    role: number.span.claim == nil ? .computed : .claimed, file: slice.file,
                    span: slice.fileSpan(Span(0, slice.bytes.count))))
        }
        let sources = Sources(page, computed)
        var account = Account(file: page.file, sources: sources)
        // What is listed is looked for in every text.
        let texts = ShownText.texts(of: page, all: !page.matter.plain.isEmpty)
        for text in texts { account.add(text) }
        for listing in page.listings {
            if let reason = listing.reasonText {
                account.add(ShownText(.prose, reason))
                if ShownText(.listing, listing.content).numerals.isEmpty { continue }
                excused.append(listing)
            } else if listing.language.isEmpty {
                account.undeclared(listing)
            } else if NumeralSearch.mayShow(listing.content.bytes, isMarkdown: false) {
                account.add(ShownText(.listing, listing.content))
            }
        }
        account.unused(page.matter.plain, in: texts)
        take(account)
        // A deck of its own has its numbers in its own file.
        for item in page.items {
            guard case .cards(let fence) = item.content, fence.include != nil else { continue }
            var account = Account(file: fence.file, sources: sources)
            for text in fence.cards.flatMap({ ShownText.texts(of: $0, all: false) }) { account.add(text) }
            entries += account.entries
            findings += account.findings
        }
    }

    /// The numbers of texts for which nothing is computed: those of a site or a track.
    init(_ texts: [FrontMatter.Text], in file: SourceFile) {
        var account = Account(file: file, sources: Sources(), computes: false)
        for text in texts {
            for text in ShownText.texts(of: TracedText(text.slice(in: file))) { account.add(text) }
        }
        take(account)
    }

    private mutating func take(_ account: Account) {
        entries += account.entries
        entries.sort { $0.span.start < $1.span.start }
        findings = account.findings
    }

    /// Everything that a page computed, wherever it stands.
    private static func computed(_ run: PageRun) -> [Computed] {
        var numbers = run.matter.all.flatMap(\.results)
        for result in run.results {
            switch result {
            case .computed(let number): numbers.append(number)
            case .cards(let cards): numbers += cards.flatMap { $0 }
            case .figure(let figure): numbers += figure.caption?.results ?? []
            case .snippet, .plain, .failed: break
            }
        }
        return numbers.compactMap { $0 }
    }
}

/// The numbers that a page's claims and computed spans show, for formulas that repeat them.
private struct KnownNumbers {
    private var values: Set<String> = []

    init(_ computed: [Computed]) {
        for number in computed {
            let shown = number.span.claim?.text ?? number.evaluation.text
            for written in Claim(shown)?.numbers ?? [] { values.insert(written.canonical) }
        }
    }

    func hold(_ text: String) -> Bool { WrittenNumber(text).map { values.contains($0.canonical) } ?? false }
}

/// What accounts for numbers on a page. A page that shows none of its own asks for none of it.
private final class Sources {
    private let snippets: [Snippet]
    private let listed: [FrontMatter.Text]
    private let computed: [Computed]

    init() { (snippets, listed, computed) = ([], [], []) }

    init(_ page: LessonPage, _ computed: [Computed]) {
        snippets = page.snippets
        listed = page.matter.plain
        self.computed = computed
    }

    lazy var names = SnippetNames(snippets.map { $0.code.text })
    lazy var plain = PlainNumbers(listed: listed.map(\.text), names: names)
    lazy var known = KnownNumbers(computed)
}

/// The account while it is drawn up, text by text.
private struct Account {
    typealias Entry = NumberCoverage.Entry

    let file: SourceFile
    let sources: Sources
    /// Whether anything can be computed here.
    let computes: Bool
    private(set) var entries: [Entry] = []
    private(set) var findings: [Diagnostic] = []

    init(file: SourceFile, sources: Sources, computes: Bool = true) {
        self.file = file
        self.sources = sources
        self.computes = computes
    }

    mutating func add(_ text: ShownText) {
        if text.place == .formula { return addFormula(text) }
        let isQuoted = text.place == .code && sources.names.hold(text.text)
        for numeral in text.numerals {
            let span = text.span(numeral.range, in: file)
            if isQuoted {
                entries.append(Entry(role: .quoted, file: file, span: span))
            } else if let objection = sources.plain.objection(to: numeral, in: text) {
                entries.append(Entry(role: .unaccounted, file: file, span: span))
                findings.append(finding(text.string(numeral.range), objection, text, span))
            } else {
                entries.append(Entry(role: .plain, file: file, span: span))
            }
        }
    }

    private mutating func addFormula(_ text: ShownText) {
        for number in FormulaNumerals(text.scalars).found {
            let span = text.span(number.range, in: file)
            let written = text.string(number.range)
            switch number.role {
            case .plain: entries.append(Entry(role: .plain, file: file, span: span))
            case .value where sources.known.hold(written): entries.append(Entry(role: .quoted, file: file, span: span))
            case .value:
                entries.append(Entry(role: .unaccounted, file: file, span: span))
                findings.append(
                    Diagnostic(
                        "number-unaccounted", "no number of this page is claimed or computed to be \(written)",
                        at: file,
                        span
                    ).noting("compute or claim it in the text, as in `=expr => \(written)`"))
            }
        }
    }

    private func finding(_ written: String, _ objection: PlainNumbers.Objection, _ text: ShownText, _ span: Span)
        -> Diagnostic
    {
        func finding(_ message: String, _ note: String) -> Diagnostic {
            Diagnostic("number-unaccounted", message, at: file, span).noting(note)
        }
        let remedy = "compute it with `=expr`, or claim it with `=expr => \(written)`"
        let message = "the number \(written) is not accounted for"
        if !computes { return finding(message, "nothing is computed here: write it in words, or in a lesson") }
        switch objection {
        case .place(let place):
            let name =
                switch place {
                case .tableCell: "a table cell"
                case .caption: "a caption"
                case .imageDescription: "the description of an image"
                default: "the answer of a card"
                }
            return finding(message, "in \(name) no number is plain: \(remedy)")
        case .beside(let word):
            return finding(
                message,
                "beside \(word.first?.isLetter ?? false ? "\"\(word)\"" : "`\(word)`") a number is a result: \(remedy)"
            )
        case .unknownName(let name, let nearest):
            return Diagnostic("number-unaccounted", "no snippet of this page has the name `\(name)`", at: file, span)
                .noting(
                    "it looks like \(nearest.map { "`\($0)`" } ?? "a name"), which one has; a name of something else goes under `plain:`"
                )
        case .form where text.place == .code:
            return finding(
                "`\(text.text)` stands in no snippet of this page, so \(written) is not accounted for",
                "quote a snippet to the character; or \(remedy)")
        case .form where text.place == .listing:
            return finding(
                message,
                "nothing checks this fence: show a snippet and its output instead, or say why not with `static reason=\"…\"` behind its language"
            )
        case .form:
            return finding(message, "\(remedy); a name or a fact of the world goes under `plain:` in the front matter")
        }
    }

    mutating func undeclared(_ listing: Listing) {
        let found = Diagnostic("fence-undeclared", "this code has no role", at: file, listing.fence)
        let end = Span(listing.fence.end, listing.fence.end)
        let isFence = [UInt8(ascii: "`"), UInt8(ascii: "~")].contains(file.bytes[max(0, end.start - 1)])
        findings.append(
            isFence
                ? found.fixing("write ```python when it is to be run", with: "python", at: end)
                    .fixing("write ```text when it is only shown", with: "text", at: end)
                : found.noting("put it into a fence: ```python when it is to be run, ```text when it is only shown"))
    }

    mutating func unused(_ entries: [FrontMatter.Text], in texts: [ShownText]) {
        if entries.isEmpty { return }
        for index in sources.plain.unused(in: texts) where index < entries.count {
            findings.append(
                Diagnostic(
                    "plain-unused", "`\(entries[index].text)` stands nowhere on this page", at: file,
                    entries[index].span,
                    severity: .warning
                ).noting("take it out of the list"))
        }
    }
}

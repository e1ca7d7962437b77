import Micrograd
import Source

/// The whole of gradbook, one stage a line: what this file calls, in this order, is what the folders beside it hold.
public struct Pipeline: Sendable {
    /// The folder of the lessons.
    public var content: String
    /// The folder of the templates; nil for those that are built into the program.
    public var templates: String?
    /// Overrides `base-url` of site.yml.
    public var baseURL: String?
    /// Whether lessons marked as drafts are part of the site.
    public var drafts: Bool
    /// Whether a number without an account is an error, whatever site.yml says.
    public var strict: Bool
    /// Told how far it has come, on the thread that asked, often.
    public var progress: (@Sendable (PassProgress) -> Void)?
    /// Told what became of each lesson, in the order of the site.
    public var note: (@Sendable (LessonNote) -> Void)?
    /// The share of the lessons that is made, and no page of many lessons with it; nil for all of the site.
    public var shard: Shard?
    /// Takes down where the time goes; nil where nobody asks.
    public var timings: Timings?
    /// How many lessons are worked on at once; nil for as many as there are cores. What is built is the same.
    public var cores: Int?
    /// Whether a build takes from the cache what need not be made again, and keeps there what it makes.
    public var isCached = false
    /// Where what KaTeX and JavaScriptCore are looked for, and whether what they make is kept; only tests change it.
    var typesetter: FormulaTypesetter
    /// The mistake in the engine that lessons are run on; only tests have one.
    var mutant: Mutant?

    public init(
        content: String, templates: String?, baseURL: String? = nil, drafts: Bool = false, strict: Bool = false
    ) {
        self.content = content
        self.templates = templates
        self.baseURL = baseURL
        self.drafts = drafts
        self.strict = strict
        typesetter = FormulaTypesetter(
            cache: FormulaCache(path: ContentFolder(path: content).beside(".gradbook/formulas")))
    }

    /// A site that was read, run and verified, with all its lessons in memory: for commands that look into lessons. What
    /// makes a site holds a few at a time.
    public struct Checked {
        let site: SiteSource
        let runs: [LessonRun]
        let links: LinkMap
        let formulas: Formulas
        /// The account of the numbers of each run's pages.
        let coverage: [[NumberCoverage]]
        /// What is doubtful and not wrong, in order.
        public let warnings: [Diagnostic]
        /// The title of the site, plain text.
        public var title: String { site.config.title }
        /// Paths of the lessons, `TRACK/NN-slug`, in the order of the site.
        public var lessons: [String] { runs.map(\.lesson.path) }
    }

    /// What went wrong, in order; never empty.
    public struct Failure: Error {
        public let diagnostics: [Diagnostic]

        init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics.sorted(by: Diagnostic.inOrder) }
    }

    /// Read: the paths of all lessons, whatever is wrong with them.
    public func lessons() throws(Failure) -> [String] {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: drafts, &diagnostics) else { throw Failure(diagnostics) }
        return site.lessons.map(\.path)
    }

    /// Read: the paths of all folders of lessons, drafts too, of which none is read.
    public func everyLesson() throws(Failure) -> [String] {
        var diagnostics: [Diagnostic] = []
        guard let frame = SiteFrame.read(content, &diagnostics) else { throw Failure(diagnostics) }
        return frame.lessons.map(\.path)
    }

    /// Whether a lesson is left out because it is a draft.
    public func isDraft(_ path: String) throws(Failure) -> Bool {
        var everything = self
        everything.drafts = true
        let published = try lessons()
        return try everything.lessons().contains(path) && !published.contains(path)
    }

    /// Read → Run → Verify → Weave → Render, lesson by lesson: everything that was found, and what was checked.
    /// - Parameters:
    ///   - command: what asks, such as `verify`.
    ///   - paths: the lessons to run and to find fault with; nil for the whole site.
    ///   - ledgers: whether the cards must be those of the ledgers.
    ///   - sink: where the files of the whole site go, of which those of a report with errors are of no use; nil where
    ///     lessons are only checked.
    public func report(
        _ command: String, only paths: [String]? = nil, ledgers: Bool = false, into sink: FileSink? = nil
    ) -> Report {
        let workers = cores.map { Workers(count: $0) } ?? Workers()
        if isCached, paths == nil, !ledgers, mutant == nil, let sink = sink as? KeepingSink,
            let cache = BuildCache(ContentFolder(path: content))
        {
            return CachedPasses(pipeline: self, command: command, workers: workers, cache: cache).run(into: sink)
        }
        return SitePasses(pipeline: self, command: command, paths: paths, ledgers: ledgers, workers: workers)
            .run(into: sink)
    }

    /// What a path names in a lesson where there is no such thing, and the pages that there are.
    /// - Parameters:
    ///   - path: one that leads to the lesson, or to something in it: its source, or what is built of it.
    ///   - output: where the site goes.
    public func missingPage(_ path: String, of lesson: String, in output: String) -> (name: String, pages: [String])? {
        // The folders above may have such names too; behind a `#` stands a place in the page.
        let parts = path.prefix { $0 != "#" }.split(separator: "/")
        let folders = lesson.split(separator: "/")
        let end = parts.indices.last { $0 + 1 >= folders.count && parts[...$0].suffix(folders.count) == folders[...] }
        guard let end else { return nil }
        let name = parts[(end + 1)...].joined(separator: "/")
        let folder = ContentFolder(path: content)
        let pages = Page.Kind.allCases.map { $0.rawValue + ".md" }.filter { folder.isFile("\(lesson)/\($0)") }
        let sources = pages + pages.map { $0.dropLast(3) + ".html" } + [LessonNumbers.fileName]
        if name.isEmpty || sources.contains(name) || folder.kind("\(lesson)/\(name)") != nil { return nil }
        return ContentFolder(path: output).kind("\(lesson)/\(name)") != nil ? nil : (name, pages)
    }

    /// Why a part of the site would be made by a build, and why it was when it was made last.
    public func why(_ subject: Why.Subject) throws(Failure) -> Why {
        guard let cache = BuildCache(ContentFolder(path: content)) else {
            return Why(subject: subject, now: ["nothing can be kept beside \(content)"], last: [])
        }
        return try CachedPasses(
            pipeline: self, command: "why", workers: cores.map { Workers(count: $0) } ?? Workers(), cache: cache
        ).why(subject).get()
    }

    /// The same, that neither takes anything from what is kept beside the content nor keeps anything, formulas included.
    public var withoutCache: Pipeline {
        var pipeline = self
        pipeline.isCached = false
        pipeline.typesetter.cache = FormulaCache(path: nil)
        return pipeline
    }

    /// Read → Run → Verify → Weave → Render: every file of the site, in order of path.
    public func files() throws(Failure) -> [OutputFile] {
        let sink = MemorySink()
        let report = report("build", into: sink)
        guard report.passed else { throw Failure(report.diagnostics) }
        return sink.files
    }

    /// Whether the built site is committed beside the content, so that `verify` compares it.
    public var publicIsCommitted: Bool {
        var ignored: [Diagnostic] = []
        guard let file = ContentFolder(path: content).readText("site.yml", &ignored) else { return false }
        return SiteConfig.read(file, &ignored).0.publicIsCommitted
    }

    /// Read → Run → Verify, with all lessons in memory.
    /// - Parameter paths: the lessons to run and to find fault with; nil for the whole site.
    public func check(only paths: [String]? = nil) throws(Failure) -> Checked {
        let (findings, checked) = examine(only: paths)
        guard let checked else { throw Failure(findings) }
        return checked
    }

    /// - Returns: the checked site when it has no errors.
    private func examine(only paths: [String]? = nil) -> (findings: [Diagnostic], checked: Checked?) {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: drafts, &diagnostics) else { return (diagnostics, nil) }
        var found = Findings()
        found.add(diagnostics)
        found.add(site.outline.cardFindings)
        let lessons = site.lessons.filter { paths?.contains($0.path) ?? true }
        let formulas = typesetter.typeset(
            lessons.flatMap(\.pages).flatMap(Formula.all(writtenOn:)).map(\.key)
                + site.frame.tracks.flatMap(Formula.all(of:)).map(\.key))
        let isStrict = strict || site.config.strict
        found.add(SitePasses.ownFindings(site.outline, formulas, isStrict: isStrict))
        let checker = LessonChecker(
            site: site.outline, formulas: formulas, isStrict: isStrict, ledgers: false, mutant: mutant)
        let checked = lessons.enumerated().map { index, lesson in
            defer { progress?(PassProgress(.lessons, index + 1, of: lessons.count)) }
            var clock = StageClock(.run)
            // Read has told its findings with those of the site.
            return checker.check(ReadLesson(lesson: lesson, findings: []), &clock)
        }
        for lesson in checked { found.add(lesson.findings) }
        found.sayOnce("formula-typesetter")
        if let paths { found.keep(below: Set(paths.map(site.folder.shown))) }
        let findings = found.all.sorted(by: Diagnostic.inOrder)
        if found.hasErrors { return (findings, nil) }
        return (
            findings,
            Checked(
                site: site, runs: checked.map(\.run), links: LinkMap(site.outline), formulas: formulas,
                coverage: checked.map(\.coverage), warnings: findings)
        )
    }

    /// Numbers: every computed number of the checked lessons, as `numbers.json` lists them.
    public func numbers(of checked: Checked) -> [LessonNumbers] { checked.runs.map { LessonNumbers($0) } }

    /// Read → Run → Numbers: what the working tree computes, whether its claims hold or not.
    /// - Returns: the numbers, and what kept the lessons from being read or run whole.
    public func numbersOfWorkingTree() throws(Failure) -> (BuiltNumbers, problems: [Diagnostic]) {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: drafts, &diagnostics) else { throw Failure(diagnostics) }
        let runs = site.lessons.map(Runner(budget: site.config.budget).run)
        diagnostics += runs.flatMap { $0.pages }.flatMap(\.problems)
        let errors = diagnostics.filter { $0.severity == .error }.sorted(by: Diagnostic.inOrder)
        return (BuiltNumbers(name: "the working tree", lessons: runs.map { LessonNumbers($0) }), errors)
    }

    /// Read → Run → Explain: how the numbers at a place of a page came to be.
    public func explain(_ place: PagePlace) throws(Failure) -> [Explanation] {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: true, &diagnostics) else { throw Failure(diagnostics) }
        var path = place.path
        while path.hasPrefix("./") { path.removeFirst(2) }
        for lesson in site.lessons {
            for page in lesson.pages
            where page.file.path == path || "\(lesson.path)/\(page.kind.rawValue).md" == path {
                return try Explainer(page: page, lesson: lesson, budget: site.config.budget).explain(place)
            }
        }
        let paths = site.lessons.flatMap { $0.pages.map(\.file.path) }
        let problem = Diagnostic(
            "explain-page", "this is no page of the content", at: SourceFile(path: place.path, bytes: []), Span(0, 0))
        throw Failure(
            diagnostics.filter { $0.location.file.path == path } + [
                problem.noting(
                    Spelling.nearest(to: path, among: paths).map { "did you mean `\($0)`?" }
                        ?? "name a page such as `\(paths.first ?? "content/track/01-lesson/lesson.md")`")
            ])
    }

    /// Impact: what became of the computed numbers between two builds.
    public static func impact(from old: BuiltNumbers, to new: BuiltNumbers) -> Impact { Impact(from: old, to: new) }

    /// Drops what was found elsewhere than in the lessons that were asked for.
    private func keep(_ diagnostics: inout [Diagnostic], only paths: [String]?, in site: SiteSource) {
        guard let paths else { return }
        let folders = paths.map { site.folder.shown($0) + "/" }
        diagnostics.removeAll { found in !folders.contains { found.location.file.path.hasPrefix($0) } }
    }

    private func runner(of site: SiteSource) -> Runner {
        var runner = Runner(budget: site.config.budget, mutant: mutant)
        // Pages tell the operations behind their numbers.
        runner.tell = { ExplainedScene(interpreter: $1).outline(of: $0) }
        return runner
    }

    /// Read → Run → Accept: what the engine computes where the lessons claim something else.
    ///
    /// A lesson that cannot be read or does not run to its end accepts nothing, nor does any other then; the same when the
    /// audit does not confirm a backward pass.
    /// - Parameters:
    ///   - paths: the lessons; nil for the whole site.
    ///   - isForced: whether claims are rewritten that were written since the last commit.
    ///   - withoutIDs: whether cards may lack their ids; then these cards are left out.
    public func acceptance(
        only paths: [String]? = nil, isForced: Bool = false, withoutIDs: Bool = false
    ) throws(Failure) -> Acceptance {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: drafts, &diagnostics) else { throw Failure(diagnostics) }
        let runs = site.lessons.filter { paths?.contains($0.path) ?? true }.map(runner(of: site).run)
        keep(&diagnostics, only: paths, in: site)
        diagnostics += runs.flatMap { $0.pages.flatMap(\.problems) }
        if withoutIDs { diagnostics.removeAll { $0.id == MissingIDs.finding } }
        guard !diagnostics.contains(where: { $0.severity == .error }) else { throw Failure(diagnostics) }
        return Acceptance(runs, of: site, isForced: isForced) { Committed.file($0.path) }
    }

    /// Read → Accept: ids for the cards that have none.
    public func missingIDs(only paths: [String]? = nil) -> [Repair] {
        var diagnostics: [Diagnostic] = []
        guard let site = SiteSource.read(content, drafts: drafts, &diagnostics) else { return [] }
        keep(&diagnostics, only: paths, in: site)
        return MissingIDs.repairs(of: diagnostics, in: site)
    }

    /// Read → Run → Verify → Accept: the repairs that the findings suggest, claims and outputs aside.
    public func repairs(only paths: [String]? = nil) -> [Repair] {
        Repair.all(of: examine(only: paths).findings)
    }

    /// Read → Run → Verify → Mutate: how many broken engines the claims of the lessons would notice.
    /// - Parameter paths: the lessons, all of which must hold on the healthy engine; nil for the whole site.
    public func mutationScores(only paths: [String]? = nil) throws(Failure) -> [MutationScore] {
        let checked = try check(only: paths)
        let budget = checked.site.config.budget
        return checked.runs.map { run in
            MutationScore(run) { Runner(budget: budget, mutant: $0, audits: false) }
        }
    }

    /// Weave → Deck: the cards of some lessons, or of all when none is named.
    public func deck(of checked: consuming Checked, lessons wanted: [String]) -> Deck {
        let folder = checked.site.folder
        let lessons = weave(checked, embedded: folder.dataAddress).flatMap { $0.lessons }
            .filter { wanted.isEmpty || wanted.contains($0.lesson.path) }
        let title = lessons.count == 1 ? lessons[0].title.text : checked.site.config.title
        return Deck(
            title: title, language: checked.site.config.language,
            lessons: lessons.map { Deck.Lesson(code: $0.lesson.name, title: $0.title.text) },
            cards: lessons.flatMap(\.cards))
    }

    /// Weave → Deck: the cards of some lessons, or of all when none is named, as a learner's log names them.
    public func quizCards(of checked: consuming Checked, lessons wanted: [String]) -> [Quiz.Card] {
        let folder = checked.site.folder
        return weave(checked, embedded: folder.dataAddress).flatMap { $0.lessons }
            .filter { wanted.isEmpty || wanted.contains($0.lesson.path) }
            .flatMap { lesson in
                lesson.cards.map { Quiz.Card(key: "\(lesson.lesson.path)/\($0.id)", card: $0) }
            }
    }

    /// Run → Weave → Deck: the notes of some lessons, or of all when none is named, for decks of other programs.
    /// - Parameter goesByLedger: whether every card must be the ledger's, as it must where learners' copies are updated.
    public func notes(
        of checked: consuming Checked, lessons wanted: [String], goesByLedger: Bool
    ) throws(Failure) -> NoteDeck {
        let (site, links) = (checked.site, checked.links)
        var problems: [Diagnostic] = []
        var ledgers: [String: Ledger] = [:]
        var notes: [String: [Note]] = [:]
        for run in checked.runs where wanted.isEmpty || wanted.contains(run.lesson.path) {
            let found = Note.all(of: run, links: links, folder: site.folder)
            notes[run.lesson.path] = found
            if !goesByLedger { continue }
            let comparison = LedgerComparison(run, notes: found, folder: site.folder)
            ledgers[run.lesson.path] = comparison.ledger
            problems += comparison.findings(isWanted: true)
        }
        if goesByLedger { problems += SiteLedgers(site.outline).findings }
        guard problems.isEmpty else { throw Failure(problems) }
        let formulas = checked.formulas
        let lessons = weave(checked).flatMap { track, lessons in
            lessons.compactMap { lesson -> NoteDeck.Lesson? in
                guard let found = notes[lesson.lesson.path], !found.isEmpty else { return nil }
                return NoteDeck.Lesson(
                    path: lesson.lesson.path, title: lesson.title.text,
                    track: InlineWeave(track.title, formulas: formulas).text,
                    ledger: ledgers[lesson.lesson.path], notes: found)
            }
        }
        return NoteDeck(title: site.config.title, address: baseURL ?? site.config.baseURL, lessons: lessons)
    }

    /// Deck: notes as a package for Anki.
    ///
    /// - Parameter progress: of a learner, which the package brings along.
    public func ankiPackage(of deck: NoteDeck, progress: ProgressLog? = nil) throws(Failure) -> [UInt8] {
        let anki = AnkiDeck(deck)
        do { return try AnkiPackage(anki, history: progress.map(AnkiHistory.init)).bytes } catch {
            let card = anki.cards.max { $0.fields.joined().utf8.count < $1.fields.joined().utf8.count }
            let place = card?.note.location ?? .init(SourceFile(path: content, bytes: []), Span(0, 0))
            throw Failure([
                Diagnostic("card-too-long", "this card is too large for Anki", at: place.file, place.span)
                    .noting("a card holds at most some 65,000 bytes")
            ])
        }
    }

    /// Deck: notes as text files for Anki, by their names.
    public func ankiText(of deck: NoteDeck) -> [(name: String, bytes: [UInt8])] {
        AnkiText(AnkiDeck(deck, embedsImages: true)).files
    }

    /// Deck: notes as decks of hashcards with their pictures, by the names of the files.
    public func hashcards(of deck: NoteDeck) -> [(name: String, bytes: [UInt8])] { Hashcards(deck).files }

    /// Ledger: the cards that no longer hold of decks that were made when the ledgers were these.
    public func recall(_ old: [SourceFile], of checked: consuming Checked) throws(Failure) -> Recall {
        let (site, links) = (checked.site, checked.links)
        var problems: [Diagnostic] = []
        let ledgers = old.map { Ledger($0, &problems) }
        guard problems.isEmpty else { throw Failure(problems) }
        // Read once: they are every ledger of the site.
        let all = SiteLedgers(site.outline)
        var known: [String: (lesson: String, ledger: Ledger?, notes: [Note])] = [:]
        for run in checked.runs {
            let notes = Note.all(of: run, links: links, folder: site.folder)
            let ledger = LedgerComparison(run, notes: notes, folder: site.folder).ledger
            let name = ledger?.deck ?? all.freeName(for: run.lesson)
            known[name] = (run.lesson.path, ledger, notes)
        }
        let cards = weave(checked).flatMap { $0.lessons }.map { ($0.lesson.path, $0.cards) }
        return Recall(
            decks: ledgers.map { old in
                let today = known[old.deck]
                let found = cards.first { $0.0 == today?.lesson }?.1 ?? []
                return Recall.deck(
                    old, lesson: today?.lesson, notes: today?.notes ?? [], ledger: today?.ledger,
                    cards: Dictionary(found.map { ($0.id, $0) }) { first, _ in first })
            })
    }

    /// Deck: a deck as one HTML file of sheets to print and cut.
    public func sheets(of deck: Deck, _ settings: PrintSettings) throws(Failure) -> String {
        let sheet = PrintSheet(deck, settings)
        guard sheet.diagnostics.isEmpty else { throw Failure(sheet.diagnostics) }
        return sheet.html.text
    }

    /// Worksheet: a backward pass of a lesson with new numbers for every pupil, and the keys.
    /// - Parameters:
    ///   - lesson: the path of a checked lesson.
    ///   - root: the expression of the figure that it is made from; nil for the lesson's first exercise.
    public func worksheet(
        of checked: Checked, lesson: String, root: String? = nil, _ order: Worksheet.Order
    ) throws(Failure) -> Worksheet? {
        guard let run = checked.runs.first(where: { $0.lesson.path == lesson }) else { return nil }
        let title = run.page(.lesson)?.matter.title.map { InlineWeave.text($0, formulas: checked.formulas) }
        do throws(Diagnostic) {
            return try Worksheet(
                run, title: title ?? run.lesson.name, language: checked.site.config.language, of: root, order)
        } catch { throw Failure([error]) }
    }

    private func weave(
        _ checked: Checked, embedded: ((String) -> String?)? = nil
    ) -> [(track: Track, lessons: [LessonWeave])] {
        checked.site.tracks.map { track, lessons in
            let lessons = Set(lessons.map(ObjectIdentifier.init))
            let runs = zip(checked.runs, checked.coverage).filter { lessons.contains(ObjectIdentifier($0.0.lesson)) }
            return (
                track,
                runs.map { run, coverage in
                    LessonWeave(
                        run, account: LessonAccount(Tally([run], [coverage])), links: checked.links,
                        formulas: checked.formulas, embedded: embedded)
                }
            )
        }
    }
}

import Micrograd
import MiniPython
import Source

/// A lesson that was run and verified, on the thread that did it.
struct CheckedLesson {
    let run: LessonRun
    /// The account of the numbers of each of its pages.
    let coverage: [NumberCoverage]
    /// Everything that is wrong or doubtful with it: its form, its run, what it claims, where it links to.
    let findings: [Diagnostic]
    /// In the order of the lesson.
    let externalLinks: [ExternalLink]

    var tally: Tally { Tally([run], [coverage]) }
}

/// Run → Verify, for one lesson of a site that was surveyed. What it finds depends on the lesson, and on what the site says
/// when it is asked.
struct LessonChecker: Sendable {
    let site: SiteOutline
    let formulas: Formulas
    /// Whether a number without an account is an error.
    let isStrict: Bool
    /// Whether the cards must be those of the ledger.
    let ledgers: Bool
    /// The mistake in the engine; nil for the healthy one.
    var mutant: Mutant?

    /// - Parameter log: takes down what is asked of the site and the disk.
    func check(_ read: ReadLesson, log: InputLog? = nil, _ clock: inout StageClock) -> CheckedLesson {
        let lesson = read.lesson
        clock.enter(.run)
        var runner = Runner(budget: site.config.budget, mutant: mutant)
        // Pages tell the operations behind their numbers.
        runner.tell = { ExplainedScene(interpreter: $1).outline(of: $0) }
        let run = runner.run(lesson)
        clock.enter(.verify)
        let links = LinkMap(site, log: log)
        let folder = site.folder.logged(by: log)
        var found = read.findings
        found += run.pages.flatMap(Verifier().verify)
        var externalLinks: [ExternalLink] = []
        var linked: Set<String> = []
        for page in lesson.pages {
            for link in page.links.map(\.link) + page.cardLinks {
                switch links.resolve(link, on: page, of: lesson) {
                case .broken(let problem): found.append(problem)
                case .file(let path): linked.insert(path)
                case .external:
                    externalLinks.append(ExternalLink(url: link.url, location: .init(page.file, link.span)))
                case .page: break
                }
            }
        }
        let coverage = run.pages.map { NumberCoverage($0) }
        found += coverage.flatMap(\.findings).filter { isStrict || $0.severity == .warning }
        found += UnusedFiles(site: site, log: log).find(in: lesson, linked: linked)
        if ledgers {
            let notes = Note.all(of: run, links: links, folder: folder)
            found += LedgerComparison(run, notes: notes, folder: folder).findings(
                isWanted: site.config.strict || site.hasLedgers)
        }
        if !formulas.areAllRight {
            found += formulas.problems(of: lesson.pages.flatMap(Formula.all(writtenOn:)))
        }
        return CheckedLesson(run: run, coverage: coverage, findings: found, externalLinks: externalLinks)
    }
}

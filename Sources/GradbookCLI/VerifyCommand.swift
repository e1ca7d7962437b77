import ArgumentParser
import Site
import Source

/// `gradbook verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every claim, output and link, and the built site.",
        discussion: """
            Runs all lessons and compares what they say with what the engine computes, and the cards \
            with the ledger of their lesson, cards.lock. With --public, or where site.yml \
            says `public: committed`, the built site must be what a fresh build gives, byte for byte.
            """)

    @OptionGroup var options: SiteOptions

    @OptionGroup var reporting: ReportOptions

    @OptionGroup var caching: CacheOptions

    @Option(help: ArgumentHelp("A built site to compare with a fresh build.", valueName: "dir"))
    var `public`: String?

    @Flag(help: "Make an error of every number that is neither computed, claimed, quoted nor plain.")
    var strict = false

    @Flag(help: "List the links to other sites.")
    var links = false

    @Flag(help: "Ask other sites whether what links name is there. This uses the network, by the program curl.")
    var external = false

    @Argument(help: "Lessons to check: TRACK/NN-slug, or any file in it. All when none is named.")
    var paths: [String] = []

    func run() throws {
        var pipeline = options.pipeline
        pipeline.strict = strict
        if caching.noCache { pipeline = pipeline.withoutCache }
        // A site that cannot be read has no lessons to name; what is wrong with it is said below.
        let known = paths.isEmpty ? nil : try? pipeline.lessons()
        let lessons = try known.map { try options.lessons(named: paths, among: $0) }
        let watch = reporting.watch(&pipeline)
        let isCommitted = options.content == SiteOptions.defaultContent && pipeline.publicIsCommitted
        let folder = lessons == nil ? `public` ?? (isCommitted ? "public" : nil) : nil
        let site = folder.map { BuiltSite(folder: $0) }
        var report = pipeline.report("verify", only: lessons, ledgers: true, into: site?.sink)
        if let site, report.passed { report = report.adding(site.differences()) }
        watch.end()
        if external { report = report.adding(LinkProbe().check(report.externalLinks)) }
        if links, reporting.format == .text {
            Console.print(report.externalLinks.map { $0.text + "\n" }.joined())
        }
        try reporting.write(report, result: report.summary + "\n")
    }
}

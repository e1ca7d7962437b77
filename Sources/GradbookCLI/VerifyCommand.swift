import ArgumentParser
import Site
import Source

/// `gradbook verify`
struct VerifyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check every claim, output and link, and the built site.",
        discussion: """
            Runs all lessons and compares what they say with what the engine computes. With --public, or where site.yml \
            says `public: committed`, the built site must be what a fresh build gives, byte for byte.
            """)

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("A built site to compare with a fresh build.", valueName: "dir"))
    var `public`: String?

    @Argument(help: "Lessons to check: TRACK/NN-slug, or any file in it. All when none is named.")
    var paths: [String] = []

    func run() throws {
        let pipeline = options.pipeline
        if !paths.isEmpty {
            let known = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.lessons() }
            let lessons = try options.lessons(named: paths, among: known)
            let checked = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.check(only: lessons) }
            Console.report(checked.warnings)
            Console.print(checked.summary + "\n")
            return
        }
        let checked = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.check() }
        Console.report(checked.warnings)
        let summary = checked.summary
        let isCommitted = checked.publicIsCommitted && options.content == SiteOptions.defaultContent
        if let folder = `public` ?? (isCommitted ? "public" : nil) {
            try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.compare(pipeline.files(of: checked), with: folder)
            }
        }
        Console.print(summary + "\n")
    }
}

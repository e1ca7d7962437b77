import ArgumentParser
import Site
import Source

/// `gradbook impact`
struct ImpactCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "impact", abstract: "List the computed numbers that differ between two builds.",
        discussion: """
            A build is a built folder, or a Git revision in which the built site is committed; the second is the working \
            tree, built in memory, where none is named. "0 numbers moved" says that a change of the engine is safe. \
            Claims that do not hold any more stand in nobody's way here.

            Exit status: 0 whether numbers moved or not, with --exit-code 1 when any moved, appeared or disappeared; 1 \
            when the lessons of the working tree cannot all be run; 64 when there is no such build.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, markdown, json
    }

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("Where the built site is committed, for a revision.", valueName: "dir"))
    var `public` = "public"

    @Option(help: "What to print; markdown is made for a comment on a pull request.")
    var format = Format.text

    @Flag(help: "End with status 1 when anything differs, as git diff does.")
    var exitCode = false

    @Argument(help: ArgumentHelp("A built folder or a revision.", valueName: "old"))
    var old: String

    @Argument(help: ArgumentHelp("Another one; the working tree when none is named.", valueName: "new"))
    var new: String?

    func run() throws {
        let earlier = try built(old)
        var problems: [Diagnostic] = []
        let later: BuiltNumbers
        if let new {
            later = try built(new)
        } else {
            (later, problems) = try Console.reporting { () throws(Pipeline.Failure) in
                try options.pipeline.numbersOfWorkingTree()
            }
        }
        let impact = Pipeline.impact(from: earlier, to: later)
        switch format {
        case .text: Console.print(impact.text)
        case .markdown: Console.print(impact.markdown)
        case .json: Console.print(impact.json)
        }
        if !problems.isEmpty {
            Console.report(problems)
            throw ExitCode(1)
        }
        if exitCode, !impact.changes.isEmpty { throw ExitCode(1) }
    }

    private func built(_ name: String) throws -> BuiltNumbers {
        do throws(BuiltNumbers.Missing) {
            return try BuiltNumbers.named(name, site: `public`)
        } catch {
            Console.error("error: \(error.message)\n")
            throw ExitCode.validationFailure
        }
    }
}

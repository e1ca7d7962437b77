import ArgumentParser
import Foundation
import Site
import Source

/// `gradbook accept`
struct AcceptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "accept", abstract: "Write what the engine computes where lessons claim something else.",
        discussion: """
            Runs the lessons and shows every claim and output that does not hold, grouped by what moved, each as a \
            difference; then writes the bytes of these claims and outputs and nothing beside them. A second run changes \
            nothing.

            Nothing is written when a snippet fails, when the audit does not confirm a backward pass, or under CI. A claim \
            that was written since the last commit is left alone: work it out again, or use --force. In a folder that is \
            in no git repository there is no last commit, and every claim is rewritten.

            It also gives an id to each card that has none, and writes into the ledger of each lesson, cards.lock, which \
            cards there are and what they say: what decks that somebody has printed or imported are held against.
            """)

    @OptionGroup var options: SiteOptions

    @Flag(help: "Ask for each group: y, n, a for all the rest, q for none of them.")
    var interactive = false

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @Flag(help: "Rewrite claims that were written since the last commit too.")
    var force = false

    @Flag(help: "Also make the repairs that verify suggests, the first for each finding.")
    var fixes = false

    @Option(help: ArgumentHelp("The day to write for cards that changed; today, by UTC.", valueName: "yyyy-mm-dd"))
    var date: Day?

    @Flag(help: "Who knew the cards that changed still knows them: keep the progress of learners.")
    var minor = false

    @Argument(help: "Lessons: TRACK/NN-slug, or any file in it. All when none is named.")
    var paths: [String] = []

    func run() throws {
        if !dryRun, ProcessInfo.processInfo.environment["CI"] != nil {
            Console.error(
                """
                gradbook accept: error: under CI nobody looks at the numbers that would be written
                  note: run it where you work, look at the difference and commit it; `--dry-run` only shows it

                """)
            throw ExitCode(1)
        }
        let pipeline = options.pipeline
        // A site that cannot be read has no lessons to name; what is wrong with it is said below.
        let known = paths.isEmpty ? nil : try? pipeline.lessons()
        let lessons = try known.map { try options.lessons(named: paths, among: $0) }
        if fixes {
            let plan = Repair.plan(for: chosen(from: pipeline.repairs(only: lessons), text: \.text))
            if plan.fileCount > 0 { try write(plan) }
        }
        var acceptance = try Console.reporting { () throws(Pipeline.Failure) in
            try pipeline.acceptance(only: lessons, isForced: force, withoutIDs: true)
        }
        let ids = chosen(from: pipeline.missingIDs(only: lessons), text: \.text)
        if !ids.isEmpty { try write(Repair.plan(for: ids)) }
        if !ids.isEmpty, !dryRun {
            acceptance = try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.acceptance(only: lessons, isForced: force)
            }
        }
        var plan = acceptance.plan(for: chosen(from: acceptance.groups, text: \.text))
        var left = acceptance.refused + plan.unwritable
        let manner = LedgerUpdate.Manner(
            day: date ?? .today, isMinor: minor, isForced: force)
        let ledgers = acceptance.ledgers(after: plan, manner, refused: &left)
        plan.ledgers = chosen(from: ledgers, text: \.text)
        if acceptance.groups.isEmpty, ledgers.isEmpty, left.isEmpty {
            Console.print(acceptance.nothingText + "\n")
        } else {
            try write(plan)
        }
        if !left.isEmpty {
            Console.report(left)
            Console.error("\(left.count) left alone\n")
            throw ExitCode(1)
        }
    }

    private func write(_ plan: AcceptPlan) throws {
        if !dryRun {
            do { try plan.write() } catch {
                Console.error("\(error)\n")
                throw ExitCode(1)
            }
        }
        Console.print(plan.text(isWritten: !dryRun) + "\n")
    }

    /// All of them, shown; or those that are wanted. Asks on standard output and reads standard input, whose end is a no
    /// for everything that is left.
    private func chosen<Choice>(from choices: [Choice], text: (Choice) -> String) -> [Choice] {
        guard interactive else {
            for choice in choices { Console.print(text(choice) + "\n") }
            return choices
        }
        var chosen: [Choice] = []
        var takesRest = false
        choices: for (index, choice) in choices.enumerated() {
            Console.print(text(choice))
            if takesRest {
                chosen.append(choice)
                continue
            }
            while true {
                Console.print("\(index + 1) of \(choices.count): write this? [y/n/a/q/?] ")
                guard let answer = readLine() else {
                    Console.print("\n")
                    break choices
                }
                switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
                case "y", "yes": chosen.append(choice)
                case "n", "no": break
                case "a":
                    chosen.append(choice)
                    takesRest = true
                case "q": break choices
                default:
                    Console.print(
                        "y: write it, n: leave it, a: write it and all that follow, q: leave it and all that follow\n")
                    continue
                }
                break
            }
        }
        return chosen
    }
}

extension Day: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

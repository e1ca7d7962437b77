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
            """)

    @OptionGroup var options: SiteOptions

    @Flag(help: "Ask for each group: y, n, a for all the rest, q for none of them.")
    var interactive = false

    @Flag(help: "Show what would be written, and write nothing.")
    var dryRun = false

    @Flag(help: "Rewrite claims that were written since the last commit too.")
    var force = false

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
        var lessons: [String]?
        if !paths.isEmpty {
            let known = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.lessons() }
            lessons = try options.lessons(named: paths, among: known)
        }
        let acceptance = try Console.reporting { () throws(Pipeline.Failure) in
            try pipeline.acceptance(only: lessons, isForced: force)
        }
        let groups = interactive ? chosen(from: acceptance.groups) : shown(acceptance.groups)
        let plan = acceptance.plan(for: groups)
        if !dryRun, plan.fileCount > 0 {
            do { try acceptance.write(plan) } catch {
                Console.error("\(error)\n")
                throw ExitCode(1)
            }
        }
        let left = acceptance.refused + plan.unwritable
        if acceptance.groups.isEmpty, left.isEmpty {
            Console.print(acceptance.nothingText + "\n")
        } else {
            Console.print(plan.text(isWritten: !dryRun) + "\n")
        }
        if !left.isEmpty {
            Console.report(left)
            Console.error("\(left.count) left alone\n")
            throw ExitCode(1)
        }
    }

    private func shown(_ groups: [Acceptance.Group]) -> [Acceptance.Group] {
        for group in groups { Console.print(group.text + "\n") }
        return groups
    }

    /// Asks on standard output and reads standard input; its end is a no for everything that is left.
    private func chosen(from groups: [Acceptance.Group]) -> [Acceptance.Group] {
        var chosen: [Acceptance.Group] = []
        var takesRest = false
        groups: for (index, group) in groups.enumerated() {
            Console.print(group.text)
            if takesRest {
                chosen.append(group)
                continue
            }
            while true {
                Console.print("\(index + 1) of \(groups.count): write this? [y/n/a/q/?] ")
                guard let answer = readLine() else {
                    Console.print("\n")
                    break groups
                }
                switch answer.trimmingCharacters(in: .whitespaces).lowercased() {
                case "y", "yes": chosen.append(group)
                case "n", "no": break
                case "a":
                    chosen.append(group)
                    takesRest = true
                case "q": break groups
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

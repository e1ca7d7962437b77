import ArgumentParser
import Site

/// `gradbook run`
struct RunCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "run", abstract: "Run one file as a snippet and print what it prints.",
        discussion: "A Markdown page runs all its snippets, in order, in one namespace.")

    @Option(help: ArgumentHelp("How many steps it may take.", valueName: "n"))
    var steps: Int?

    @Argument(help: ArgumentHelp("A Python file or a Markdown page.", valueName: "file.py|file.md"))
    var file: String

    func run() throws {
        let result = try Console.reporting { () throws(Pipeline.Failure) in try SingleRun.run(file, steps: steps) }
        Console.print(result.output)
        if let problem = result.problem {
            Console.report([problem])
            throw ExitCode(1)
        }
    }
}

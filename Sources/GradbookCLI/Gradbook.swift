import ArgumentParser
import Site

/// The command line. Each subcommand is one thin file: it reads its options, calls the pipeline and prints.
public struct Gradbook: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "gradbook",
        abstract: "Lessons whose every number was computed.",
        discussion: """
            Turns a folder of Markdown lessons into a static site. Snippets are run on a real autograd engine, and the \
            numbers in text, tables, graphs and flashcards are what it computed.

            Exit status: 0 fine, 1 the lessons have errors, 64 wrong usage, 70 a fault of gradbook itself.
            """,
        version: Report.toolVersion,
        subcommands: [
            InitCommand.self, NewCommand.self, BuildCommand.self, ServeCommand.self, VerifyCommand.self,
            AcceptCommand.self, ExplainCommand.self, WhyCommand.self, ImpactCommand.self,
            MutateCommand.self, CardsCommand.self, WorksheetCommand.self, RunCommand.self,
        ])

    public init() {}

    /// What a command finds wrong with its arguments only when it runs is told as what the parser finds: with the usage of
    /// that command.
    public static func main() {
        var running: ParsableCommand?
        do {
            var command = try parseAsRoot()
            running = command
            try command.run()
        } catch let error as ValidationError {
            guard let running else { exit(withError: error) }
            let command = type(of: running)
            let name = path(of: command, below: Self.self).joined(separator: " ")
            Console.error(
                """
                Error: \(error.message)
                Usage: \(usageString(for: command))
                  See '\(name) --help' for more information.

                """)
            exit(withError: ExitCode.validationFailure)
        } catch {
            exit(withError: error)
        }
    }

    /// The words that call a command.
    private static func path(of command: ParsableCommand.Type, below parent: ParsableCommand.Type) -> [String] {
        if command == parent { return [parent._commandName] }
        let path = parent.configuration.subcommands.lazy.map { Self.path(of: command, below: $0) }.first { !$0.isEmpty }
        return path.map { [parent._commandName] + $0 } ?? []
    }
}

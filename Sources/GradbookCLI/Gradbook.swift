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
}

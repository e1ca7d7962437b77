import ArgumentParser
import Foundation
import Site
import Source

/// `gradbook cards`
struct CardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cards", abstract: "Print a deck of flashcards.",
        discussion: """
            As text for a terminal, or as a page of sheets for a printer: two by four cards, fronts and mirrored backs, \
            to be printed on both sides, flipped on the long edge.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, html
    }

    @OptionGroup var options: SiteOptions

    @Option(help: "What to write.")
    var format = Format.text

    @Option(help: ArgumentHelp("The file to write; standard output when none is named.", valueName: "path"))
    var output: String?

    @Option(help: "The paper of the sheets.")
    var paper = Paper.a4

    @Argument(help: "Lessons: TRACK/NN-slug, or any file in it. All when none is named.")
    var lessons: [String] = []

    func run() throws {
        let pipeline = options.pipeline
        let checked = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.check() }
        let wanted = try options.lessons(named: lessons, among: checked.lessons)
        let deck = pipeline.deck(of: checked, lessons: wanted)
        let text: String
        switch format {
        case .text: text = deck.text()
        case .html:
            text = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.sheets(of: deck, paper: paper) }
        }
        guard let output else { return Console.print(text) }
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: output), options: .atomic)
        } catch {
            Console.error(
                "\(output): error: the file cannot be written\n  note: name a file in a folder that is there\n")
            throw ExitCode(1)
        }
    }
}

extension Paper: ExpressibleByArgument {}

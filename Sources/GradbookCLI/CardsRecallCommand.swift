import ArgumentParser
import Foundation
import Site
import Source

/// `gradbook cards recall`
struct CardsRecallCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "recall", abstract: "List the cards of an old deck whose answer no longer holds.",
        discussion: """
            A deck that was printed or exported is as old as the ledger of its lesson was then: keep cards.lock beside it, or \
            take it from git, as in `git show v1:content/TRACK/NN-slug/cards.lock > old.lock`. Listed are the cards that say \
            something else now, edits accepted as minor aside, and those that are gone, by the ids that are printed on them.

            Exit status: 0 when all of them hold, 1 when cards are to be recalled or the lessons have errors.
            """)

    @OptionGroup var options: SiteOptions

    @Argument(help: ArgumentHelp("Ledgers as they were when the deck was made.", valueName: "old.lock"))
    var ledgers: [String]

    func run() throws {
        let pipeline = options.pipeline
        let files = try ledgers.map { path in
            guard let data = FileManager.default.contents(atPath: path) else {
                throw ValidationError("There is no file \(path).")
            }
            return SourceFile(path: path, bytes: [UInt8](data))
        }
        let recall = try Console.reporting { () throws(Pipeline.Failure) in
            try pipeline.recall(files, of: pipeline.check())
        }
        Console.print(recall.text)
        if !recall.isEmpty { throw ExitCode(1) }
    }
}

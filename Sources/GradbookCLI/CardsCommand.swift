import ArgumentParser
import Foundation
import Site
import Source

/// `gradbook cards`
struct CardsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "cards", abstract: "Print a deck of flashcards, or give it to another program.",
        discussion: """
            As text for a terminal (text), where --quiz asks it instead; as sheets for a printer (pdf, html), fronts and mirrored backs, to be printed on \
            both sides and cut; as a package (anki) or text files (tsv) for Anki; or as Markdown for hashcards.

            A PDF is made by Chromium or Chrome, which is looked for on the path; CHROME_PATH names another. The sheets say \
            with which setting of the printer they are printed: --test-sheet puts one in front that shows how far off it is, \
            --back-offset moves the backs by that much, and --simulate proves in text that each back lies behind its front.

            --quiz asks the cards in a mixed order and takes a grade for each. With --schedule FILE it asks what is due, and \
            ten new cards a day, by FSRS-6, and keeps the grades in the file, which is the one that the review page of a site \
            saves and restores.

            Text and html go to standard output unless --output names a file. For anki --output names the file, for tsv and \
            hashcards the folder. What Anki gets goes by the ledgers of the lessons, so that a later deck updates a learner's \
            collection and keeps its schedule.

            gradbook cards recall OLD.lock lists the cards that no longer hold of a deck that was made when a ledger was \
            OLD.lock.
            """,
        subcommands: [CardsDeckCommand.self, CardsRecallCommand.self], defaultSubcommand: CardsDeckCommand.self)
}

/// `gradbook cards`, without a word of its own.
struct CardsDeckCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "deck", abstract: "Print or export a deck. This is what `gradbook cards` does.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, html, pdf, anki, tsv, hashcards
    }

    @OptionGroup var options: SiteOptions

    @Option(help: "What to write.")
    var format = Format.text

    @Option(
        help: ArgumentHelp(
            "The file to write, or for tsv and hashcards the folder to write into.", valueName: "path"))
    var output: String?

    @Option(
        help: ArgumentHelp(
            "With --format anki: the file of a learner's progress, which goes into the package.", valueName: "file"))
    var progress: String?

    @OptionGroup(title: "On a terminal") var asking: QuizOptions

    @OptionGroup(title: "On paper") var printing: PrintOptions

    @Argument(help: "Lessons: TRACK/NN-slug, or any file in it. All when none is named.")
    var lessons: [String] = []

    func validate() throws {
        if let option = printing.given, !printing.simulate, format != .html, format != .pdf {
            throw ValidationError("\(option) is for --format pdf and html, and for --simulate.")
        }
        if progress != nil, format != .anki { throw ValidationError("--progress is for --format anki.") }
        if asking.quiz, format != .text || output != nil || printing.simulate {
            throw ValidationError("--quiz asks on the terminal: it goes with no --format, --output or --simulate.")
        }
        if printing.simulate { return }
        guard output == nil || output == "" else { return }
        switch format {
        case .text, .html: break
        case .pdf: throw ValidationError("--format pdf wants --output FILE.pdf.")
        case .anki: throw ValidationError("--format anki wants --output FILE.apkg.")
        case .tsv: throw ValidationError("--format tsv wants --output FOLDER, for a file of each kind of card.")
        case .hashcards: throw ValidationError("--format hashcards wants --output FOLDER, for a file of each lesson.")
        }
    }

    func run() throws {
        let pipeline = options.pipeline
        let checked = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.check() }
        let wanted = try options.lessons(named: lessons, among: checked.lessons)
        if asking.quiz { return try asking.run(pipeline, checked, lessons: wanted) }
        if printing.simulate {
            let proof = PrintProof(pipeline.deck(of: checked, lessons: wanted), printing.settings)
            try write(proof.text)
            if !proof.holds { throw ExitCode(70) }
            return
        }
        switch format {
        case .text:
            try write(pipeline.deck(of: checked, lessons: wanted).text(width: output == nil ? Terminal.width : 80))
        case .html:
            let deck = pipeline.deck(of: checked, lessons: wanted)
            try write(
                Console.reporting { () throws(Pipeline.Failure) in try pipeline.sheets(of: deck, printing.settings) })
        case .pdf:
            let deck = pipeline.deck(of: checked, lessons: wanted)
            let html = try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.sheets(of: deck, printing.settings)
            }
            try writing { path throws(WriteError) in
                try FileWriter.write(printing.settings.pdf(of: html, for: path), to: path)
            }
        case .anki:
            let log = try progress.map { try QuizOptions.log(in: $0, site: checked.title) }
            let package = try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.ankiPackage(
                    of: pipeline.notes(of: checked, lessons: wanted, goesByLedger: true), progress: log)
            }
            try writing { path throws(WriteError) in try FileWriter.write(package, to: path) }
        case .tsv:
            let files = try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.ankiText(of: pipeline.notes(of: checked, lessons: wanted, goesByLedger: true))
            }
            try writing { path throws(WriteError) in try FileWriter.write(files, into: path) }
        case .hashcards:
            let files = try Console.reporting { () throws(Pipeline.Failure) in
                try pipeline.hashcards(of: pipeline.notes(of: checked, lessons: wanted, goesByLedger: false))
            }
            try writing { path throws(WriteError) in try FileWriter.write(files, into: path) }
        }
    }

    private func write(_ text: String) throws {
        guard output != nil else { return Console.print(text) }
        try writing { path throws(WriteError) in try FileWriter.write(Array(text.utf8), to: path) }
    }

    private func writing(_ write: (String) throws(WriteError) -> Void) throws {
        do { try write(SiteOptions.trimmed(output ?? "")) } catch {
            let note = error.note == nil ? "\n  note: name a file or a folder that can be written" : ""
            Console.error("\(error)\(note)\n")
            throw ExitCode(1)
        }
    }
}

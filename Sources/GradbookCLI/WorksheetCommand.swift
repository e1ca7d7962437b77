import ArgumentParser
import Site
import Source

/// `gradbook worksheet`
struct WorksheetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "worksheet",
        abstract: "Print a backward pass to work by hand, with other numbers for every pupil.",
        discussion: """
            A page for each pupil, with the graph and the table of the pass to fill in, then the keys: every product \
            written out, and beside it the numbers that typical mistakes lead to. The expression is that of the lesson's \
            first `practice` figure, else of its first `steps` or `backward`; --figure names another. Its named numbers \
            become whole ones from -5 to 5, of which only those are taken that tell every mistake from the right answer.

            The same seed gives the same sheets. A sheet has a code, such as 7-12-K4: by it the key is found, and --sheet \
            7-12-K4 makes that sheet and its key again.

            For --format pdf, Chromium or Chrome must be there.
            """)

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case html, pdf
    }

    @OptionGroup var options: SiteOptions

    @Option(help: "How many sheets, up to 999. (default: 30)")
    var variants: Int?

    @Option(help: "The number that all others follow from. (default: 1)")
    var seed: UInt64?

    @Option(help: ArgumentHelp("Only the sheet of this code, again.", valueName: "code"))
    var sheet: String?

    @Option(help: ArgumentHelp("The expression of another figure of the lesson, such as L.", valueName: "expression"))
    var figure: String?

    @Option(help: "The paper.")
    var paper = Paper.a4

    @Option(help: "What to write. (default: pdf for a file so named, else html)")
    var format: Format?

    @Option(help: ArgumentHelp("The file to write; standard output when none is named.", valueName: "path"))
    var output: String?

    @Argument(help: "The lesson: TRACK/NN-slug, or any file in it.")
    var lesson: String

    private var isPDF: Bool { format.map { $0 == .pdf } ?? (output?.hasSuffix(".pdf") == true) }

    private func order() throws -> Worksheet.Order {
        if let sheet {
            guard variants == nil, seed == nil else {
                throw ValidationError("--sheet names seed and number itself: leave out --variants and --seed.")
            }
            guard let code = WorksheetCode(sheet) else {
                throw ValidationError("The value of --sheet must be a code as it stands on a sheet, such as 7-12-K4.")
            }
            return .sheet(code)
        }
        let count = variants ?? 30
        guard (1...WorksheetCode.largestNumber).contains(count) else {
            throw ValidationError("The value of --variants must be from 1 to \(WorksheetCode.largestNumber).")
        }
        return .variants(count, seed: seed ?? 1)
    }

    func validate() throws {
        _ = try order()
        if isPDF, (output ?? "").isEmpty { throw ValidationError("--format pdf wants --output FILE.pdf.") }
    }

    func run() throws {
        let order = try order()
        let pipeline = options.pipeline
        let checked = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.check() }
        guard let lesson = try options.lessons(named: [lesson], among: checked.lessons).first,
            let worksheet = try Console.reporting({ () throws(Pipeline.Failure) in
                try pipeline.worksheet(of: checked, lesson: lesson, root: figure, order)
            })
        else { return }
        guard let output else { return Console.print(worksheet.html(paper: paper)) }
        let path = SiteOptions.trimmed(output)
        do throws(WriteError) {
            let bytes =
                isPDF ? try worksheet.pdf(paper: paper, for: path) : Array(worksheet.html(paper: paper).utf8)
            try FileWriter.write(bytes, to: path)
        } catch {
            let note = error.note == nil ? "  note: name a file in a folder that can be written\n" : ""
            Console.error("\(error)\n\(note)")
            throw ExitCode(1)
        }
    }
}

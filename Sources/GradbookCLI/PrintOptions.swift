import ArgumentParser
import Site

/// How cards are put on paper.
struct PrintOptions: ParsableArguments {
    @Option(help: "The paper of the sheets: a4 (the default) or letter.")
    var paper: Paper?

    @Option(help: "Columns by rows of a sheet: 2x4 (the default), 3x3 or 2x5.")
    var grid: Imposition.Grid?

    @Option(
        help: ArgumentHelp(
            "The edge the printer flips the paper on: long (the default) or short; or fold, to print one side and fold.",
            valueName: "edge"))
    var flip: Imposition.Flip?

    @Option(
        parsing: .unconditional,
        help: ArgumentHelp(
            "Move the backs to the right and down, as one reads them, in mm, such as 0.5,-1.", valueName: "x,y"))
    var backOffset: PrintSettings.Offset?

    @Flag(help: "Begin with a sheet of numbered crosses that shows how far off the printer is.")
    var testSheet = false

    @Flag(help: "Print no sheets but the proof, in text, that each back lies behind its front.")
    var simulate = false

    func validate() throws {
        if backOffset != nil, flip == .fold {
            throw ValidationError("--back-offset is for paper printed on both sides, and --flip fold prints one.")
        }
    }

    /// The first of them that was given, but for the proof.
    var given: String? {
        if paper != nil { return "--paper" }
        if grid != nil { return "--grid" }
        if flip != nil { return "--flip" }
        if backOffset != nil { return "--back-offset" }
        return testSheet ? "--test-sheet" : nil
    }

    var settings: PrintSettings {
        PrintSettings(
            paper: paper ?? .a4, imposition: Imposition(grid ?? .twoByFour, flip: flip ?? .long),
            offset: backOffset ?? .none, hasTestSheet: testSheet)
    }
}

extension Paper: ExpressibleByArgument {}
extension Imposition.Grid: ExpressibleByArgument {}
extension Imposition.Flip: ExpressibleByArgument {}

extension PrintSettings.Offset: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}

import ArgumentParser
import Site
import Source

/// `gradbook explain`
struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain", abstract: "Tell how a number on a page came to be.",
        discussion: """
            For a number in the text, in front matter, a caption or a card, a line of output, or a computed figure: the \
            expression behind it, the lines of the snippets that it comes from, and the chain of operations with their \
            values and local derivatives. A gradient is followed from the root down to it, a value back to its leaves.
            """)

    @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir"))
    var content = SiteOptions.defaultContent

    @Argument(help: ArgumentHelp("PAGE:LINE:COLUMN, or PAGE:LINE for all numbers of the line.", valueName: "place"))
    var places: [String]

    func validate() throws {
        for place in places where PagePlace(place) == nil {
            throw ValidationError("\(place) names no line. Write PAGE:LINE:COLUMN or PAGE:LINE, as messages do.")
        }
    }

    func run() throws {
        let pipeline = Pipeline(content: SiteOptions.trimmed(content), templates: "")
        var isFirst = true
        for place in places.compactMap({ PagePlace($0) }) {
            let explanations = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.explain(place) }
            for explanation in explanations {
                Console.print((isFirst ? "" : "\n") + explanation.text)
                isFirst = false
            }
        }
    }
}

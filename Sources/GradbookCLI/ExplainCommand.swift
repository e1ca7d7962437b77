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
        let pipeline = Pipeline(content: SiteOptions.trimmed(content), templates: nil)
        var isFirst = true
        // A place with nothing to explain keeps no other from being explained.
        var problems: [Diagnostic] = []
        for place in places.compactMap({ PagePlace($0) }) {
            // A folder that is named from the top of the disk has its pages named so too.
            let path = content.hasPrefix("/") ? place.path : SiteOptions.fromHere(place.path)
            do throws(Pipeline.Failure) {
                for explanation in try pipeline.explain(PagePlace(path: path, line: place.line, column: place.column)) {
                    Console.print((isFirst ? "" : "\n") + explanation.text)
                    isFirst = false
                }
            } catch {
                // What is wrong with the whole site is wrong for each place.
                let known = Set(problems.map { DiagnosticPrinter().text(for: $0) })
                problems += error.diagnostics.filter { !known.contains(DiagnosticPrinter().text(for: $0)) }
            }
        }
        if !problems.isEmpty {
            Console.fail(problems)
            throw ExitCode(1)
        }
    }
}

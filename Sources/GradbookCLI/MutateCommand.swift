import ArgumentParser
import Site

/// `gradbook mutate`
struct MutateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mutate", abstract: "Run lessons on broken engines and see which claims notice.",
        discussion: """
            Each lesson is run on some forty engines with one mistake each: a wrong sign, = for +=, a missing factor of the \
            chain rule, the wrong order, tanh' = 1 - t. Each mistake is listed with the first claim, output or snippet \
            that fails because of it. The score is the share of wrong backward passes that are caught; a lesson that \
            shows no backward pass catches none.
            """)

    @OptionGroup var options: SiteOptions

    @Flag(help: "List every place that catches a mistake.")
    var all = false

    @Option(help: ArgumentHelp("Fail when a lesson catches fewer wrong backward passes.", valueName: "percent"))
    var atLeast: Int?

    @Argument(help: "Lessons: TRACK/NN-slug, or any file in it. All when none is named.")
    var paths: [String] = []

    func validate() throws {
        if let atLeast, !(0...100).contains(atLeast) {
            throw ValidationError("The value of --at-least must be a percentage, 0 to 100.")
        }
    }

    func run() throws {
        let pipeline = options.pipeline
        var lessons: [String]?
        if !paths.isEmpty {
            let known = try Console.reporting { () throws(Pipeline.Failure) in try pipeline.lessons() }
            lessons = try options.lessons(named: paths, among: known)
        }
        let scores = try Console.reporting { () throws(Pipeline.Failure) in
            try pipeline.mutationScores(only: lessons)
        }
        Console.print(scores.map { $0.text(isWhole: all) }.joined(separator: "\n"))
        let low = scores.filter { $0.percentage(.gradient) < Double(atLeast ?? 0) }
        for score in low {
            Console.error(
                """
                \(score.lesson): error: the lesson catches less than \(atLeast ?? 0) % of the wrong backward passes
                  note: claim gradients that the mistakes above would change

                """)
        }
        if !low.isEmpty { throw ExitCode(1) }
    }
}

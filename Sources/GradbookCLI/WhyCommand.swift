import ArgumentParser
import Site
import Source

/// `gradbook why`
struct WhyCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "why", abstract: "Tell why a page would be built again, and why it was.",
        discussion: """
            Names the inputs of a page that changed since it was built last, and those that made the last build of it \
            necessary. Nothing is built.
            """)

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("Where the site goes.", valueName: "dir"))
    var output = "public"

    @Argument(help: "A page by its source or its place in the built site, a lesson, or a track.")
    var page: String

    func run() throws {
        let pipeline = options.pipeline
        let lessons = try Console.reporting(pipeline.everyLesson)
        let folders = [pipeline.content, SiteOptions.trimmed(output)]
        let named = pipeline.content.hasPrefix("/") ? page : SiteOptions.fromHere(page)
        guard let subject = Why.subject(of: named, in: folders, lessons: lessons) else {
            let nearest = Spelling.nearest(to: page, among: lessons).map { " Did you mean \($0)?" } ?? ""
            throw ValidationError("There is no page \(page).\(nearest)")
        }
        if case .lesson(let lesson) = subject,
            let missing = pipeline.missingPage(named, of: lesson, in: SiteOptions.trimmed(output))
        {
            throw ValidationError(
                "The lesson \(lesson) has no page \(missing.name). It has \(missing.pages.joined(separator: ", ")).")
        }
        Console.print(try Console.reporting { () throws(Pipeline.Failure) in try pipeline.why(subject) }.text)
    }
}

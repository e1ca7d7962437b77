import ArgumentParser
import Foundation
import Site

/// `gradbook new`
struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Begin the next lesson of a track.",
        discussion: """
            Writes TRACK/NN-slug/lesson.md, a small lesson that holds, and the track's track.yml when the track is new. \
            Without a number the lesson gets the next one of its track.
            """)

    @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir"))
    var content = SiteOptions.defaultContent

    @Option(help: "The title of the lesson. (default: from its slug)")
    var title: String?

    @Argument(help: ArgumentHelp("The lesson.", valueName: "track/nn-slug"))
    var lesson: String

    func run() throws {
        let folder = SiteOptions.trimmed(content)
        var name = SiteOptions.trimmed(lesson)
        if !folder.hasPrefix("/") { name = SiteOptions.fromHere(name) }
        if name.hasPrefix(folder + "/") { name.removeFirst(folder.count + 1) }
        do {
            let lesson = try NewLesson(name, title: title, in: folder, day: .today)
            var text = try lesson.write().map { $0 + "\n" }.joined()
            if let similar = lesson.similarTrack {
                text += "The track is new; there is one called \(similar) too.\n"
            }
            let option = folder == SiteOptions.defaultContent ? "" : "--content \(folder) "
            Console.print(text + "Write it, then: gradbook verify \(option)\(lesson.path)\n")
        } catch let problem as NewLesson.Misnamed {
            let meant = problem.meant.map { " Did you mean \($0)?" } ?? ""
            throw ValidationError(problem.message + meant)
        } catch let problem as BadTitle {
            throw ValidationError(problem.message)
        } catch let problem as WriteError {
            Console.error("\(problem)\n")
            throw ExitCode(1)
        }
    }
}

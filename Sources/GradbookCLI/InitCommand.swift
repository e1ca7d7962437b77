import ArgumentParser
import Foundation
import Site

/// `gradbook init`
struct InitCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "init", abstract: "Make a site of your own, with one lesson.",
        discussion: """
            Writes a site that builds, verifies and prints as it is: a track with a lesson, its cards and their ledger, a \
            README, a .gitignore, and a workflow for GitHub Actions that verifies each push. Nothing is written over; a \
            README, .gitignore or workflow that is there is kept.

            The pages are made by gradbook's own templates, which need not be in the site. With --templates it gets a copy \
            to change; so does, and nothing else, a folder that holds a site already.
            """)

    @Option(help: "The title of the site. (default: from the folder's name)")
    var title: String?

    @Flag(help: "Give it templates of its own, to change what pages look like.")
    var templates = false

    @Argument(help: ArgumentHelp("The folder; it is made if there is none.", valueName: "dir"))
    var folder: String

    func validate() throws {
        if folder.isEmpty { throw ValidationError("Name the folder of the new site; `.` is the one you are in.") }
    }

    func run() throws {
        let folder = SiteOptions.trimmed(folder)
        let site = NewSite(folder: folder, title: title, day: .today, withTemplates: templates)
        do {
            if templates, site.isThere {
                let summary = try site.writeTemplates()
                return Console.print("\(folder)/templates: \(summary.files.count) files, which the next build uses\n")
            }
            let summary = try site.write()
            Console.print(text(of: summary, title: site.title, in: folder))
        } catch let problem as BadTitle {
            throw ValidationError(problem.message)
        } catch let problem as WriteError {
            Console.error("\(problem)\n")
            throw ExitCode(1)
        }
    }

    private func text(of summary: NewSite.Summary, title: String, in folder: String) -> String {
        var text = "\(folder): \(title), a site with one lesson, in \(summary.files.count) files\n"
        for path in summary.kept {
            let lines = summary.unignored.joined(separator: " and ")
            let wants = path == ".gitignore" && !lines.isEmpty ? "; add \(lines) to it" : ""
            text += "  \(path) is yours and stays as it is\(wants)\n"
        }
        let change = folder == "." ? "" : "  cd \(shellWord(folder))\n"
        return text + """

            Next:
            \(change)  gradbook serve     # shows the site while you write: open the address it prints
              gradbook verify    # as .github/workflows/gradbook.yml does, once it names your gradbook
              gradbook build     # makes public/, the site to publish
              gradbook cards     # the deck; --format pdf --output cards.pdf for paper

            """
    }
}

/// A text as one word of a shell's command.
private func shellWord(_ text: String) -> String {
    let isPlain = text.allSatisfy { $0.isLetter || $0.isNumber || "/._-".contains($0) } && !text.hasPrefix("-")
    return isPlain ? text : "'" + text.replacingOccurrences(of: "'", with: "'\\''") + "'"
}

extension Day {
    /// By UTC.
    static var today: Day { Day(seconds: Int(Date().timeIntervalSince1970)) }
}

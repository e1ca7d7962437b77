import ArgumentParser
import Foundation
import Site

/// `gradbook build`
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the site.",
        discussion: "Lessons with errors build nothing: the site that is there stays as it is.")

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("Where the site goes.", valueName: "dir"))
    var output = "public"

    func validate() throws {
        func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path + "/" }
        for (name, folder) in [("content", options.content), ("templates", options.templates)]
        where absolute(output).hasPrefix(absolute(folder)) {
            throw ValidationError("The site cannot be built into the folder of the \(name), \(folder).")
        }
    }

    func run() throws {
        let pipeline = options.pipeline
        let files = try Console.reporting { () throws(Pipeline.Failure) in
            let checked = try pipeline.check()
            Console.report(checked.warnings)
            return try pipeline.files(of: checked)
        }
        let summary: SiteWriter.Summary
        do {
            summary = try SiteWriter(output: output).write(files)
        } catch {
            Console.error("\(error)\n")
            throw ExitCode(1)
        }
        Console.print(
            "\(output): \(summary.written) written, \(summary.unchanged) unchanged, \(summary.removed) removed\n")
    }
}

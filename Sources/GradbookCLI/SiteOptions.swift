import ArgumentParser
import Foundation
import Site
import Source

/// What every command on a site needs to know.
struct SiteOptions: ParsableArguments {
    static let defaultContent = "content"

    @Option(help: ArgumentHelp("The folder of the lessons.", valueName: "dir"))
    var content = SiteOptions.defaultContent

    @Option(
        help: ArgumentHelp(
            "The folder of the templates. (default: templates where there is one, else gradbook's own)",
            valueName: "dir"))
    var templates: String?

    @Option(name: .customLong("base-url"), help: ArgumentHelp("The address the site will have.", valueName: "url"))
    var baseURL: String?

    @Flag(help: "Take in lessons marked as drafts.")
    var drafts = false

    /// The folder of the templates; nil where gradbook's own are used.
    var templatesFolder: String? {
        if let templates { return Self.trimmed(templates) }
        return FileManager.default.fileExists(atPath: "templates") ? "templates" : nil
    }

    var pipeline: Pipeline {
        Pipeline(
            content: Self.trimmed(content), templates: templatesFolder,
            baseURL: baseURL.flatMap(BaseURL.normalized),
            drafts: drafts)
    }

    func validate() throws {
        if let baseURL, BaseURL.normalized(baseURL) == nil {
            throw ValidationError("The value of --base-url must be \(BaseURL.expectation).")
        }
    }

    static func trimmed(_ path: String) -> String {
        var path = path
        while path.utf8.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    /// A path as messages have it, from this folder; editors name files from the top of the disk.
    static func fromHere(_ path: String) -> String {
        var path = path
        let here = FileManager.default.currentDirectoryPath + "/"
        if path.hasPrefix(here) { path.removeFirst(here.count) }
        while path.hasPrefix("./") { path.removeFirst(2) }
        return path
    }

    /// The paths of the lessons that arguments name, each by `TRACK/NN-slug` or any file in it.
    func lessons(named arguments: [String], among known: [String]) throws -> [String] {
        try arguments.map { argument in
            let named = Self.trimmed(argument)
            var path = content.hasPrefix("/") ? named : Self.fromHere(named)
            if path.hasPrefix(Self.trimmed(content) + "/") { path.removeFirst(Self.trimmed(content).count + 1) }
            let lesson = path.split(separator: "/").prefix(2).joined(separator: "/")
            if known.contains(lesson) { return lesson }
            if (try? pipeline.isDraft(lesson)) == true {
                throw ValidationError("The lesson \(lesson) is a draft. Add --drafts to take it in.")
            }
            let nearest = Spelling.nearest(to: lesson, among: known).map { " Did you mean \($0)?" } ?? ""
            throw ValidationError("There is no lesson \(argument).\(nearest)")
        }
    }
}

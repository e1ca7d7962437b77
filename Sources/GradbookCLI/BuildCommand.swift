import ArgumentParser
import Foundation
import Site

/// `gradbook build`
struct BuildCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "build", abstract: "Build the site.",
        discussion: "Lessons with errors build nothing: the site that is there stays as it is.")

    @OptionGroup var options: SiteOptions

    @OptionGroup var reporting: ReportOptions

    @OptionGroup var caching: CacheOptions

    @Option(help: ArgumentHelp("Where the site goes.", valueName: "dir"))
    var output = "public"

    @Option(
        help: ArgumentHelp(
            "Make the share K of N of the lessons only, for one of N machines that build the site together.",
            valueName: "k/n"))
    var shard: String?

    func validate() throws {
        if let shard, Shard(shard) == nil {
            throw ValidationError("The value of --shard must be K/N, with K from 1 to N, such as 3/16.")
        }
        func absolute(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path + "/" }
        for (name, folder) in [("content", options.content), ("templates", options.templatesFolder)] {
            guard let folder, absolute(output).hasPrefix(absolute(folder)) else { continue }
            throw ValidationError("The site cannot be built into the folder of the \(name), \(folder).")
        }
    }

    func run() throws {
        var pipeline = options.pipeline
        pipeline.shard = shard.flatMap { Shard($0) }
        if caching.noCache { pipeline = pipeline.withoutCache } else { pipeline.isCached = true }
        let watch = reporting.watch(&pipeline)
        let site = SiteWriter(output: output, remembersBeside: pipeline.isCached ? pipeline.content : nil).staged()
        var report = pipeline.report("build", into: site)
        var result = ""
        if report.passed {
            do throws(WriteError) {
                let summary = try watch.during(.swap) { () throws(WriteError) in try site.finish() }
                let (written, unchanged) = (summary.written, summary.unchanged)
                let share = pipeline.shard.map { "shard \($0.text), " } ?? ""
                result = "\(output): \(share)\(written) written, \(unchanged) unchanged, \(summary.removed) removed\n"
            } catch {
                report = report.adding([error.diagnostic])
            }
        } else {
            site.abandon()
        }
        watch.end()
        try reporting.write(report, result: result)
    }
}

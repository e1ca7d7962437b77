import Foundation
import Source

/// A site of one's own, as `gradbook init` makes it: a track with one lesson that builds, verifies and prints, a README, a
/// workflow and what git is to leave alone. The texts are those of `starter/site`; only the title differs. It writes into
/// folders that hold other things, and over nothing.
public struct NewSite: Sendable {
    /// The folder as the user named it.
    public let folder: String
    public let title: String
    /// The day that the ledger says.
    let day: Day
    /// Whether the site gets templates of its own.
    let withTemplates: Bool

    /// What was written.
    public struct Summary: Sendable {
        public fileprivate(set) var files: [String] = []
        /// Files of the author's own that were left as they are.
        public fileprivate(set) var kept: [String] = []
        /// Lines that the author's own `.gitignore` lacks.
        public fileprivate(set) var unignored: [String] = []
    }

    /// - Parameter title: nil for the name of the folder.
    public init(folder: String, title: String?, day: Day, withTemplates: Bool) {
        self.folder = folder
        self.day = day
        self.withTemplates = withTemplates
        if let title {
            self.title = title
        } else {
            let name = URL(fileURLWithPath: folder).standardizedFileURL.lastPathComponent
            let made = Slug.title(name)
            // A folder may be called after a number of which nobody could say where it comes from.
            let isSound = !made.isEmpty && (try? Self.trial(title: made, day: day)) != nil
            self.title = isSound ? made : "Lessons"
        }
    }

    /// What a repository may have of its own: it stays, and the site does without ours.
    private static let dispensable = ["README.md", ".gitignore", workflow]

    private static let workflow = ".github/workflows/gradbook.yml"

    /// Writes the site: all of it, or nothing when something is in the way.
    public func write() throws -> Summary {
        let (files, ledgers) = try Self.trial(title: title, day: day)
        var wanted = files + ledgers
        if withTemplates { wanted += Self.templates }
        try refuseWhatIsInTheWay()
        var summary = Summary()
        wanted.removeAll { path, _ in
            guard Self.dispensable.contains(path), Disk.kind("\(folder)/\(path)") != nil else { return false }
            summary.kept.append(path)
            return true
        }
        if summary.kept.contains(".gitignore") {
            let own = (try? Disk.read("\(folder)/.gitignore")).map { String(decoding: $0, as: UTF8.self) } ?? ""
            let lines = own.split(whereSeparator: \.isNewline).map { $0.filter { $0 != "/" && !$0.isWhitespace } }
            summary.unignored = [".gradbook", "public"].filter { !lines.contains($0) }.map { "/\($0)/" }
        }
        try write(wanted, &summary)
        return summary
    }

    /// Gives a site that is there templates of its own, which are in its way only where there are some.
    public func writeTemplates() throws -> Summary {
        try refuse("templates", "there are templates already, and nothing is written over them")
        var summary = Summary()
        try write(Self.templates, &summary)
        return summary
    }

    /// Whether the folder holds a site.
    public var isThere: Bool { Disk.kind("\(folder)/content/site.yml") == .file }

    // MARK: Its files

    private static var templates: [(path: String, bytes: [UInt8])] {
        BuiltInFile.below("templates").map { ("templates/" + $0.path, $0.bytes) }
    }

    /// The files under a title, which hold, and their ledgers.
    private static func trial(
        title: String, day: Day
    ) throws -> (files: [(path: String, bytes: [UInt8])], ledgers: [(path: String, bytes: [UInt8])]) {
        guard let written = YAMLText.quoted(title) else {
            throw BadTitle(title)
        }
        var files = BuiltInFile.below("starter/site").map { path, bytes in
            (path: path, bytes: Self.titled(bytes, path.hasSuffix(".yml") ? written : title))
        }
        files += BuiltInFile.below("integrations").map { (workflow, $0.bytes) }
        let trial = try Trial(files, day: day)
        if let problem = trial.findings.first { throw BadTitle(title, problem) }
        return (files, trial.ledgers)
    }

    static func titled(_ bytes: [UInt8], _ title: String) -> [UInt8] {
        Array(String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: "TITLE", with: title).utf8)
    }

    // MARK: Its place

    private func refuseWhatIsInTheWay() throws(WriteError) {
        if let kind = Disk.kind(folder), kind == .file || kind == .other || Disk.resolved(folder) == nil {
            throw WriteError(folder, "expected a folder, or nothing yet")
        }
        if (Disk.resolved(folder) ?? folder) == "/" { throw WriteError(folder, "expected a folder of the site's own") }
        var above = URL(fileURLWithPath: folder).standardizedFileURL.path
        while above != "/", !above.isEmpty {
            if Disk.kind(above + "/" + SiteWriter.marker.path) == .file {
                throw WriteError(
                    folder, "the folder lies in a built site, and the next build of that would remove the lessons",
                    note: "name a folder outside `\(above)`")
            }
            above = (above as NSString).deletingLastPathComponent
        }
        try refuse("content", "there is something already, and nothing is written over it")
        if withTemplates { try refuse("templates", "there is something already, and nothing is written over it") }
        for above in [".github", ".github/workflows"] where ![nil, .folder].contains(Disk.kind("\(folder)/\(above)")) {
            throw WriteError("\(folder)/\(above)", "expected a folder, for the workflow")
        }
    }

    private func refuse(_ path: String, _ message: String) throws(WriteError) {
        guard let kind = Disk.kind("\(folder)/\(path)") else { return }
        if kind == .folder, (try? Disk.names(in: "\(folder)/\(path)"))?.isEmpty == true { return }
        let note =
            path == "content" && isThere
            ? "this is a site: `gradbook new TRACK/NAME` begins its next lesson"
            : "name another folder, or move it away"
        throw WriteError("\(folder)/\(path)", message, note: note)
    }

    private func write(_ files: [(path: String, bytes: [UInt8])], _ summary: inout Summary) throws(WriteError) {
        try FileWriter.write(files.map { ($0.path, $0.bytes) }, into: folder)
        summary.files = files.map(\.path).sorted()
    }
}

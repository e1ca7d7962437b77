import Foundation
import Source

/// Files of a site put into a folder that nobody sees and verified there, strictly, before an author gets them: what `init`
/// and `new` write holds at once. It knows nothing of where the files come from.
struct Trial {
    /// What was found, in order.
    let findings: [Diagnostic]
    /// The ledgers of the lessons, by their paths below the site.
    let ledgers: [(path: String, bytes: [UInt8])]

    /// - Parameters:
    ///   - files: by their paths below the site.
    ///   - day: the day that ledgers say.
    init(_ files: [(path: String, bytes: [UInt8])], day: Day) throws(WriteError) {
        let url = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        defer { try? Disk.remove(url.path) }
        try FileWriter.write(files.map { ($0.path, $0.bytes) }, into: url.path)
        let pipeline = Pipeline(content: url.path + "/content", templates: nil, strict: true)
        let before = pipeline.report("verify")
        guard before.passed, let acceptance = try? pipeline.acceptance() else {
            findings = before.diagnostics
            ledgers = []
            return
        }
        var refused: [Diagnostic] = []
        let updates = acceptance.ledgers(
            after: acceptance.plan(for: []), .init(day: day, isMinor: false, isForced: false), refused: &refused)
        ledgers = updates.map { (String($0.file.path.dropFirst(url.path.count + 1)), $0.bytes) }
        findings = before.diagnostics + refused
    }
}

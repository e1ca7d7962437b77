import Source

/// A finding with a repair that can be made for its author: the first of those that it suggests. Claims and outputs are no
/// repairs; what they say is decided by the engine.
public struct Repair {
    let diagnostic: Diagnostic
    let fixIt: Diagnostic.FixIt

    /// The repairs of some findings, in order. Of two that overlap it is the first.
    static func all(of diagnostics: [Diagnostic]) -> [Repair] {
        var repairs: [Repair] = []
        for diagnostic in diagnostics.sorted(by: Diagnostic.inOrder) where !numbers.contains(diagnostic.id) {
            guard let fixIt = diagnostic.fixIts.first, !fixIt.location.file.bytes.isEmpty else { continue }
            let isFree = repairs.allSatisfy { other in
                let (a, b) = (other.fixIt.location, fixIt.location)
                return a.file.path != b.file.path || a.span.end < b.span.start || b.span.end < a.span.start
            }
            if isFree { repairs.append(Repair(diagnostic: diagnostic, fixIt: fixIt)) }
        }
        return repairs
    }

    private static let numbers = ["claim-differs", "claim-no-number", "claim-fragile", "output-differs"]

    private var edit: TextEdit { TextEdit(fixIt.location.span, fixIt.replacement) }

    /// The finding, what is suggested, and the difference.
    public var text: String {
        "\(diagnostic.message) [\(diagnostic.id)]: \(fixIt.message)\n"
            + TextEdit.difference([edit], in: fixIt.location.file)
    }

    /// The files that some repairs make.
    public static func plan(for repairs: [Repair]) -> AcceptPlan {
        var files: [(file: SourceFile, edits: [TextEdit])] = []
        for repair in repairs {
            let file = repair.fixIt.location.file
            if let index = files.firstIndex(where: { $0.file.path == file.path }) {
                files[index].edits.append(repair.edit)
            } else {
                files.append((file, [repair.edit]))
            }
        }
        var plan = AcceptPlan(
            files: files.map { ($0.file, TextEdit.apply($0.edits, to: $0.file.bytes)) }, unwritable: [], claims: 0,
            outputs: 0)
        plan.repairs = repairs.count
        return plan
    }
}

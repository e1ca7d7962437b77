import Micrograd
import MiniPython
import Source

/// A backward pass that the audit does not confirm, as an error at the line that asked for it. Only a faulty engine makes
/// one: the author can do nothing but keep its numbers out of the lesson.
struct AuditReport {
    let diagnostic: Diagnostic

    /// - Parameter page: where the error stands when nobody knows who asked for the pass.
    init(_ failure: AuditLog.Failure, in page: SourceFile) {
        let finding = failure.finding
        let pass = failure.root.isEmpty ? "this backward pass" : "the backward pass from `\(failure.root)`"
        let number = failure.name.isEmpty ? "a number" : "`\(failure.name)`"
        let recorded = PyFloat.repr(finding.recorded)
        let expected = PyFloat.repr(finding.expected)
        let claim =
            if finding.method == .steps {
                "takes a wrong step at \(number)"
            } else if failure.isDirectional {
                "is wrong along one direction of its leaves"
            } else {
                "gives \(number) a wrong gradient"
            }
        let message = "\(pass) \(claim): \(recorded), and the audit finds \(expected)"
        let place = failure.location ?? .init(page, Span(0, 0))
        var found = Diagnostic("audit-failed", message, at: place.file, place.span)
        if let blame = finding.blame { found = found.noting(Self.text(blame)) }
        diagnostic = found.noting(
            "this is a fault of the engine: report it, and trust no number of this page until it is mended")
    }

    private static func text(_ blame: AuditFinding.Blame) -> String {
        let rule = "the engine's rule for `\(blame.op.symbol)`"
        return switch blame.fault {
        case .derivative: "\(rule) has a wrong local derivative"
        case .contribution: "\(rule) hands on something else than local derivative times upstream gradient"
        case .sum: "contributions are not added to the gradient that is there"
        case .order: "a gradient is handed on before all of it has arrived"
        case .missing: "a gradient is not handed on to every input"
        }
    }
}

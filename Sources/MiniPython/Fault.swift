/// Why the execution of a program stopped where it was.
///
/// Errors are Sendable in Swift, and what they carry with them. An interpreter and its objects are used by one thread at
/// a time (`Interpreter` is not Sendable), so the promise is kept.
enum Fault: Error, @unchecked Sendable {
    /// A Python exception: a program can catch it.
    case raised(PyException)
    /// Something no program can catch: outside the subset, or over budget.
    case refused(Refusal)
}

/// A class, so that a fault is one word and throwing it is cheap.
final class Refusal {
    let kind: Failure.Kind
    let message: String
    var notes: [String]
    var trace: [TracePoint] = []

    init(_ kind: Failure.Kind, _ message: String, note: String? = nil) {
        self.kind = kind
        self.message = message
        notes = note.map { [$0] } ?? []
    }
}

extension Fault {
    static func unsupported(_ what: String, note: String? = nil) -> Fault {
        .refused(Refusal(.unsupported, what, note: note))
    }

    static func overBudget(_ what: String, note: String? = nil) -> Fault {
        .refused(Refusal(.budget, what, note: note))
    }

    static let integerTooLarge = "an integer too large: \(Limits.integers)"
}

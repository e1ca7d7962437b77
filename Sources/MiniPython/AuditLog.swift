import Micrograd
import Source

/// What is known of the backward passes of a program: how many there were, how many were audited, and which of them the
/// audit does not confirm. What an audit may cost is bounded, in numbers looked at and not in time, so that the same
/// passes are audited on every machine.
///
/// Passes are audited one after the other until the allowance is used up: a pass of up to `Self.leafWork` numbers at
/// every leaf, a larger one along one direction of all its leaves. After that it is those whose number is a power of
/// two, so that a training loop is looked at to its end. What was passed over is counted.
public struct AuditLog: Sendable {
    /// A pass that is not confirmed.
    public struct Failure: Sendable {
        /// Where the program asked for the pass; nil when that is not known.
        public let location: Diagnostic.Location?
        /// The name of the root; empty when it has none.
        public let root: String
        /// The name of the number whose gradient is wrong; empty when it has none.
        public let name: String
        /// Whether all leaves were moved at once, so that no single one can be named.
        public let isDirectional: Bool
        public let finding: AuditFinding
    }

    /// Passes that were made.
    public private(set) var passes = 0
    /// Passes that were audited.
    public private(set) var audited = 0
    /// The passes that are not confirmed, each by its first finding, in order.
    public private(set) var failures: [Failure] = []
    /// Whether the mistake of an engine that has one has changed a number.
    public internal(set) var isMutantFelt = false

    private let isOn: Bool
    private var allowance = 1_000_000

    /// The most work, leaves times numbers, for which every leaf is audited by itself.
    private static let leafWork = 20_000
    /// The largest graph that is audited at all: its record alone takes a hundred bytes a number.
    private static let largest = 200_000
    /// How much more an audit along one direction costs a number than a single leaf does.
    private static let directionWork = 8

    init(isOn: Bool) { self.isOn = isOn }

    /// Takes note that a pass over so many numbers is about to be made.
    /// - Returns: whether it is to be recorded and given to `note`.
    mutating func wants(_ count: Int) -> Bool {
        passes += 1
        guard isOn, count <= Self.largest else { return false }
        return allowance > 0 || passes & (passes - 1) == 0
    }

    /// Audits a pass that was just made on a tape.
    mutating func note(_ pass: BackwardPass, on tape: Tape, name: String, at location: Diagnostic.Location?) {
        guard isOn else { return }
        audited += 1
        let count = pass.count
        let leaves = pass.leafCount
        let isSmall = count * leaves <= Self.leafWork
        allowance -= isSmall ? count * leaves + count : Self.directionWork * count
        let findings = Audit(pass, inputLimit: isSmall ? count : 0).findings
        guard let finding = findings.first else { return }
        // What a fused sum has saved is on no tape.
        let named = tape.isLive(finding.node) ? tape.name(finding.node) : ""
        failures.append(
            Failure(
                location: location, root: name, name: named, isDirectional: finding.method != .steps && !isSmall,
                finding: finding))
    }
}

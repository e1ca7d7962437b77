import Micrograd
import Source

/// How much a lesson's claims would notice: the lesson run on engines with one mistake each, and for each of them the
/// claims, outputs and snippets that then fail. A claim that no mistake can spoil proves nothing about the engine.
public struct MutationScore: Sendable {
    /// What became of one mistake.
    public struct Result: Sendable {
        public let mutant: Mutant
        /// Whether the mistake changed a number that the lesson computes; one that did not has nothing to be caught by.
        public let applies: Bool
        /// What fails on that engine, in the order of the lesson.
        public let catches: [Diagnostic.Location]

        public var isCaught: Bool { !catches.isEmpty }
    }

    /// `TRACK/NN-slug`.
    public let lesson: String
    /// One for each mistake, in the order of `Mutant.allCases`.
    public let results: [Result]
    /// How many claims and outputs the lesson has.
    let claimCount: Int

    /// - Parameters:
    ///   - run: the lesson on the healthy engine, where all of it holds.
    ///   - runner: makes the runner on the engine with a mistake.
    init(_ run: LessonRun, runner: (Mutant) -> Runner) {
        lesson = run.lesson.path
        claimCount = run.pages.reduce(0) { $0 + $1.claimsAndOutputs.claims + $1.claimsAndOutputs.outputs }
        results = Mutant.allCases.map { mutant in
            let spoilt = runner(mutant).run(run.lesson)
            guard spoilt.pages.contains(where: \.audits.isMutantFelt) else {
                return Result(mutant: mutant, applies: false, catches: [])
            }
            let catches = spoilt.pages.flatMap { page -> [Diagnostic.Location] in
                let changes = Change.all(in: page, Provenance(page.page, of: run.lesson)).map(\.location)
                let failures = page.problems.filter { $0.severity == .error }.map(\.location)
                return (changes + failures).sorted { $0.span.start < $1.span.start }
            }
            return Result(mutant: mutant, applies: true, catches: catches)
        }
    }

    /// The mistakes of one half of the engine.
    public func results(_ kind: Mutant.Kind) -> [Result] { results.filter { $0.mutant.kind == kind } }

    /// How many of the mistakes of one half are caught, out of all, in percent.
    public func percentage(_ kind: Mutant.Kind) -> Double {
        let all = results(kind)
        return Double(all.count(where: \.isCaught)) / Double(all.count) * 100
    }
}

// MARK: As a table

extension MutationScore {
    /// The table of a lesson and its score.
    /// - Parameter isWhole: whether every place that catches a mistake is listed, and not only the first.
    public func text(isWhole: Bool = false) -> String {
        var out = lesson + "\n"
        let width = results.map(\.mutant.title.count).max() ?? 0
        for kind in [Mutant.Kind.gradient, .value] {
            out += kind == .gradient ? "\n  A wrong backward pass\n" : "\n  Wrong values\n"
            for result in results(kind) {
                let title = result.mutant.title
                let blanks = String(repeating: " ", count: width - title.count)
                out += "    \(title)\(blanks)  \(verdict(of: result, isWhole, indent: width + 6))\n"
            }
        }
        var places: Set<String> = []
        for result in results { places.formUnion(result.catches.map(Self.place)) }
        return out + """

              \(score(.gradient, "wrong backward passes"))
              \(score(.value, "engines with wrong values"))
              \(places.count) of \(claimCount) claims and outputs notice any of them

            """
    }

    private func verdict(of result: Result, _ isWhole: Bool, indent: Int) -> String {
        guard result.applies else { return "not used" }
        guard let first = result.catches.first else { return "NOT CAUGHT" }
        if isWhole {
            return result.catches.map(Self.place).joined(separator: "\n" + String(repeating: " ", count: indent))
        }
        let more = result.catches.count - 1
        return "caught at \(Self.place(first))" + (more > 0 ? " and \(more) more" : "")
    }

    private static func place(_ location: Diagnostic.Location) -> String {
        let position = location.file.position(at: location.span.start)
        return "\(location.file.path.split(separator: "/").last ?? ""):\(position.line):\(position.column)"
    }

    private func score(_ kind: Mutant.Kind, _ noun: String) -> String {
        let all = results(kind)
        let caught = all.count(where: \.isCaught)
        let unused = all.count { !$0.applies }
        let share = Int(percentage(kind).rounded(.down))
        let applying = unused > 0 ? ", \(caught) of the \(all.count - unused) that the lesson uses" : ""
        return "\(caught) of \(all.count) \(noun) caught: \(share) %\(applying)"
    }
}

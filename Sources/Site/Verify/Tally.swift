/// How much of a site was checked: what `verify` says when nothing is wrong. A line for each lesson accounts for every
/// number of its pages.
struct Tally: Sendable {
    /// What is shown and neither run nor compared, each with its place and the author's reason.
    private var unrun: [String] = []
    private var lines: [String] = []
    private(set) var lessons = 0
    private(set) var snippets = 0
    private(set) var computed = 0
    private(set) var claims = 0
    private(set) var outputs = 0
    private(set) var figures = 0
    private(set) var quoted = 0
    private(set) var plain = 0
    private(set) var unaccounted = 0
    /// Backward passes that were made, and those of them that were audited.
    private(set) var passes = 0
    private(set) var audited = 0

    /// - Parameter coverage: the account of the pages of each run.
    init(_ runs: [LessonRun], _ coverage: [[NumberCoverage]]) {
        lessons = runs.count
        for (run, accounts) in zip(runs, coverage) {
            for (page, account) in zip(run.pages, accounts) { add(page, account) }
            func count(_ role: NumberCoverage.Role) -> Int { accounts.reduce(0) { $0 + $1.count(role) } }
            computed += count(.computed)
            claims += count(.claimed)
            quoted += count(.quoted)
            plain += count(.plain)
            unaccounted += count(.unaccounted)
            let counts = NumberCoverage.Role.allCases.map { "\(count($0)) \($0.rawValue)" }
            lines.append("\(run.lesson.path): numbers: \(counts.joined(separator: ", "))")
        }
    }

    /// Both together, the first one's lessons first.
    static func += (a: inout Tally, b: Tally) {
        a.unrun += b.unrun
        a.lines += b.lines
        for count in counts { a[keyPath: count] += b[keyPath: count] }
    }

    private static var counts: [WritableKeyPath<Tally, Int>] {
        [
            \.lessons, \.snippets, \.computed, \.claims, \.outputs, \.figures, \.quoted, \.plain, \.unaccounted,
            \.passes,
            \.audited,
        ]
    }

    private mutating func add(_ run: PageRun, _ account: NumberCoverage) {
        func note(_ offset: Int, _ what: String, _ reason: String) {
            let place = run.page.file.position(at: offset)
            unrun.append("\(run.page.file.path):\(place.line):\(place.column): \(what): \(reason)")
        }
        passes += run.audits.passes
        audited += run.audits.audited
        for (item, result) in zip(run.page.items, run.results) {
            switch (item.content, result) {
            case (.snippet, .snippet(.some)): snippets += 1
            case (.snippet(let snippet), _) where snippet.isStatic:
                note(snippet.fence.start, "not run", snippet.reason ?? "")
            case (.output, _): outputs += 1
            case (_, .figure): figures += 1
            default: break
            }
        }
        for listing in account.excused { note(listing.fence.start, "not checked", listing.reason ?? "") }
    }

    var text: String {
        func count(_ number: Int, _ noun: String, _ plural: String = "s") -> String {
            "\(number) \(noun)\(number == 1 ? "" : plural)"
        }
        let remark =
            unaccounted == 0
            ? "" : "\n\(count(unaccounted, "number")) without an account: `--strict` shows where and what to do"
        let audits =
            passes == 0
            ? "" : ", \(audited == passes ? "" : "\(audited) of ")\(count(passes, "backward pass", "es")) audited"
        return (unrun + lines).map { $0 + "\n" }.joined() + """
            \(count(lessons, "lesson")) verified: \(count(snippets, "snippet")) run, \(count(outputs, "output")) and \
            \(count(claims, "claim")) hold, \(count(computed, "number")) and \(count(figures, "figure")) computed\
            \(audits)\(remark)
            """
    }
}

extension Tally: Stored {
    func store(in writer: inout ByteWriter) {
        unrun.store(in: &writer)
        lines.store(in: &writer)
        Self.counts.map { self[keyPath: $0] }.store(in: &writer)
    }

    init(from reader: inout ByteReader) throws(Unreadable) {
        unrun = try [String](from: &reader)
        lines = try [String](from: &reader)
        let counts = try [Int](from: &reader)
        // Sums of them are made, and nothing counts beyond this.
        guard counts.count == Self.counts.count, counts.allSatisfy({ 0..<(1 << 40) ~= $0 }) else { throw Unreadable() }
        for (place, count) in zip(Self.counts, counts) { self[keyPath: place] = count }
    }
}

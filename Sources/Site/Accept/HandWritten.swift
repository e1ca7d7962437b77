import Source

/// Which claims and lines of a page its author has written since the last commit. Lines are compared first. Of the claims
/// on lines that differ, one is not written anew that the last commit has word for word elsewhere, or whose expression
/// alone was edited.
struct HandWritten {
    private let file: SourceFile
    /// For each line of the file, whether the last commit has it in that place.
    private var isCommitted: [Bool]
    /// Lines of the last commit that the page does not have in their place any more.
    private var removed: Set<String> = []
    /// Where the code spans stand whose claims the last commit has.
    private var known: [Span] = []

    /// A code span that claims something.
    private struct Claiming {
        let field: String
        let claim: String
        let span: Span
    }

    init(_ file: SourceFile, since committed: SourceFile) {
        self.file = file
        let lines = Self.lines(of: file)
        let old = Self.lines(of: committed)
        isCommitted = Array(repeating: true, count: lines.count)
        var gone: [String] = []
        for change in lines.difference(from: old) {
            switch change {
            case .insert(let offset, _, _): isCommitted[offset] = false
            case .remove(let offset, _, _): gone.append(old[offset])
            }
        }
        removed = Set(gone)
        pair(written: changedStretches().flatMap { Self.claims(in: file, $0) }, old: Self.claims(in: gone))
    }

    private static func lines(of file: SourceFile) -> [String] {
        file.lineStarts.indices.map { file.text(in: file.lineSpan($0)) }
    }

    /// Neighbouring lines that are not committed, as one stretch of the file each.
    private func changedStretches() -> [Span] {
        var stretches: [Span] = []
        for line in isCommitted.indices where !isCommitted[line] {
            let span = file.lineSpan(line)
            if line > 0, !isCommitted[line - 1], let last = stretches.last {
                stretches[stretches.count - 1] = last.union(span)
            } else {
                stretches.append(span)
            }
        }
        return stretches
    }

    /// Each claim of the last commit answers for one of the page: for the same, for none where the same expression claims
    /// something else, or for the same claim on an expression that is more alike than not.
    private mutating func pair(written: [Claiming], old: [Claiming]) {
        var written = written
        var old = old
        func take(_ fits: (Claiming, Claiming) -> Bool) -> [Span] {
            var found: [Span] = []
            for claim in written {
                guard let index = old.firstIndex(where: { fits(claim, $0) }) else { continue }
                old.remove(at: index)
                found.append(claim.span)
            }
            written.removeAll { found.contains($0.span) }
            return found
        }
        known += take { $0.field == $1.field && $0.claim == $1.claim }
        _ = take { $0.field == $1.field }
        known += take { $0.claim == $1.claim && Self.areAlike($0.field, $1.field) }
    }

    /// Whether what two texts begin and end with in common is at least half of the longer one.
    private static func areAlike(_ a: String, _ b: String) -> Bool {
        let (a, b) = (Array(a.utf8), Array(b.utf8))
        let head = zip(a, b).prefix { $0 == $1 }.count
        let tail = zip(a.dropFirst(head).reversed(), b.dropFirst(head).reversed()).prefix { $0 == $1 }.count
        return 2 * (head + tail) >= max(a.count, b.count)
    }

    private static func claims(in lines: [String]) -> [Claiming] {
        let file = SourceFile(path: "", text: lines.joined(separator: "\n"))
        return claims(in: file, Span(0, file.bytes.count))
    }

    /// The claims between backticks in a part of a file, as they are written there.
    private static func claims(in file: SourceFile, _ part: Span) -> [Claiming] {
        let tick = UInt8(ascii: "`")
        func run(at place: Int) -> Int { file.bytes[place..<part.end].prefix { $0 == tick }.count }
        var found: [Claiming] = []
        var place = part.start
        while let opening = file.bytes[place..<part.end].firstIndex(of: tick) {
            let length = run(at: opening)
            var closing = opening + length
            while closing < part.end, run(at: closing) != length { closing += max(1, run(at: closing)) }
            guard closing < part.end else {
                place = opening + length
                continue
            }
            let content = SourceSlice(file: file, span: Span(opening + length, closing))
            if case .success(let span)? = ComputedSpan.read(content), let claim = span.claim {
                found.append(
                    Claiming(field: span.field.text, claim: claim.text, span: Span(opening, closing + length)))
            }
            place = closing + length
        }
        return found
    }

    /// Whether whole lines were written since: those of an output that would change.
    func holds(lines: some Sequence<Int>) -> Bool {
        lines.contains { !isCommitted[$0] && !removed.contains(file.text(in: file.lineSpan($0))) }
    }

    /// Whether a claim was written since.
    func holds(claim span: Span) -> Bool {
        let lines = file.lineIndex(at: span.start)...file.lineIndex(at: max(span.start, span.end - 1))
        return lines.contains { !isCommitted[$0] }
            && !known.contains { $0.start <= span.start && span.end <= $0.end }
    }
}

import Source

/// What `accept` says: each group under its cause, each change as a difference of lines.
extension Acceptance.Group {
    /// The heading and the differences.
    public var text: String {
        var out = heading + "\n"
        var seen: [SourceFile] = []
        for change in changes where !seen.contains(where: { $0 === change.file }) {
            seen.append(change.file)
            out += TextEdit.difference(changes.filter { $0.file === change.file }.flatMap(\.edits), in: change.file)
        }
        return out
    }

    private var heading: String {
        let place = cause.file.position(at: cause.span.start)
        var line = cause.file.text(in: cause.span).split(separator: "\n", omittingEmptySubsequences: false).first ?? ""
        if line.last == "\r" { line.removeLast() }
        let shown = line.count > 60 ? line.prefix(59) + "…" : line
        let cause = "\(cause.file.path):\(place.line)"
        let counts = Acceptance.counted(claims, outputs)
        guard changes.allSatisfy({ $0.maker == nil && $0.kind == .output }) else {
            return "because of `\(shown)` at \(cause): \(counts)"
        }
        return "because of what was recorded, at \(cause): \(counts)"
    }
}

extension TextEdit {
    /// What edits of a file change, line by line: what goes and what comes.
    static func difference(_ edits: [TextEdit], in file: SourceFile) -> String {
        var clusters: [(region: Span, edits: [TextEdit])] = []
        for edit in edits.sorted(by: { ($0.span.start, $0.span.end) < ($1.span.start, $1.span.end) }) {
            var region = edit.span
            if !region.isEmpty {
                let first = file.lineSpan(file.lineIndex(at: region.start))
                let last = file.lineSpan(file.lineIndex(at: region.end - 1))
                region = Span(first.start, max(last.end, region.end))
            }
            if let last = clusters.last, region.start <= last.region.end {
                clusters[clusters.count - 1] = (last.region.union(region), last.edits + [edit])
            } else {
                clusters.append((region, [edit]))
            }
        }
        return clusters.map { cluster in
            let old = Array(file.bytes[cluster.region.start..<cluster.region.end])
            let start = cluster.region.start
            let new = TextEdit.apply(
                cluster.edits.map { TextEdit(Span($0.span.start - start, $0.span.end - start), $0.replacement) },
                to: old)
            return "\(file.path):\(file.position(at: start).line)\n" + lines(old, "-") + lines(new, "+")
        }.joined()
    }

    private static func lines(_ bytes: [UInt8], _ sign: String) -> String {
        var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        if lines.last?.isEmpty ?? false { lines.removeLast() }
        return lines.map { line in
            let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
            return "  \(sign) \(String(decoding: text, as: UTF8.self))\n"
        }.joined()
    }
}

extension Acceptance {
    /// `2 claims and 1 output`, without what there is none of.
    static func counted(_ claims: Int, _ outputs: Int) -> String {
        func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
        var parts: [String] = []
        if claims > 0 || outputs == 0 { parts.append(count(claims, "claim")) }
        if outputs > 0 { parts.append(count(outputs, "output")) }
        return parts.joined(separator: " and ")
    }

    /// What is said when every claim and output holds.
    public var nothingText: String {
        "nothing to accept: \(Self.counted(holding.claims, holding.outputs)) "
            + (holding.claims + holding.outputs == 1 ? "holds" : "hold")
    }
}

extension AcceptPlan {
    /// What was written, or would be.
    public func text(isWritten: Bool) -> String {
        let files = "\(fileCount) file\(fileCount == 1 ? "" : "s")"
        var parts: [String] = []
        if repairs > 0 { parts.append("\(repairs) repair\(repairs == 1 ? "" : "s")") }
        if claims + outputs > 0 || (repairs == 0 && ledgers.isEmpty) {
            parts.append(Acceptance.counted(claims, outputs))
        }
        if !ledgers.isEmpty { parts.append(LedgerUpdate.counted(ledgers)) }
        let what = parts.joined(separator: " and ")
        return "\(what) \(isWritten ? "written into" : "would be written into") \(files)"
    }
}

import MiniPython
import Source

/// Checks what a lesson says against what its run computed: claims and outputs. Everything wrong is found in one
/// go; nothing is changed.
struct Verifier {
    func verify(_ run: PageRun) -> [Diagnostic] {
        var found = run.problems
        var snippet: (source: Snippet, run: SnippetRun?)?
        for (item, result) in zip(run.page.items, run.results) {
            switch (item.content, result) {
            case (.snippet(let source), .snippet(let run)): snippet = (source, run)
            case (.output(let claim), _):
                guard let snippet else { continue }
                found += check(claim, of: snippet.source, snippet.run, in: run.page.file)
            case (_, .computed(let computed)): found += check(computed)
            case (_, .cards(let cards)): found += cards.flatMap { $0 }.compactMap { $0 }.flatMap(check)
            case (_, .figure(let figure)): found += figure.caption.map(check) ?? []
            default: break
            }
        }
        found += run.matter.all.flatMap(check)
        return found
    }

    private func check(_ inline: InlineRun) -> [Diagnostic] {
        inline.results.compactMap { $0 }.flatMap(check)
    }

    /// A claim on a number is compared at the precision in which it is written; on anything else, `str()` is.
    private func check(_ computed: Computed) -> [Diagnostic] {
        guard let slice = computed.span.claim else { return [] }
        let claimed = slice.text
        let span = slice.fileSpan(Span(0, slice.bytes.count))
        if let actual = computed.correction {
            guard computed.evaluation.number == nil || Claim(claimed) != nil else {
                return [
                    Diagnostic("claim-no-number", "`\(claimed)` is no number, and \(actual) is", at: slice.file, span)
                        .noting("write the number with the places you claim")
                        .fixing("write \(actual)", with: actual)
                ]
            }
            return [
                Diagnostic(
                    "claim-differs",
                    "the page claims \(claimed), the engine computes \(actual) for `\(computed.span.field.text)`",
                    at: slice.file, span
                ).noting("work it out again").fixing("if the engine is right, write \(actual)", with: actual)
            ]
        }
        guard let number = computed.evaluation.number, let claim = Claim(claimed) else { return [] }
        let integer = computed.evaluation.integer
        guard claim.isFragile(for: number, integer: integer) else { return [] }
        let whole = PyFloat.repr(number)
        let short = Claim(whole).flatMap { $0.isFragile(for: number) ? nil : $0 }
        // The same number, written out to places that no double has.
        let isTooLong = short?.numbers.map(\.canonical) == claim.numbers.map(\.canonical)
        return [
            Diagnostic(
                "claim-fragile", "a digit of \(claimed) hangs on the last bits of \(whole)", at: slice.file, span,
                severity: .warning
            ).noting(
                isTooLong
                    ? "it has more places than the engine computes: write \(whole)"
                    : short != nil
                        ? "it lies half-way between two roundings: write \(whole), or fewer places"
                        : "write fewer places, so that a change in rounding does not change the page")
        ]
    }

    private func check(_ claim: OutputClaim, of snippet: Snippet, _ run: SnippetRun?, in file: SourceFile)
        -> [Diagnostic]
    {
        if let recorded = claim.recorded, recorded.snippet != snippet.code.text {
            return [
                Diagnostic(
                    "recorded-outdated", "the snippet is not the one whose output was recorded", at: file,
                    snippet.fence
                ).noting("record it again, so that `\(recorded.name)` belongs to this text")
            ]
        }
        guard let printed = claim.printed(by: snippet, run) else { return [] }
        guard let difference = OutputComparison.difference(claimed: claim.text.text, printed: printed) else {
            return []
        }
        let source = claim.recorded == nil ? "the snippet prints" : "the recording has"
        let message =
            switch (difference.claimed, difference.printed) {
            case (let claimed?, let printed?): "the page claims the output `\(claimed)`, \(source) `\(printed)`"
            case (let claimed?, nil): "the page claims the output `\(claimed)`, \(source) no further line"
            case (nil, let printed): "\(source) a further line, `\(printed ?? "")`"
            }
        let note =
            claim.recorded.map { "write what `\($0.name)` has, or record it again" }
            ?? "correct the snippet or the output; a line `...` stands for any lines"
        return [
            Diagnostic("output-differs", message, at: file, place(of: difference, in: claim))
                .noting(note)
        ]
    }

    /// The claimed line in the file from where it parts from the printed one; the fence when the output goes on behind
    /// the claim.
    private func place(of difference: OutputComparison.Difference, in claim: OutputClaim) -> Span {
        let bytes = claim.text.bytes
        var start = 0
        var line = 0
        while line < difference.claimedLine, let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) {
            start = end + 1
            line += 1
        }
        guard start < bytes.count else { return claim.fence }
        let end = bytes[start...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
        if let printed = difference.printed {
            var same = zip(bytes[start..<end], printed.utf8).prefix { $0 == $1 }.count
            // Not into the middle of a character.
            while same > 0, start + same < end, bytes[start + same] & 0xC0 == 0x80 { same -= 1 }
            start += same
        }
        return claim.text.fileSpan(Span(start, end))
    }
}

import MiniPython

extension Computed {
    /// What the claim must say to hold, in its own style; nil where it holds, or nothing is claimed. A claim on a number is
    /// compared at the precision in which it is written; on anything else, `str()` is.
    var correction: String? {
        guard let claimed = span.claim?.text, evaluation.text != claimed else { return nil }
        guard let number = evaluation.number, let claim = Claim(claimed) else { return evaluation.text }
        if claim.holds(for: number, integer: evaluation.integer) { return nil }
        return claim.writing(number, integer: evaluation.integer)
    }
}

extension OutputClaim {
    /// What the fence is compared with: what its snippet printed, or what was recorded of it. Nil where nothing is to be
    /// compared: of a snippet that failed unexpectedly, or was changed since it was recorded, which are findings already.
    func printed(by snippet: Snippet, _ run: SnippetRun?) -> String? {
        if let recorded { return recorded.snippet == snippet.code.text ? recorded.output : nil }
        guard let run, run.failure == nil || snippet.raises else { return nil }
        return run.output + (run.failure.map { $0.message + "\n" } ?? "")
    }
}

extension PageRun {
    /// How many claims and outputs there are to hold.
    var claimsAndOutputs: (claims: Int, outputs: Int) {
        var numbers = matter.all.flatMap(\.results)
        var outputs = 0
        for (item, result) in zip(page.items, results) {
            switch (item.content, result) {
            case (.output, _): outputs += 1
            case (_, .computed(let number)): numbers.append(number)
            case (_, .cards(let cards)): numbers += cards.flatMap { $0 }
            case (_, .figure(let figure)): numbers += figure.caption?.results ?? []
            default: break
            }
        }
        return (numbers.count { $0?.span.claim != nil }, outputs)
    }
}

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

import MiniPython

/// The interpreter's budget for what an author allows: the default wherever the author says nothing.
extension Budget {
    init(_ allowed: PageBudget) {
        self.init()
        if let steps = allowed.steps { self.steps = steps }
        if let calls = allowed.calls { depth = calls }
        if let objects = allowed.objects { heap = objects }
        // Below what a tape can hold at all, so that the program is told and not the process stopped.
        if let values = allowed.values { tape = min(values, 100_000_000) }
        if let output = allowed.output { self.output = output }
    }
}

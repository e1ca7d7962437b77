import MiniPython

/// The interpreter's budget for what an author allows: the default wherever the author says nothing.
extension Budget {
    init(_ allowed: PageBudget) {
        self.init()
        if let steps = allowed.steps { self.steps = steps }
        if let calls = allowed.calls { depth = calls }
        if let objects = allowed.objects { heap = objects }
        if let values = allowed.values { tape = values }
        if let output = allowed.output { self.output = output }
    }
}

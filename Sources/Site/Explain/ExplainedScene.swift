import Micrograd
import MiniPython
import Source

/// The program at the moment a number is computed, and what it tells of the number.
struct ExplainedScene {
    let interpreter: Interpreter

    /// Chains that are shown of one number.
    private static let chainLimit = 3
    /// Assignments by hand that are followed back from a gradient.
    private static let handLimit = 24

    // MARK: Numbers

    func explain(_ number: Computed) -> Explainer.Found {
        let field = number.span.field
        let last = number.span.claim ?? field
        // With the `=` and the backticks around it.
        let span = Span(max(0, field.fileOffset(0) - 2), last.fileSpan(Span(0, last.bytes.count)).end + 1)
        let text = number.reading?.expression ?? field.text
        let value = number.reading?.value ?? number.evaluation.text
        var head = "\(text) is \(value)"
        if let claim = number.span.claim?.text {
            head += claim == value ? ", as claimed" : ", claimed as \(claim)"
        } else if number.evaluation.text != value {
            head += ", shown as \(number.evaluation.text)"
        }
        let ingredients = number.reading?.ingredients ?? []
        return Explainer.Found(
            span: span, name: field.text,
            explanation: Explanation(
                location: Diagnostic.Location(field.file, Span(field.fileOffset(0), span.end - 1)), head: head,
                facts: Explanation.Fact.list(ingredients), chains: chains(of: ingredients)))
    }

    private static let indents = (1...8).map { String(repeating: "  ", count: $0) }

    /// The chains behind a number for where there is little room: a line a step, without their places.
    func outline(of number: Reading) -> [String] {
        var lines: [String] = []
        for chain in chains(of: number.ingredients, withPlaces: false) {
            for step in chain.steps {
                lines.append(Self.indents[min(step.depth, 6) + (step.isRemark ? 1 : 0)] + step.text)
            }
        }
        return lines
    }

    // MARK: Figures

    func explain(_ source: FigureSource, _ figure: FigureRun, in file: SourceFile) -> Explainer.Found {
        let name = "\(source.kind.rawValue) \(source.expression.text)"
        let count = FigureCells(figure, source.kind).cells.count
        let chain =
            switch figure.content {
            case .graph(let graph): ForwardChain(graph, origin: interpreter.origin).chain
            case .pass(let trace): BackwardChain(trace, to: nil, origin: interpreter.origin).chain
            case .practice(let practice): BackwardChain(practice.trace, to: nil, origin: interpreter.origin).chain
            }
        let span = Span(source.fence.start, Self.endOfFence(source.fence, in: file))
        return Explainer.Found(
            span: span, name: name,
            explanation: Explanation(
                location: Diagnostic.Location(file, source.fence),
                head: "\(name) shows \(count) number\(count == 1 ? "" : "s")",
                facts: Explanation.Fact.list(interpreter.ingredients(of: source.expression)), chains: [chain]))
    }

    /// The end of the line that closes a fence.
    private static func endOfFence(_ fence: Span, in file: SourceFile) -> Int {
        let head = file.text(in: fence)
        let mark = head.drop { $0 == " " || $0 == ">" || $0 == "\t" }.prefix { $0 == "`" || $0 == "~" }
        var line = file.lineIndex(at: fence.start) + 1
        while line < file.lineStarts.count {
            let span = file.lineSpan(line)
            if file.text(in: span).drop(while: { $0 == " " || $0 == ">" || $0 == "\t" }).hasPrefix(mark) {
                return span.end
            }
            line += 1
        }
        return fence.end
    }

    // MARK: Output

    func explain(_ lines: OutputLines, in file: SourceFile) -> [Explainer.Found] {
        lines.map { line in
            let start = line.place
            let end = file.lineSpan(file.lineIndex(at: start)).end
            let location = Diagnostic.Location(file, Span(start, end))
            let code = line.printed
            // What was printed may have changed since; only what still is as it was printed explains it.
            let ingredients = interpreter.ingredients(of: SourceSlice(file: code.file, span: code.span))
                .filter { $0.value.map { line.text.contains($0) } ?? false }
            let printed = Explanation.Fact(subject: line.text, deed: "printed by", location: code)
            return Explainer.Found(
                span: Span(start, max(end, start + 1)), name: line.text,
                explanation: Explanation(
                    location: location, head: "`\(line.text)` is a line of output",
                    facts: [printed] + Explanation.Fact.list(ingredients), chains: chains(of: ingredients)))
        }
    }

    // MARK: Chains

    /// - Parameter withPlaces: whether the steps are to know the lines that made them.
    private func chains(of ingredients: [Ingredient], withPlaces: Bool = true) -> [Explanation.Chain] {
        let origin = withPlaces ? interpreter.origin(tag:) : nil
        var chains: [Explanation.Chain] = []
        for ingredient in ingredients {
            guard chains.count < Self.chainLimit, let number = ingredient.number else { continue }
            if number.quantity != .grad, interpreter.tape.op(number.node) != .leaf {
                chains.append(ForwardChain(interpreter.tape.recorded(from: number.node), origin: origin).chain)
            }
            guard number.quantity != .data else { continue }
            if number.pass != nil, let pass = interpreter.pass(behindGradientOf: number.node) {
                let called = ingredient.text.hasSuffix(".grad") ? String(ingredient.text.dropLast(5)) : ingredient.text
                let chain = BackwardChain(pass.trace, to: pass.place, called: called, origin: origin)
                // That a root's own gradient is 1 is known of a Value that is shown as a whole.
                if number.quantity == .grad || chain.links.count > 1 { chains.append(chain.chain) }
            } else if number.gradSet != nil, let chain = chainByHand(from: ingredient) {
                chains.append(chain)
            }
        }
        return chains
    }

    /// A gradient that the program worked out itself, assignment by assignment, as long as each still gives what it gave.
    private func chainByHand(from ingredient: Ingredient) -> Explanation.Chain? {
        var steps: [Explanation.Step] = []
        var seen: Set<String> = []
        var left = [(ingredient: ingredient, depth: 0)]
        while let (current, depth) = left.popLast(), steps.count < Self.handLimit {
            guard let location = current.number?.gradSet, let value = current.value,
                seen.insert(current.text).inserted, let code = Self.rightSide(at: location)
            else { continue }
            let reading = interpreter.reading(of: code)
            guard reading?.value == value else { continue }
            let parts = reading?.ingredients ?? []
            let values = parts.map { "\($0.text) = \($0.value ?? "…")" }.joined(separator: ", ")
            let made = "\(current.text) = \(code.text)"
            let text = made + (code.text == value ? "" : " = \(value)") + (values.isEmpty ? "" : ", with \(values)")
            steps.append(Explanation.Step(depth: depth, text: text, location: location, statement: made))
            left += parts.reversed().map { ($0, depth + 1) }
        }
        return steps.isEmpty
            ? nil : Explanation.Chain(title: "\(ingredient.text) as the program works it out by hand", steps: steps)
    }

    /// What stands to the right of the `=` in a line that assigns something.
    private static func rightSide(at location: Diagnostic.Location) -> SourceSlice? {
        let file = location.file
        let line = file.lineSpan(file.lineIndex(at: location.span.start))
        let equals = UInt8(ascii: "=")
        guard let sign = (location.span.start..<line.end).first(where: { file.bytes[$0] == equals }),
            sign > line.start, file.bytes[sign - 1] == UInt8(ascii: " "), sign + 1 < line.end,
            file.bytes[sign + 1] != equals
        else { return nil }
        var start = sign + 1
        while start < line.end, file.bytes[start] == UInt8(ascii: " ") { start += 1 }
        return SourceSlice(file: file, span: Span(start, line.end))
    }
}

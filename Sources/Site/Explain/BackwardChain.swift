import Micrograd
import Source

/// How a number got its gradient in a recorded backward pass: from the root down to it, at each use upstream gradient
/// times local derivative, and the sum of the contributions. Numbers that no route from the root to it goes through are
/// left out.
struct BackwardChain {
    /// One use of a number: what came back through it.
    struct Use {
        /// Places in the graph: who sent, and at which of its inputs.
        let sender: Int
        let slot: Int
        let upstream: Double
        let contribution: BackwardTrace.Contribution
    }

    /// A number on the way with all its uses.
    struct Link {
        let place: Int
        /// Its distance from the root, by the longest route.
        let depth: Int
        let before: Double
        let uses: [Use]
        let gradient: Double
    }

    let trace: BackwardTrace
    /// Root first, each after those it gets its gradient from.
    let links: [Link]
    private let names: NodeNames
    private let expression: NodeExpression
    private let target: Int?
    /// What the lesson calls the target.
    private let called: String?
    private let origin: ((Int) -> Diagnostic.Location?)?

    /// More numbers, or uses of one, than anyone reads.
    static let limit = 24
    static let useLimit = 8

    /// - Parameters:
    ///   - target: the place in the graph of the number whose gradient is explained; nil for those of all.
    ///   - called: what the lesson calls that number, for where it has no name of its own.
    ///   - origin: the place in the program that a tag stands for; nil where nobody asks for the places of steps.
    init(
        _ trace: BackwardTrace, to target: Int?, called: String? = nil,
        origin: ((Int) -> Diagnostic.Location?)?
    ) {
        self.trace = trace
        self.origin = origin
        let nodes = trace.graph.nodes
        names = NodeNames(trace.graph)
        expression = NodeExpression(graph: trace.graph, names: names)
        self.target = target
        self.called = called
        var isOnTheWay = nodes.indices.map { target == nil || $0 == target }
        for (place, node) in nodes.enumerated() where node.inputs.contains(where: { isOnTheWay[$0] }) {
            isOnTheWay[place] = true
        }
        let places = Dictionary(nodes.enumerated().map { ($1.node, $0) }, uniquingKeysWith: { first, _ in first })
        var uses = [[Use]](repeating: [], count: nodes.count)
        for event in trace.events {
            guard let sender = places[event.node] else { continue }
            for (slot, contribution) in event.contributions.enumerated() {
                let input = nodes[sender].inputs[slot]
                guard isOnTheWay[input] else { continue }
                uses[input].append(
                    Use(sender: sender, slot: slot, upstream: event.upstream, contribution: contribution))
            }
        }
        var depths = [Int](repeating: 0, count: nodes.count)
        var links: [Link] = []
        for place in nodes.indices.reversed() where isOnTheWay[place] {
            let found = uses[place]
            // A list of all is no chain.
            depths[place] = target == nil ? 0 : found.map { depths[$0.sender] + 1 }.max() ?? 0
            let isRoot = place == nodes.count - 1
            links.append(
                Link(
                    place: place, depth: depths[place], before: isRoot ? 0 : trace.gradientsBefore[place], uses: found,
                    gradient: nodes[place].grad))
        }
        self.links = links
    }

    var chain: Explanation.Chain {
        let root = names.operand(trace.graph.nodes.count - 1)
        let title =
            target.map { "∂\(root)/∂\(denominator($0)), from \(root) back to it: " }
            ?? "The gradients, from \(root) back to its leaves: "
        return Explanation.Chain(title: title + "upstream × local derivative at each use, added up", steps: steps)
    }

    private var steps: [Explanation.Step] {
        guard links.count > Self.limit else { return links.flatMap { lines(of: $0, depth: $0.depth) } }
        let near = nearest
        let rest = links.count - near.count
        var steps = lines(of: links[0], depth: 0)
        steps.append(
            Explanation.Step(
                depth: 1, text: "… \(rest) more number\(rest == 1 ? "" : "s") on the way …", location: nil))
        var depths = [links[0].place: 0]
        for link in links.dropFirst() where near.contains(link.place) {
            let depth = (link.uses.compactMap { depths[$0.sender] }.max() ?? 0) + 1
            depths[link.place] = depth
            steps += lines(of: link, depth: target == nil ? 0 : depth)
        }
        return steps
    }

    /// Of very many, the root and those nearest to the number, by the uses that are shown.
    private var nearest: Set<Int> {
        let byPlace = Dictionary(links.map { ($0.place, $0) }, uniquingKeysWith: { first, _ in first })
        var found: Set<Int> = [links[0].place]
        var waiting = target.map { [$0] } ?? links.prefix(Self.limit).map(\.place)
        var next = 0
        while next < waiting.count, found.count < Self.limit {
            found.insert(waiting[next])
            waiting += (byPlace[waiting[next]]?.uses ?? []).prefix(Self.useLimit).map(\.sender)
            next += 1
        }
        return found
    }

    /// What a derivative is taken by. A leaf without a name would be its number there, and look like a constant.
    private func denominator(_ place: Int) -> String {
        let node = trace.graph.nodes[place]
        if place == target, node.name.isEmpty, node.op == .leaf, let called { return called }
        return names.operand(place)
    }

    private func lines(of link: Link, depth: Int) -> [Explanation.Step] {
        let root = names.operand(trace.graph.nodes.count - 1)
        let name = "∂\(root)/∂\(denominator(link.place))"
        if link.uses.isEmpty {
            return [Explanation.Step(depth: depth, text: "\(name) = 1.0, where the pass begins", location: nil)]
        }
        var terms = link.uses.prefix(Self.useLimit).map { FigureNumber($0.contribution.amount) }
        if link.before != 0 { terms.insert(FigureNumber(link.before), at: 0) }
        let sum = FigureNumber(link.gradient)
        let isCut = link.uses.count > Self.useLimit
        let isExact = !sum.isRounded && !terms.contains(where: \.isRounded)
        let total =
            terms.count > 1
            ? "\(name)\(Self.sum(terms, isCut)) \(isExact ? "=" : "≈") \(sum.code)"
            : "\(name) = \(sum.code)"
        var steps = [Explanation.Step(depth: depth, text: total, location: nil)]
        if link.before != 0 {
            let text = "\(FigureNumber(link.before).code) left by an earlier pass"
            steps.append(Explanation.Step(depth: depth + 1, text: text, location: nil))
        }
        for use in link.uses.prefix(Self.useLimit) { steps.append(step(use, depth: depth + 1)) }
        if isCut {
            let rest = link.uses.count - Self.useLimit
            let text = "… and \(rest) more use\(rest == 1 ? "" : "s")"
            steps.append(Explanation.Step(depth: depth + 1, text: text, location: nil))
        }
        return steps
    }

    /// ` = 6.0 - 4.0 + 1.5`
    private static func sum(_ terms: [FigureNumber], _ isCut: Bool) -> String {
        var text = " = "
        for (index, term) in terms.enumerated() {
            if index == 0 {
                text += term.code
            } else if term.code.hasPrefix("-") {
                text += " - \(term.code.dropFirst())"
            } else {
                text += " + \(term.code)"
            }
        }
        return isCut ? text + " + …" : text
    }

    /// `e = a * b: -2.0 × b = -2.0 × -3.0 = 6.0`
    private func step(_ use: Use, depth: Int) -> Explanation.Step {
        let upstream = FigureNumber(use.upstream)
        let slope = LocalSlope(expression.localDerivatives(use.sender)[use.slot], use.contribution.local)
        let amount = FigureNumber(use.contribution.amount)
        let side = expression.side(of: use.sender, use: use.slot).map { " (\($0))" } ?? ""
        let isExact = !upstream.isRounded && !slope.number.isRounded && !amount.isRounded
        let formula = slope.formula.utf8.contains(UInt8(ascii: " ")) ? "(\(slope.formula))" : slope.formula
        let values = "\(upstream.code) × \(slope.number.code) \(isExact ? "=" : "≈") \(amount.code)"
        let made = "\(names.written(use.sender)) = \(expression.rightSide(use.sender))"
        return Explanation.Step(
            depth: depth,
            text: slope.isPlain
                ? "\(made)\(side): \(values)"
                : "\(made)\(side): \(upstream.code) × \(formula) \(slope.sign) \(values)",
            location: origin?(trace.graph.nodes[use.sender].origin), statement: made)
    }
}

import Markup
import Micrograd

/// A backward pass worked by hand, in words and formulas with the names of its figure: what a line is made of, its hints,
/// and what went wrong where a typical mistake was made. Names stand between backticks, as in Markdown; `html` makes
/// `<code>` of them, and so does the script that shows them to a reader.
struct HandPassText {
    let pass: HandPass
    let names: NodeNames
    private let expression: NodeExpression
    /// Whether some number of the pass is shown rounded, so that a reader's answer can only be nearly right.
    let isRounded: Bool
    private let scale: Double

    init(_ pass: HandPass) {
        self.pass = pass
        names = NodeNames(pass.graph)
        expression = NodeExpression(graph: pass.graph, names: names)
        isRounded =
            pass.graph.nodes.contains { FigureNumber($0.data).isRounded }
            || pass.lines.contains { line in
                FigureNumber(line.gradient).isRounded || line.uses.contains { FigureNumber($0.local).isRounded }
            }
        scale = pass.lines.reduce(1) { max($0, $1.gradient.magnitude) }
    }

    // MARK: Formulas

    var root: Int { pass.graph.nodes.count - 1 }

    /// `∂L/∂`, to which a number's name is put.
    var derivative: String { "∂\(Self.plain(names.operand(root)))/∂" }

    func name(_ place: Int) -> String { Self.plain(names.operand(place)) }

    func gradient(_ place: Int) -> String { derivative + name(place) }

    /// `L = d * f`
    func equation(_ place: Int) -> String { "\(name(place)) = \(Self.plain(expression.rightSide(place)))" }

    /// The operations a number went into, each once.
    func users(of line: HandPass.Line) -> [Int] {
        var users: [Int] = []
        for use in line.uses where !users.contains(use.user) { users.append(use.user) }
        return users
    }

    /// `f × ∂L/∂L`, one product for each use.
    func products(of line: HandPass.Line) -> String {
        line.uses.map { use in
            let local = Self.plain(expression.localDerivatives(use.user)[use.input])
            return "\(local.contains(" ") || local.hasPrefix("-") ? "(\(local))" : local) × \(gradient(use.user))"
        }.joined(separator: " + ")
    }

    /// `−2.0 × 1.0`, the same with numbers.
    func numbers(of line: HandPass.Line) -> HTML {
        line.uses.map { use -> HTML in
            "\(FigureNumber(use.local).html) × \(FigureNumber(pass.gradient(at: use.user)).html)"
        }.joined(separator: " + ")
    }

    /// The products, and what they are in numbers: everything but the result.
    func working(of line: HandPass.Line) -> HTML {
        "<code>\(products(of: line))</code> \(sign(of: line)) \(numbers(of: line))"
    }

    /// What stands between products with names and products with numbers.
    private func sign(of line: HandPass.Line) -> HTML {
        let isRounded = line.uses.contains {
            FigureNumber($0.local).isRounded || FigureNumber(pass.gradient(at: $0.user)).isRounded
        }
        return isRounded ? "≈" : "="
    }

    // MARK: Answers

    /// How far an answer may be from the right one: by a share of the size of both, and where they are next to nothing.
    var closeness: (relative: Double, absolute: Double) { (isRounded ? 0.0025 : 1e-9, 1e-12 * scale) }

    /// Whether one number passes for another.
    func isSame(_ a: Double, _ b: Double) -> Bool {
        abs(a - b) <= closeness.relative * (abs(a) + abs(b)) + closeness.absolute
    }

    /// The typical mistakes of a line, those that lead to the same number together.
    func mistakes(in line: HandPass.Line) -> [(number: Double, slips: [Slip])] {
        var groups: [(number: Double, slips: [Slip])] = []
        for (slip, number) in pass.tellableSlips(in: line, isSame: isSame) {
            if let known = groups.firstIndex(where: { isSame($0.number, number) }) {
                groups[known].slips.append(slip)
            } else {
                groups.append((number, [slip]))
            }
        }
        return groups
    }

    // MARK: Words

    /// A sentence with places for names, `{0}`, `{1}`, and the names that go there.
    struct Words {
        let pattern: String
        let names: [String]

        init(_ pattern: String, _ names: String...) {
            self.pattern = pattern
            self.names = names
        }

        var text: String {
            var text = ""
            for (index, piece) in pattern.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
                guard index > 0, let number = piece.first?.wholeNumberValue, names.indices.contains(number) else {
                    text += piece
                    continue
                }
                text += names[number] + piece.dropFirst(2)
            }
            return text
        }
    }

    /// What was done in place of the right thing.
    func words(_ slip: Slip, in line: HandPass.Line) -> Words {
        let own = name(line.place)
        let isWhole = slip.uses.count == line.uses.count
        func way(_ use: Int) -> String { equation(line.uses[use].user) }
        switch slip.kind {
        case .swappedFactor where slip.uses.count > 1:
            return Words("That takes `{0}` itself as the factor; in each product it should be the other one.", own)
        case .swappedFactor:
            let use = line.uses[slip.uses[0]]
            let other = name(pass.graph.nodes[use.user].inputs[1 - use.input])
            return Words(
                "That takes `{0}` itself as the factor; the local derivative in `{1}` is the other one, `{2}`.", own,
                equation(use.user), other)
        case .missingUpstream where !isWhole:
            let user = line.uses[slip.uses[0]].user
            return Words(
                "What comes by way of `{0}` is not multiplied by its upstream gradient `{1}`.", equation(user),
                gradient(user))
        case .missingUpstream where line.uses.count == 1:
            return Words(
                "That is the local derivative alone; it is still to be multiplied by the upstream gradient `{0}`.",
                gradient(line.uses[0].user))
        case .missingUpstream:
            return Words(
                "Those are the local derivatives alone; each is still to be multiplied by its upstream gradient.")
        case .overwritten where line.uses.count > 2:
            return Words(
                "That is one contribution alone; `{0}` is used {1} times, and all of them add up.", own,
                String(line.uses.count))
        case .overwritten where users(of: line).count == 1:
            return Words(
                "That is the contribution of one use alone; `{0}` is used twice in `{1}`, and both add up.", own, way(0)
            )
        case .overwritten:
            return Words(
                "That is only what comes by way of `{0}`; what comes by way of `{1}` is to be added.",
                way(slip.uses[0]),
                way(1 - slip.uses[0]))
        case .sign where isWhole: return Words("The size is right and the sign is not: count the minus signs.")
        case .sign: return Words("The sign of what comes by way of `{0}` is turned.", way(slip.uses[0]))
        case .value: return Words("That is the value of `{0}` from the forward pass, and not its gradient.", own)
        }
    }

    /// Three hints, each nearer to the answer: which rule it is, the rule with names, the product with its numbers.
    func hints(of line: HandPass.Line) -> [HTML] {
        let users = users(of: line)
        let own = "`\(name(line.place))`"
        let ways = users.map { "`\(equation($0))`, \(expression.article($0)) \(expression.word($0))" }
        let question: String
        if line.uses.count == 1 {
            question =
                "\(own) goes into \(ways[0]). What is the local derivative there, and which gradient arrives at "
                + "`\(name(users[0]))`?"
        } else if users.count == 1 {
            question =
                "\(own) goes into \(ways[0]), twice. Each use sends a contribution back, local derivative × upstream "
                + "gradient. What becomes of the two?"
        } else {
            question =
                "\(own) goes into \(ways.joined(separator: ", and into ")). Each use sends a contribution back, local "
                + "derivative × upstream gradient. What becomes of them?"
        }
        return [
            Self.html(question), "<code>\(gradient(line.place)) = \(products(of: line))</code>",
            "\(sign(of: line)) \(numbers(of: line))",
        ]
    }

    /// A label may hold anything, and a backtick would end the code that it stands in.
    private static func plain(_ text: String) -> String {
        text.split(separator: "`", omittingEmptySubsequences: false).joined(separator: "′")
    }

    static func html(_ words: String) -> HTML {
        words.split(separator: "`", omittingEmptySubsequences: false).enumerated().map { index, piece -> HTML in
            index % 2 == 1 ? "<code>\(String(piece))</code>" : HTML(escaping: String(piece))
        }.joined()
    }
}

import Markup
import TeX

/// A formula as MathML: a tree of elements and attributes that every browser draws, which is less than KaTeX knows.
/// What is not in these lists is an error and never left out in silence; what only repeats a default is left out. Styles
/// of letters become the letters themselves, for that is how browsers have them, and the columns of a table get classes.
struct FormulaTree: Sendable {
    struct Node: Sendable {
        /// Empty for a text.
        var name: String
        var attributes: [(name: String, value: String)] = []
        var children: [Node] = []
        var text = ""
    }

    /// What few browsers draw.
    struct Unsupported: Error {
        let message: String
    }

    /// Without the elements that hold a formula together.
    let root: Node

    /// Deeper trees are refused, so that a tree can be walked by recursion.
    private static let depthLimit = 100

    /// - Parameter nodes: KaTeX's tree, a parent before its children.
    init(_ nodes: [KaTeX.Node]) throws(Unsupported) {
        var open: [(node: Node, left: Int)] = []
        var root: Node?
        for line in nodes {
            var node: Node
            var left = 0
            if line.count == 2, line[0].isEmpty {
                node = Node(name: "", text: line[1])
            } else {
                guard line.count >= 2, line.count.isMultiple(of: 2), let count = Int(line[1]), count >= 0 else {
                    throw Unsupported(message: "this is no tree of a formula")
                }
                let names = stride(from: 2, to: line.count, by: 2)
                node = Node(name: line[0], attributes: names.map { (line[$0], line[$0 + 1]) })
                left = count
            }
            guard root == nil, open.count < Self.depthLimit else {
                throw Unsupported(
                    message: root == nil ? "it nests too deeply" : "this is no tree of a formula")
            }
            if left > 0 {
                open.append((node, left))
                continue
            }
            node = try Self.finished(node)
            while let parent = open.last {
                open[open.count - 1].node.children.append(node)
                open[open.count - 1].left -= 1
                if parent.left > 1 { break }
                node = try Self.finished(open.removeLast().node)
            }
            if open.isEmpty { root = node }
        }
        guard let root, root.name == "math", root.children.count == 1, root.children[0].name == "semantics",
            let body = root.children[0].children.first
        else { throw Unsupported(message: "this is no tree of a formula") }
        self.root = body
    }

    /// The formula for a page, with its TeX for those who copy it.
    func html(tex: String, isDisplay: Bool) -> HTML {
        let display: HTML = isDisplay ? " display=\"block\"" : ""
        let annotation: HTML = "<annotation encoding=\"application/x-tex\">\(tex)</annotation>"
        return "<math\(display)><semantics>\(Self.html(root))\(annotation)</semantics></math>"
    }

    private static func html(_ node: Node) -> HTML {
        if node.name.isEmpty { return "\(node.text)" }
        let name = HTML(escaping: node.name)
        let attributes = node.attributes.map { " \(HTML(escaping: $0.name))=\"\($0.value)\"" as HTML }.joined()
        return "<\(name)\(attributes)>\(node.children.map(html).joined())</\(name)>"
    }
}

// MARK: What is allowed

extension FormulaTree {
    private enum Rule {
        case flag, length, level
        /// Repeats what browsers do anyway.
        case omitted
        case words([String])
        /// Read with the whole element.
        case read
    }

    private static let rules: [String: [String: Rule]] = [
        "math": ["xmlns": .omitted, "display": .words(["block"])], "semantics": [:],
        "annotation": ["encoding": .words(["application/x-tex"])],
        "mrow": [:], "mphantom": [:], "msqrt": [:], "mroot": [:], "msub": [:], "msup": [:], "msubsup": [:], "mtr": [:],
        "mi": ["mathvariant": .read], "mn": ["mathvariant": .read], "mtext": ["mathvariant": .read],
        "mo": [
            "mathvariant": .omitted, "separator": .omitted, "accent": .omitted, "stretchy": .flag, "fence": .flag,
            "symmetric": .flag, "largeop": .flag, "movablelimits": .flag,
            "form": .words(["prefix", "infix", "postfix"]),
            "lspace": .length, "rspace": .length, "minsize": .length, "maxsize": .length,
        ],
        "mspace": ["width": .length, "height": .length, "depth": .length],
        "mpadded": ["width": .length, "height": .length, "depth": .length, "lspace": .length, "voffset": .length],
        "mfrac": ["linethickness": .length],
        "mstyle": ["displaystyle": .flag, "scriptlevel": .level, "mathsize": .length],
        "munder": ["accentunder": .flag], "mover": ["accent": .flag],
        "munderover": ["accent": .flag, "accentunder": .flag],
        "mtable": [
            "displaystyle": .flag, "scriptlevel": .level, "columnalign": .read, "columnspacing": .read,
            "rowspacing": .read, "columnlines": .read, "rowlines": .read,
        ],
        "mtd": [:],
    ]

    static var elements: Set<String> { Set(rules.keys) }

    /// A node whose children are complete.
    private static func finished(_ node: Node) throws(Unsupported) -> Node {
        var node = node
        if node.name.isEmpty { return node }
        guard let rules = rules[node.name] else {
            throw Unsupported(message: "few browsers draw `\(node.name)`, which KaTeX makes of a part of it")
        }
        var attributes: [(name: String, value: String)] = []
        var read: [String: String] = [:]
        for (name, value) in node.attributes {
            guard let rule = rules[name], let isKept = check(value, rule) else {
                throw Unsupported(
                    message: "few browsers heed `\(name)=\"\(value)\"`, which KaTeX makes of a part of it")
            }
            if isKept { attributes.append((name, value)) } else { read[name] = value }
        }
        node.attributes = attributes
        switch node.name {
        case "mi", "mn", "mtext": style(&node, read["mathvariant"] ?? "")
        case "mtable": try set(&node, read)
        // A row of one is that one.
        case "mrow" where node.children.count == 1: return node.children[0]
        case "mrow", "mstyle", "mtd", "msqrt": space(&node)
        default: break
        }
        return node
    }

    /// Whether an attribute is kept as it is; nil where its value says something else than it may.
    private static func check(_ value: String, _ rule: Rule) -> Bool? {
        switch rule {
        case .omitted, .read: false
        case .flag: ["true", "false"].contains(value) ? true : nil
        case .words(let words): words.contains(value) ? true : nil
        case .level: Int(value) == nil ? nil : true
        case .length:
            ["em", "ex", "px", "pt", "%"].contains { value.hasSuffix($0) && Double(value.dropLast($0.count)) != nil }
                ? true : nil
        }
    }

    /// The name of a function stands a little apart from what is beside it, `t tanh n`: browsers leave that to whoever
    /// writes the formula.
    private static func space(_ row: inout Node) {
        var children: [Node] = []
        for (index, child) in row.children.enumerated() {
            children.append(child)
            guard index + 1 < row.children.count else { break }
            let next = row.children[index + 1]
            let isBehind = isFunction(child) || child.name == "mo" && child.children.first?.text == application
            let isBefore = isFunction(next) || isApplied(row.children, index + 1)
            if isBehind && isOperand(next) || isBefore && isOperand(child) {
                children.append(Node(name: "mspace", attributes: [("width", "0.167em")]))
            }
        }
        row.children = children
    }

    private static let application = "\u{2061}"

    /// A name with its sign of application in one node, as in `tanh²`.
    private static func isFunction(_ node: Node) -> Bool {
        guard ["msup", "msub", "msubsup", "munder", "munderover", "mrow"].contains(node.name) else { return false }
        if node.name != "mrow" { return node.children.first.map(isFunction) ?? false }
        return node.children.count == 2 && isApplied(node.children, 0)
    }

    private static func isApplied(_ nodes: [Node], _ index: Int) -> Bool {
        nodes[index].name == "mi" && index + 1 < nodes.count && nodes[index + 1].name == "mo"
            && nodes[index + 1].children.first?.text == application
    }

    /// What is no sign and no bracket.
    private static func isOperand(_ node: Node) -> Bool {
        switch node.name {
        case "mo", "mspace", "mtext": false
        case "mrow", "mstyle": node.children.first.map(isOperand) ?? false
        default: true
        }
    }

    /// A letter by itself is slanted if nothing else is said; several are upright.
    private static func style(_ node: inout Node, _ variant: String) {
        guard !variant.isEmpty, node.children.count == 1 else { return }
        let text = node.children[0].text
        if variant == "normal" {
            if node.name == "mi", text.count == 1 { node.attributes.append(("mathvariant", "normal")) }
        } else if node.name == "mtext" {
            // Words stay words for those who hear them.
            node.attributes.append(("class", variant))
        } else {
            node.children[0].text = MathLetters.styled(text, as: variant)
        }
    }

    /// Cells stand in the middle of their column if nothing else is said: the others are `l` or `r`, and `j` where nothing
    /// parts a cell from the next.
    private static func set(_ table: inout Node, _ read: [String: String]) throws(Unsupported) {
        func words(_ name: String) -> [String] { (read[name] ?? "").split(separator: " ").map(String.init) }
        for name in ["columnlines", "rowlines"] where !words(name).allSatisfy({ $0 == "none" }) {
            throw Unsupported(message: "few browsers draw the lines of a table in a formula")
        }
        let alignments = words("columnalign")
        let gaps = words("columnspacing")
        for row in table.children.indices {
            for column in table.children[row].children.indices {
                var classes: [String] = []
                switch column < alignments.count ? alignments[column] : alignments.last {
                case "left": classes.append("l")
                case "right": classes.append("r")
                default: break
                }
                if column < gaps.count, gaps[column] == "0em" { classes.append("j") }
                if !classes.isEmpty {
                    table.children[row].children[column].attributes.append(("class", classes.joined(separator: " ")))
                }
            }
        }
    }
}

import Foundation

/// A formula as a line of text, for a terminal, the title of a window, the description of an image: `∂L/∂a`, `1 − t²`,
/// `√(x + 1)`. Brackets are written where a line would otherwise say something else; raised and lowered signs are used
/// where Unicode has them all.
struct FormulaText {
    let text: String

    init(_ tree: FormulaTree) {
        text = Self.line(tree.root).split(separator: " ").joined(separator: " ")
    }

    private static func line(_ node: FormulaTree.Node) -> String {
        switch node.name {
        case "": return node.text.replacingOccurrences(of: "\u{2061}", with: "")
        case "mphantom": return ""
        case "mspace": return isWide(node) ? " " : ""
        case "mfrac": return fraction(node)
        case "msqrt": return "√" + enclosed(row(node.children))
        case "mroot":
            return (raised(line(node.children[1])) ?? "(\(line(node.children[1])))") + "√"
                + enclosed(line(node.children[0]))
        case "msup", "mover": return scripted(node.children[0], over: node.children[1])
        case "msub", "munder": return scripted(node.children[0], under: node.children[1])
        case "msubsup", "munderover":
            return scripted(node.children[0], under: node.children[1], over: node.children[2])
        case "mtable": return node.children.map(line).joined(separator: "; ")
        case "mtr": return node.children.map(line).joined(separator: " ")
        default: return row(node.children)
        }
    }

    // MARK: Rows

    private static func row(_ nodes: [FormulaTree.Node]) -> String {
        var out = ""
        for (index, node) in nodes.enumerated() {
            let text = line(node)
            let next = index + 1 < nodes.count ? nodes[index + 1] : nil
            if node.name == "mo", isSpaced(text) {
                // In front of its first operand a sign is a sign.
                let isOpen = out.isEmpty || "([{|,;=<>≤≥≈+−·× ".contains(out.last ?? " ")
                let isPrefix = isOpen && "+−±∓".contains(text)
                out += isPrefix ? text : out.hasSuffix(" ") ? "\(text) " : " \(text) "
            } else if node.name == "mo", [",", ";"].contains(text) {
                out += text + " "
            } else if isLargeOperator(node), next != nil {
                out += text + " "
            } else if node.name == "mfrac", next.map({ $0.name != "mo" || line($0) == "(" }) ?? false {
                out += "(\(text))"
            } else if isFunction(node), let next, next.name != "mo" || line(next).isEmpty,
                let operand = nodes[(index + 1)...].first(where: { !line($0).isEmpty }), !line(operand).hasPrefix("(")
            {
                out += text + " "
            } else {
                out += text
            }
        }
        return out
    }

    private static func isSpaced(_ text: String) -> Bool {
        guard text.unicodeScalars.count == 1, let scalar = text.unicodeScalars.first else { return false }
        if "+−=<>·⋅×÷±∓≤≥≠≈≡∼→←↦⇒⇔⟹∈∉⊂⊆∪∩∧∨≪≫∝:".unicodeScalars.contains(scalar) { return true }
        return false
    }

    /// `tanh`, with or without an exponent.
    private static func isFunction(_ node: FormulaTree.Node) -> Bool {
        switch node.name {
        case "mi": node.children.first.map { $0.text.count > 1 } ?? false
        case "msup", "msub", "msubsup", "munder": node.children.first.map(isFunction) ?? false
        case "mrow": node.children.count == 2 && isFunction(node.children[0]) && line(node.children[1]).isEmpty
        default: false
        }
    }

    /// `∑`, with or without limits.
    private static func isLargeOperator(_ node: FormulaTree.Node) -> Bool {
        var node = node
        while node.name.hasPrefix("msu") || node.name.hasPrefix("mu"), let base = node.children.first { node = base }
        return node.name == "mo" && ["∑", "∏", "∫", "⋃", "⋂"].contains(line(node))
    }

    private static func isWide(_ node: FormulaTree.Node) -> Bool {
        node.attributes.contains { $0.name == "width" && !$0.value.hasPrefix("0") && !$0.value.hasPrefix("-") }
    }

    // MARK: Parts

    private static func fraction(_ node: FormulaTree.Node) -> String {
        let (above, below) = (line(node.children[0]), line(node.children[1]))
        if node.attributes.contains(where: { $0.name == "linethickness" }) { return "\(above) over \(below)" }
        return "\(needsBrackets(above) ? "(\(above))" : above)/\(needsBrackets(below) ? "(\(below))" : below)"
    }

    /// `∂a` is one thing, `2x` below a slash is not.
    private static func needsBrackets(_ text: String) -> Bool {
        if text.hasPrefix("("), text.hasSuffix(")"), !text.dropFirst().dropLast().contains(where: { "()".contains($0) })
        {
            return false
        }
        return text.contains(" ") || text.contains("/")
            || (text.count > 1 && text.first.map { $0.isNumber } ?? false && text.contains(where: \.isLetter))
    }

    private static func enclosed(_ text: String) -> String { text.count == 1 ? text : "(\(text))" }

    private static func scripted(
        _ base: FormulaTree.Node, under: FormulaTree.Node? = nil, over: FormulaTree.Node? = nil
    ) -> String {
        let text = line(base)
        let below = under.map(line) ?? ""
        let above = over.map(line) ?? ""
        if let accent = accents[above], text.count == 1 { return text + accent }
        // Braces and lines say nothing in a line of text.
        if "⏟⏞‾_¯".contains(below), !below.isEmpty { return text }
        if "⏟⏞‾_¯".contains(above), !above.isEmpty { return text }
        var out = base.name == "mfrac" || text.contains(" ") ? "(\(text))" : text
        if !below.isEmpty { out += lowered(below) ?? "_" + enclosed(below) }
        if !above.isEmpty { out += raised(above) ?? "^" + enclosed(above) }
        return out
    }

    private static let accents = [
        "^": "\u{302}", "ˉ": "\u{304}", "¯": "\u{304}", "‾": "\u{305}", "~": "\u{303}", "˙": "\u{307}", "¨": "\u{308}",
        "⃗": "\u{20D7}", "→": "\u{20D7}", "ˇ": "\u{30C}",
    ]

    private static func raised(_ text: String) -> String? {
        translated(
            text, from: "0123456789+−=()nixyabcdefghjklmoprstuvwz′T", to: "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱˣʸᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷᶻ′ᵀ")
    }

    private static func lowered(_ text: String) -> String? {
        translated(text, from: "0123456789+−=()aehijklmnoprstuvx", to: "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
    }

    private static func translated(_ text: String, from: String, to: String) -> String? {
        var out = ""
        let pairs = Dictionary(zip(from, to)) { first, _ in first }
        for character in text where character != " " {
            guard let other = pairs[character] else { return nil }
            out.append(other)
        }
        return out
    }
}

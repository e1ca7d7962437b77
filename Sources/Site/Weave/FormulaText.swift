/// A formula in TeX as one would type it into a search box: `\frac{\partial L}{\partial a}` is `∂L/∂a`. Good enough to be
/// found by; what is shown is typeset elsewhere.
enum FormulaText {
    static func plain(_ tex: String) -> String {
        /// What an open brace began.
        enum Group { case plain, numerator, denominator }
        var groups: [Group] = []
        /// The group that the next brace opens.
        var next = Group.plain
        var out = ""
        var rest = Substring(tex)
        while let character = rest.popFirst() {
            switch character {
            case "\\":
                let name = rest.prefix { $0.isLetter }
                guard !name.isEmpty else {
                    // A symbol: `\,` and its like are spaces, `\{` is what it says.
                    if let symbol = rest.popFirst() { out += ",;:! \\".contains(symbol) ? " " : String(symbol) }
                    continue
                }
                rest = rest.dropFirst(name.count)
                if ["frac", "dfrac", "tfrac"].contains(name) {
                    next = .numerator
                } else if let sign = signs[String(name)] {
                    out += sign
                    // The space only ends the name.
                    rest = rest.drop { $0 == " " }
                } else if !silent.contains(String(name)) {
                    out += name
                }
            case "{":
                groups.append(next)
                next = .plain
            case "}":
                if groups.popLast() == .numerator {
                    out += "/"
                    next = .denominator
                }
            case "&", "~": out += " "
            default: out.append(character)
            }
        }
        return SearchText.line(out)
    }

    private static let silent: Set<String> = [
        "left", "right", "big", "Big", "bigl", "bigr", "text", "mathrm", "mathbf", "mathit", "operatorname", "quad",
        "qquad", "begin", "end", "displaystyle", "limits",
    ]

    private static let signs = [
        "partial": "∂", "nabla": "∇", "cdot": "·", "times": "×", "pm": "±", "leq": "≤", "le": "≤", "geq": "≥",
        "ge": "≥",
        "neq": "≠", "ne": "≠", "approx": "≈", "to": "→", "infty": "∞", "sum": "∑", "prod": "∏", "int": "∫", "sqrt": "√",
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "Delta": "Δ", "epsilon": "ε", "varepsilon": "ε",
        "eta": "η",
        "theta": "θ", "lambda": "λ", "mu": "μ", "pi": "π", "rho": "ρ", "sigma": "σ", "Sigma": "Σ", "tau": "τ",
        "phi": "φ",
        "varphi": "φ", "omega": "ω", "Omega": "Ω",
    ]
}

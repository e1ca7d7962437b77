/// Commands that lessons use, for "did you mean": KaTeX does not say which it knows.
enum FormulaWords {
    static let common: [String] = names.map { "\\" + $0 }

    private static let names = [
        "frac", "dfrac", "tfrac", "binom", "sqrt", "sum", "prod", "int", "lim", "max", "min", "argmax", "argmin", "exp",
        "log", "ln", "sin", "cos", "tan", "tanh", "sinh", "cosh", "partial", "nabla", "infty", "cdot", "cdots", "ldots",
        "dots", "times", "div", "pm", "mp", "le", "leq", "ge", "geq", "ne", "neq", "approx", "equiv", "sim", "propto",
        "ll", "gg", "in", "notin", "subset", "subseteq", "cup", "cap", "forall", "exists", "to", "mapsto", "gets",
        "rightarrow", "leftarrow", "Rightarrow", "Leftrightarrow", "implies", "iff", "left", "right", "big", "Big",
        "langle", "rangle", "lfloor", "rfloor", "lceil", "rceil", "lVert", "rVert", "lvert", "rvert", "mid", "prime",
        "alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta", "vartheta", "iota", "kappa",
        "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "varphi", "chi", "psi", "omega",
        "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi", "Sigma", "Upsilon", "Phi", "Psi", "Omega", "ell", "hbar",
        "mathbf", "mathrm", "mathit", "mathbb", "mathcal", "mathsf", "mathtt", "boldsymbol", "operatorname", "text",
        "textbf", "textit", "hat", "bar", "vec", "dot", "ddot", "tilde", "overline", "underline", "widehat",
        "underbrace", "overbrace", "quad", "qquad", "begin", "end", "circ", "odot", "oplus", "otimes", "top", "perp",
        "displaystyle", "textstyle",
    ]
}

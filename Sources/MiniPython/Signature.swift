/// The parameters of a function that is native here and written in Python in CPython's library: what such a function
/// makes of its arguments, in CPython's words where they do not match. It knows nothing of what the function does.
struct Signature: Sendable {
    /// How messages name the function: `Random.uniform`.
    let title: String
    /// The object's parameter is the first, as in Python.
    let positional: [String]
    /// How many of them, from the last, may be left out.
    let optional: Int
    /// Those that are given by name alone; all may be left out.
    let keywordOnly: [String]
    /// Whether keywords of any other name are taken too, as `**kwargs`.
    let takesMore: Bool
    /// Whether the object is bound already, and callers do not pass it.
    let isBound: Bool

    init(
        _ title: String, _ positional: [String], optional: Int = 0, keywordOnly: [String] = [],
        takesMore: Bool = false, isBound: Bool = false
    ) {
        self.title = title
        self.positional = ["self"] + positional
        self.optional = optional
        self.keywordOnly = keywordOnly
        self.takesMore = takesMore
        self.isBound = isBound
    }

    /// What the parameters were given, and the keywords beyond them.
    struct Bound {
        /// The object, the other positional parameters, those by name alone; undefined where nothing was given.
        fileprivate(set) var values: [PyValue]
        fileprivate(set) var more: [(symbol: Symbol, value: PyValue)] = []

        subscript(_ index: Int) -> PyValue { values[index] }

        /// Nothing where the parameter was left out.
        func optional(_ index: Int) -> PyValue? { values[index].isUndefined ? nil : values[index] }
    }

    func bind(_ arguments: Arguments) throws(Fault) -> Bound {
        let given = arguments.count + (isBound ? 1 : 0)
        let first = isBound ? 1 : 0
        var bound = Bound(values: isBound ? [.none] : [])
        bound.values.reserveCapacity(positional.count + keywordOnly.count)
        for index in first..<max(first, min(given, positional.count)) { bound.values.append(arguments[index - first]) }
        if given == positional.count, keywordOnly.isEmpty, arguments.names.isEmpty { return bound }
        while bound.values.count < positional.count + keywordOnly.count { bound.values.append(.undefined) }
        try bindKeywords(arguments, &bound)
        let machine = arguments.machine
        if given > positional.count {
            let named = keywordOnly.indices.filter { !bound[positional.count + $0].isUndefined }.count
            throw machine.tooManyArguments(
                title, least: positional.count - optional, most: positional.count, given, keywordOnly: named)
        }
        let missing = (0..<positional.count - optional).filter { bound[$0].isUndefined }.map { positional[$0] }
        if !missing.isEmpty { throw machine.missingArguments(title, missing, "positional") }
        return bound
    }

    private func bindKeywords(_ arguments: Arguments, _ bound: inout Bound) throws(Fault) {
        let machine = arguments.machine
        for symbol in arguments.names {
            let name = machine.symbols[symbol]
            let value = arguments.keyword(symbol) ?? .none
            let place =
                positional.firstIndex(of: name)
                ?? keywordOnly.firstIndex(of: name).map { positional.count + $0 }
            if let place {
                if !bound[place].isUndefined {
                    throw machine.typeError("\(title)() got multiple values for argument '\(name)'")
                }
                bound.values[place] = value
            } else if takesMore {
                bound.more.append((symbol, value))
            } else {
                throw machine.typeError("\(title)() got an unexpected keyword argument '\(name)'")
            }
        }
    }
}

extension PyBuiltin {
    /// A function that is written in Python in CPython's library.
    convenience init(
        _ name: String, in module: String, _ signature: Signature, isPure: Bool = true,
        _ body: @escaping @Sendable (Machine, Signature.Bound) throws(Fault) -> PyValue
    ) {
        self.init(
            name, title: signature.title, arity: 0...Int.max, takesAnyKeyword: true, isPure: isPure,
            origin: signature.isBound ? .pythonMethod(module) : .pythonFunction(module)
        ) { machine, arguments throws(Fault) in try body(machine, signature.bind(arguments)) }
    }
}

// MARK: Words

extension Machine {
    /// More positional arguments than parameters, the object counted among both.
    func tooManyArguments(
        _ title: String, least: Int, most: Int, _ given: Int, keywordOnly keywords: Int
    ) -> Fault {
        let takes = least == most ? "\(most)" : "from \(least) to \(most)"
        let plural = most == 1 && least == 1 ? "" : "s"
        let also =
            keywords > 0
            ? " positional argument\(given == 1 ? "" : "s") (and \(keywords) keyword-only argument"
                + "\(keywords == 1 ? "" : "s"))" : ""
        return typeError(
            "\(title)() takes \(takes) positional argument\(plural) but \(given)\(also) "
                + "\(given == 1 && keywords == 0 ? "was" : "were") given")
    }

    func missingArguments(_ title: String, _ names: [String], _ kind: String) -> Fault {
        let quoted = names.map { "'\($0)'" }
        let list =
            switch quoted.count {
            case 1: quoted[0]
            case 2: "\(quoted[0]) and \(quoted[1])"
            default: quoted.dropLast().joined(separator: ", ") + ", and \(quoted[quoted.count - 1])"
            }
        return typeError(
            "\(title)() missing \(names.count) required \(kind) argument\(names.count == 1 ? "" : "s"): \(list)")
    }
}

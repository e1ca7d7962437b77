/// What CPython says when a built-in function or type is called with arguments that it does not take. CPython has several
/// conventions for functions written in C, each with its own words; where this subset takes fewer arguments than
/// CPython, or the words are an accident, the call is refused.
enum Convention {
    /// Throws if the arguments do not fit.
    static func check(_ builtin: PyBuiltin, _ arguments: Arguments) throws(Fault) {
        let machine = arguments.machine
        let given = arguments.count - (builtin.isMethod ? 1 : 0)
        if builtin.isMethod { try checkReceiver(builtin, arguments) }
        if !arguments.names.isEmpty, builtin.owner == "Value" {
            // The package's methods are Python functions.
            throw machine.typeError(
                "\(builtin.title)() got an unexpected keyword argument '\(machine.symbols[arguments.names[0]])'")
        }
        if !arguments.names.isEmpty, named.contains(builtin.title) {
            throw .unsupported("keyword arguments of '\(builtin.title)'", note: "Python does not take any")
        }
        if !arguments.names.isEmpty, !takesKeywords(builtin) {
            throw machine.typeError("\(builtin.title)() takes no keyword arguments")
        }
        if !arguments.names.isEmpty, given + arguments.names.count > builtin.arity.upperBound,
            places.contains(where: { $0.title == builtin.title })
        {
            throw .unsupported("'\(builtin.title)' with so many arguments")
        }
        if given < builtin.arity.lowerBound || given > builtin.arity.upperBound {
            throw wrongArity(machine, builtin, given)
        }
        if builtin.takesAnyKeyword { return }
        for name in arguments.names {
            let text = machine.symbols[name]
            if let place = places.first(where: { $0.title == builtin.title && $0.keyword == text })?.place,
                given >= place
            {
                throw refusal(machine, builtin, "'\(text)' by name and position")
            }
            if builtin.keywords.contains(name) { continue }
            if realKeywords.contains(text) || builtin.owner == "math" { throw refusal(machine, builtin, "'\(text)'") }
            guard builtin.name == "sorted" else {
                throw machine.typeError("'\(text)' is an invalid keyword argument for \(builtin.name)()")
            }
            // `sorted` makes a list first and hands its keywords to `list.sort`, which is who complains.
            _ = try machine.iterator(arguments[0])
            throw machine.typeError("'\(text)' is an invalid keyword argument for sort()")
        }
    }

    /// A method called through its type needs an object of that type in front.
    private static func checkReceiver(_ builtin: PyBuiltin, _ arguments: Arguments) throws(Fault) {
        let machine = arguments.machine
        guard arguments.count > 0 else {
            if builtin.owner == "Value" { throw machine.wrongReceiver(builtin.owner) }
            throw machine.typeError("unbound method \(builtin.title)() needs an argument")
        }
        var type: PyType? = machine.types.of(arguments[0])
        while let current = type, current.name != builtin.owner { type = current.base }
        if type == nil { throw machine.wrongReceiver(builtin.owner) }
    }

    private static func takesKeywords(_ builtin: PyBuiltin) -> Bool {
        !builtin.keywords.isEmpty || builtin.takesAnyKeyword || keywordTakers.contains(builtin.title)
    }

    /// In CPython, beside those that take keywords here too.
    private static let keywordTakers = ["pow"]

    /// Names that some built-in function or type of CPython's takes and ours does not. Refusing one where CPython has
    /// another error is no falsehood.
    static let realKeywords = [
        "a", "b", "base", "encoding", "errors", "exp", "fdel", "fget", "fset", "doc", "iterable", "mod", "ndigits",
        "number", "object", "tabsize",
    ]

    /// Types that take keywords when they are called.
    static let typesWithKeywords = ["enumerate", "int", "property", "str", "zip"]

    private static func refusal(_ machine: Machine, _ builtin: PyBuiltin, _ what: String) -> Fault {
        .unsupported("the argument \(what) of '\(builtin.title)'")
    }

    private static func wrongArity(_ machine: Machine, _ builtin: PyBuiltin, _ given: Int) -> Fault {
        let least = builtin.arity.lowerBound
        let most = builtin.arity.upperBound
        if builtin.owner == "Value" {
            // The package's methods are Python functions, which count their object.
            return machine.typeError("\(builtin.title)() takes 1 positional argument but \(given + 1) were given")
        }
        let isFixed = least == most
        if counted.contains(builtin.title) {
            let bound = given < least ? least : most
            return machine.typeError(
                "\(builtin.name)() takes at \(given < least ? "least" : "most") \(bound) "
                    + "argument\(bound == 1 ? "" : "s") (\(given) given)")
        }
        if uncheckable.contains(builtin.title) || takesKeywords(builtin) && !positional.contains(builtin.title) {
            return .unsupported("'\(builtin.title)' with \(given) argument\(given == 1 ? "" : "s")")
        }
        if isFixed, most == 0 { return machine.typeError("\(builtin.title)() takes no arguments (\(given) given)") }
        if isFixed, most == 1, !positional.contains(builtin.title) {
            return machine.typeError("\(builtin.title)() takes exactly one argument (\(given) given)")
        }
        let isTooFew = given < least
        let bound = isTooFew ? least : most
        let amount = isFixed ? "" : isTooFew ? "at least " : "at most "
        return machine.typeError(
            "\(builtin.name) expected \(amount)\(bound) argument\(bound == 1 ? "" : "s"), got \(given)")
    }

    /// Functions that count their positional arguments in the words of those that take no keywords.
    private static let positional = ["max", "min", "sorted"]
    /// Functions that parse their arguments by a format.
    private static let counted = [
        "str.count", "str.endswith", "str.find", "str.index", "str.rfind", "str.rindex", "str.split", "str.rsplit",
        "str.splitlines", "str.startswith", "str.expandtabs",
    ]
    /// Functions that CPython calls by their short or their full name, depending on how they were reached.
    private static let named = [
        "math.log", "set.difference", "set.difference_update", "set.intersection_update", "set.intersection",
        "set.union", "set.update", "str.count", "str.endswith", "str.find", "str.index", "str.rfind", "str.rindex",
        "str.startswith",
    ]
    /// Where arguments stand that can be given by name as well.
    private static let places: [(title: String, keyword: String, place: Int)] = [
        ("str.split", "sep", 1), ("str.split", "maxsplit", 2), ("str.rsplit", "sep", 1), ("str.rsplit", "maxsplit", 2),
        ("str.expandtabs", "tabsize", 1),
        ("str.splitlines", "keepends", 1), ("round", "ndigits", 2), ("sum", "start", 2),
    ]
    /// Those with words of their own.
    private static let uncheckable = ["math.log"]
}

extension Machine {
    /// `list.append(3, 4)`: a method called through its type with something else.
    func wrongReceiver(_ type: String) -> Fault {
        .unsupported("a method of '\(type)' called with another type's object")
    }
}

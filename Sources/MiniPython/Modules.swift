import Source

/// The modules a program can import. Each is made when it is first asked for.
enum Modules {
    static let names = ["math", "micrograd", "random"]

    /// Modules and submodules, for "did you mean".
    private static let all = ["math", "micrograd", "micrograd.engine", "micrograd.nn", "random"]

    static func make(_ name: String, _ machine: Machine) throws(Fault) -> PyModule {
        switch name {
        case "math": return MathModule.make(machine)
        case "micrograd":
            let engine = try machine.module("micrograd.engine")
            return PyModule("micrograd", [machine.symbols.intern("engine"): .object(engine)])
        case "micrograd.engine":
            return PyModule("micrograd.engine", [machine.symbols.intern("Value"): .object(machine.types.value)])
        case "micrograd.nn":
            // Importing it also makes it an attribute of the package.
            let package = try machine.module("micrograd")
            let module = try NetworkModule.make(machine)
            package.set(machine.symbols.intern("nn"), .object(module))
            return module
        case "random": return RandomModule.make(machine)
        default:
            let near = Spelling.nearest(to: name, among: all).map { "did you mean '\($0)'? " } ?? ""
            throw .unsupported("the module '\(name)'", note: near + "there are \(all.joined(separator: ", "))")
        }
    }
}

extension Machine {
    /// - Parameter isDotted: `import a.b` without a name: it is `a` that is bound.
    func importModule(_ name: String, isDotted: Bool) throws(Fault) -> PyModule {
        let module = try module(name)
        guard isDotted, let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")) else { return module }
        return try self.module(String(name[..<dot]))
    }

    func importFrom(_ name: String, _ symbol: Symbol) throws(Fault) -> PyValue {
        let module = try module(name)
        if let value = module.attributes[symbol] { return value }
        let wanted = symbols[symbol]
        if name == "micrograd", wanted == "nn" { return .object(try self.module("micrograd.nn")) }
        if isKnownToPython(.object(module), wanted) || name == "micrograd" {
            throw .unsupported("'\(name).\(wanted)'")
        }
        let known = module.attributes.keys.map { symbols[$0] }.sorted()
        let near = Spelling.nearest(to: wanted, among: known)
        // CPython's message names the module's file, which no lesson should show.
        throw .unsupported(
            "importing '\(wanted)' from '\(name)', which has no such name",
            note: near.map { "did you mean '\($0)'?" })
    }
}

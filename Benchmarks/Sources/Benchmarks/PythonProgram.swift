import Foundation

/// A program of `Peers/python` that CPython and the snippet language both run, and how much of CPython's time it may
/// take.
struct PythonProgram {
    let title: String
    /// The file's name without its ending.
    let name: String
    /// The most time that is aimed for, as a share of CPython's.
    let aim: Double
    /// Whether CPython runs it with its collector of cycles turned off.
    var withoutCollector = false
    /// Whether it imports the PyPI package micrograd.
    var usesPackage = false
    /// How many rounds are bearable.
    var rounds = Int.max

    var path: String { "\(Peer.scripts)/python/\(name).py" }

    static let all = [
        PythonProgram(title: "numeric loop over locals", name: "loop_locals", aim: 0.7),
        PythonProgram(title: "numeric loop over globals", name: "loop_globals", aim: 0.7),
        PythonProgram(title: "list comprehensions", name: "comprehensions", aim: 0.7),
        PythonProgram(title: "recursive calls, fib", name: "fib", aim: 1.5),
        PythonProgram(title: "calls of closures", name: "closures", aim: 1.5),
        PythonProgram(title: "methods and attributes", name: "methods", aim: 1.5),
        PythonProgram(title: "dictionaries", name: "dicts", aim: 1.5),
        PythonProgram(title: "f-strings", name: "fstrings", aim: 1.5),
        moons,
        PythonProgram(
            title: "the same, collector off", name: moons.name, aim: 1, withoutCollector: true, rounds: moons.rounds),
        PythonProgram(
            title: "moons on micrograd's Value and MLP", name: "moons_built_in", aim: 1 / 300, usesPackage: true,
            rounds: 3),
    ]

    static let moons = PythonProgram(
        title: "moons on a class Value by hand", name: "moons_by_hand", aim: 0.5, rounds: 3)
}

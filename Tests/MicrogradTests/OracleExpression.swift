import Foundation
import Micrograd
import TestSupport

/// An expression that Python micrograd and PyTorch have worked out; `scripts/record-engine-oracle` says how it is
/// written. Numbers are read from Python's repr, which names a Double exactly.
struct OracleExpression {
    let name: String
    let leaves: [Double]
    /// The operation and its operands, such as `["+", "v0", "2.5"]`.
    let steps: [[String]]
    /// What micrograd says; nil for an expression with a step that it lacks.
    let micrograd: Micrograd?
    /// The root's value and the leaves' gradients.
    let torch: [Double]

    struct Micrograd {
        /// Each step's value.
        let data: [Double]
        /// Each number's gradient after `backward()`.
        let grad: [Double]
        /// The leaves' gradients after a second one.
        let again: [Double]
    }

    struct Recording: Decodable {
        let micrograd: String
        let torch: String
        let expressions: [Entry]

        struct Entry: Decodable {
            let name: String?
            let leaves, steps, torch: String
            let data, grad, again: String?
        }
    }

    static let recording: Recording? = {
        let file = repositoryRoot.appendingPathComponent("Tests/MicrogradTests/Fixtures/engine-oracle.json")
        return try? JSONDecoder().decode(Recording.self, from: Data(contentsOf: file))
    }()

    static let all: [OracleExpression] = (recording?.expressions ?? []).map(OracleExpression.init)

    init(_ entry: Recording.Entry) {
        func numbers(_ text: String) -> [Double] { text.split(separator: " ").map { Double($0) ?? .nan } }
        name = entry.name ?? entry.steps
        leaves = numbers(entry.leaves)
        steps = entry.steps.split(separator: ";").map { $0.split(separator: " ").map(String.init) }
        torch = numbers(entry.torch)
        if let data = entry.data, let grad = entry.grad, let again = entry.again {
            micrograd = Micrograd(data: numbers(data), grad: numbers(grad), again: numbers(again))
        } else {
            micrograd = nil
        }
    }

    /// The expression on a tape, through the operators of `Value`: the leaves, then each step's number. Nil when a step
    /// is none that the engine has.
    /// - Parameter isComposed: whether differences and quotients are made as micrograd makes them, `x + (-y)` and
    ///   `x * y**-1`, with a number between.
    func values(on tape: Tape, isComposed: Bool = false) -> [Value]? {
        var values = leaves.map { tape.value($0) }
        for step in steps {
            guard let value = apply(step, values, isComposed) else { return nil }
            values.append(value)
        }
        return values
    }

    private enum Operand {
        case value(Value)
        case number(Double)
    }

    private func apply(_ step: [String], _ values: [Value], _ isComposed: Bool) -> Value? {
        let operands = step.dropFirst().map { text -> Operand in
            text.first == "v" ? .value(values[Int(text.dropFirst()) ?? -1]) : .number(Double(text) ?? .nan)
        }
        switch (step[0], operands.first, operands.dropFirst().first) {
        case ("neg", .value(let x)?, nil): return -x
        case ("tanh", .value(let x)?, nil): return x.tanh()
        case ("exp", .value(let x)?, nil): return x.exp()
        case ("log", .value(let x)?, nil): return x.log()
        case ("relu", .value(let x)?, nil): return x.relu()
        case ("sigmoid", .value(let x)?, nil): return x.sigmoid()
        case ("**", .value(let x)?, .number(let n)?): return x.pow(n)
        case ("+", .value(let x)?, .value(let y)?): return x + y
        case ("-", .value(let x)?, .value(let y)?): return isComposed ? x + (-y) : x - y
        case ("*", .value(let x)?, .value(let y)?): return x * y
        case ("/", .value(let x)?, .value(let y)?): return isComposed ? x * y.pow(-1) : x / y
        case ("+", .value(let x)?, .number(let y)?): return x + y
        case ("-", .value(let x)?, .number(let y)?): return x - y
        case ("*", .value(let x)?, .number(let y)?): return x * y
        case ("/", .value(let x)?, .number(let y)?): return x / y
        case ("+", .number(let x)?, .value(let y)?): return x + y
        case ("-", .number(let x)?, .value(let y)?): return isComposed ? x + (-y) : x - y
        case ("*", .number(let x)?, .value(let y)?): return x * y
        case ("/", .number(let x)?, .value(let y)?): return isComposed ? x * y.pow(-1) : x / y
        default: return nil
        }
    }
}

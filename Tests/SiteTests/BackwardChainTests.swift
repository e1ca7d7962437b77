import Foundation
import Micrograd
import MiniPython
import Source
import TestSupport
import Testing

@testable import Site

/// The chain behind a gradient is right: the products of its local derivatives along every route from the root, added up,
/// are the gradient that others find.
struct BackwardChainTests {
    /// Nothing is used but the routes and the local derivatives that the chain shows.
    static func sumOverRoutes(_ chain: BackwardChain) -> Double {
        var sums: [Int: Double] = [:]
        for link in chain.links {
            sums[link.place] =
                link.uses.isEmpty
                ? 1 : link.uses.reduce(0) { $0 + (sums[$1.sender] ?? .nan) * $1.contribution.local }
        }
        return chain.links.last.flatMap { sums[$0.place] } ?? .nan
    }

    static func isClose(_ a: Double, _ b: Double, _ tolerance: Double = 1e-12) -> Bool {
        (a - b).magnitude <= tolerance * max(1, a.magnitude, b.magnitude)
    }

    /// What is shown of each step fits together, too.
    static func expectSound(_ chain: BackwardChain) {
        let gradients = Dictionary(uniqueKeysWithValues: chain.links.map { ($0.place, $0.gradient) })
        for link in chain.links where !link.uses.isEmpty {
            var sum = link.before
            for use in link.uses {
                #expect(use.upstream == gradients[use.sender])
                #expect(isClose(use.contribution.amount, use.upstream * use.contribution.local))
                sum += use.contribution.amount
            }
            #expect(isClose(sum, link.gradient))
        }
    }

    /// Every gradient that a lesson shows, by expression, with its chain.
    static func chains(inLesson path: String) throws -> [(text: String, value: Double, chain: BackwardChain)] {
        var diagnostics: [Diagnostic] = []
        let site = try #require(
            SiteSource.read(repositoryRoot.appendingPathComponent("content").path, drafts: true, &diagnostics))
        let lesson = try #require(site.lessons.first { $0.path == path })
        var found: [(text: String, value: Double, chain: BackwardChain)] = []
        var runner = Runner(budget: site.config.budget)
        runner.watch = { moment, interpreter in
            guard case .computed(let number) = moment else { return }
            for ingredient in number.reading?.ingredients ?? [] {
                guard let node = ingredient.number, node.quantity == .grad, node.pass != nil,
                    let pass = interpreter.pass(behindGradientOf: node.node)
                else { continue }
                let chain = BackwardChain(pass.trace, to: pass.place, origin: interpreter.origin)
                found.append((ingredient.text, interpreter.tape.grad(node.node), chain))
            }
        }
        _ = runner.run(lesson)
        return found
    }

    @Test(.enabled(if: Oracle.hasMicrograd)) func theLessonsGradientsAreThoseOfThePackage() throws {
        let program = """
            from micrograd.engine import Value
            import micrograd_plus
            a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)
            ((a * b + c) * f).backward()
            for name in "abcf": print("L", name + ".grad", repr(float(globals()[name].grad)))
            p = Value(3.0)
            (p * p).backward()
            print("q", "p.grad", repr(float(p.grad)))
            x1, x2, w1, w2 = Value(2.0), Value(0.0), Value(-3.0), Value(1.0)
            b = Value(6.8813735870195432)
            x1w1 = x1 * w1
            x2w2 = x2 * w2
            n = x1w1 + x2w2 + b
            o = n.tanh()
            o.backward()
            for name in "o n b x1w1 x2w2 w1 x1 x2 w2".split(): print("o", name + ".grad", repr(float(globals()[name].grad)))
            """
        let scripts = repositoryRoot.appendingPathComponent("scripts").path
        let outcome = try Oracle.python(["-c", program], path: [scripts])
        var truths: [String: Double] = [:]
        for line in outcome.output.split(separator: "\n") {
            let parts = line.split(separator: " ")
            truths["\(parts[0]) \(parts[1])"] = Double(parts[2])
        }
        #expect(truths.count == 14, "\(outcome.errors)")
        var seen: Set<String> = []
        for (text, value, chain) in try Self.chains(inLesson: "build-nns-from-scratch/01-micrograd") {
            Self.expectSound(chain)
            #expect(Self.isClose(Self.sumOverRoutes(chain), value), "\(text)")
            // The practice page has expressions of its own.
            let root = chain.trace.graph.nodes.last?.name ?? ""
            guard let truth = truths["\(root) \(text)"], chain.trace.graph.nodes.count < 12 else { continue }
            if value == truth { seen.insert("\(root) \(text)") }
        }
        #expect(seen == Set(truths.keys))
    }

    /// Random expressions in which numbers are used many times, against nudges of the same program.
    @Test func chainsOfRandomProgramsAgreeWithNudges() throws {
        var random = Xorshift(state: 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<40 {
            let leaves = (0..<3).map { _ in Double(random.next(200)) / 100 - 1 }
            var lines: [String] = []
            var names = ["x0", "x1", "x2"]
            for step in 0..<12 {
                let a = names[random.next(names.count)]
                let b = names[random.next(names.count)]
                let right = [
                    "\(a) + \(b)", "\(a) * \(b)", "\(a) - \(b)", "\(a).tanh()", "(\(a) * 0.5).exp()", "\(a) * \(a)",
                ]
                lines.append("y\(step) = " + right[random.next(right.count)])
                names.append("y\(step)")
            }
            lines.append("root = y11 + x0 * x1 + x2")
            func run(_ leaves: [Double], _ tail: String = "") throws -> Interpreter {
                let head = leaves.enumerated().map { "x\($0) = Value(\(PyFloat.repr($1)))" }
                let text = (["from micrograd.engine import Value"] + head + lines + [tail]).joined(separator: "\n")
                let interpreter = Interpreter(keepsOrigins: true)
                let run = interpreter.run(SourceFile(path: "program", text: text).slice)
                #expect(run.failure == nil)
                return interpreter
            }
            func value(_ interpreter: Interpreter) throws -> Double {
                try #require(try interpreter.evaluate(SourceFile(path: "e", text: "root.data").slice).number)
            }
            let interpreter = try run(leaves, "root.backward()")
            for (index, leaf) in leaves.enumerated() {
                let reading = interpreter.reading(of: SourceFile(path: "e", text: "x\(index).grad").slice)
                let number = try #require(reading?.ingredients.first?.number)
                #expect(number.pass != nil)
                let pass = try #require(interpreter.pass(behindGradientOf: number.node))
                let chain = BackwardChain(pass.trace, to: pass.place, origin: interpreter.origin)
                Self.expectSound(chain)
                let h = 1e-6
                var (up, down) = (leaves, leaves)
                up[index] = leaf + h
                down[index] = leaf - h
                let nudged = try (value(run(up)) - value(run(down))) / (2 * h)
                #expect(Self.isClose(Self.sumOverRoutes(chain), nudged, 1e-6), "\(lines)")
            }
        }
    }

    private struct Xorshift {
        var state: UInt64

        mutating func next(_ count: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(count))
        }
    }
}

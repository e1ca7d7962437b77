import Micrograd
import MiniPython
import Source
import Testing

/// Which backward passes are audited: all of them, wherever in a program they are made, until the allowance is used up.
struct AuditLogTests {
    static let head = "from micrograd.engine import Value\na = Value(2.0)\nb = Value(-3.0)\n"

    private func audits(_ program: String, _ mutant: Mutant? = nil) -> AuditLog {
        MutantTests.run(Self.head + program, mutant).audits
    }

    private func lines(_ log: AuditLog) -> [Int] {
        log.failures.compactMap { failure in
            failure.location.map { $0.file.position(at: $0.span.start).line }
        }
    }

    @Test func aPassInsideAFunction() {
        let log = audits("def f():\n    (a * b).backward()\nf()\nf()\n", .mulSign)
        #expect(log.passes == 2 && log.audited == 2)
        #expect(lines(log) == [5, 5])
        #expect(log.failures.map(\.name) == ["a", "a"] && log.failures.map(\.root) == ["", ""])
    }

    @Test func twoPassesFromOneRoot() {
        let log = audits("q = a * b\nq.backward()\nq.backward()\n", .mulSign)
        #expect(log.passes == 2 && log.audited == 2)
        #expect(lines(log) == [5, 6])
        #expect(log.failures.map(\.root) == ["q", "q"])
    }

    /// Neither a root that is garbage at once nor an exception keeps a pass from being audited.
    @Test func aPassThatLeavesNothing() {
        let log = audits("for i in range(3):\n    (a * i).backward()\nraise ValueError('x')\n", .mulSign)
        #expect(log.passes == 3 && log.audited == 3)
        #expect(lines(log) == [5, 5, 5])
    }

    @Test func aPassOverManyNumbers() {
        let program = "s = a\nfor i in range(5000):\n    s = s + a * 0.001\ns.backward()\n"
        #expect(audits(program).failures.isEmpty)
        let log = audits(program, .mulOwnFactor)
        #expect(log.passes == 1 && log.audited == 1)
        #expect(log.failures.map(\.isDirectional) == [true])
        #expect(lines(log) == [7])
    }

    /// Training: the beginning is audited pass by pass, the rest at every doubling, and what was passed over is counted.
    @Test func aLongTraining() {
        let program = """
            for step in range(2000):
                s = a
                for i in range(400):
                    s = s + a * 0.001
                s.backward()
            """
        let log = audits(program)
        #expect(log.passes == 2000)
        #expect(log.audited < 1000 && log.audited > 100)
        #expect(log.failures.isEmpty)
    }

    @Test func passesBeforeAuditsBeginAreNotAudited() {
        let interpreter = Interpreter()
        let pass = SourceFile(path: "p.py", text: Self.head + "(a * b).backward()\n")
        _ = interpreter.run(pass.slice)
        #expect(interpreter.audits.audited == 0)
        interpreter.beginAudits()
        _ = interpreter.run(pass.slice)
        #expect(interpreter.audits.audited == 1)
    }

    /// A pass on a copy changes nothing and is audited too.
    @Test func aRehearsedPass() throws {
        let interpreter = Interpreter(mutant: .mulSign)
        interpreter.beginAudits()
        _ = interpreter.run(SourceFile(path: "p.py", text: Self.head + "q = a * b\na.grad = 7.0\n").slice)
        let name = SourceFile(path: "p.py", text: "q")
        let root = try interpreter.node(name.slice)
        _ = interpreter.rehearsedBackward(from: root, at: .init(name, Span(0, 1)))
        #expect(interpreter.audits.audited == 1 && interpreter.audits.failures.count == 1)
        #expect(try interpreter.evaluate(SourceFile(path: "p.py", text: "a.grad").slice).text == "7.0")
    }
}

import Foundation
import Micrograd
import Source
import TestSupport
import Testing

@testable import Site

/// `accept` in a folder of its own: what it says, and every byte that it writes.
struct AcceptTests {
    /// A site of one lesson.
    final class Bench: Sendable {
        let scratch = Scratch()
        let page = "content/t/01-a/lesson.md"

        init(_ text: String, isCommitted: Bool = false) throws {
            scratch.put("content/site.yml", "title: Site\n")
            scratch.put("content/t/track.yml", "title: Track\n")
            scratch.put(page, text)
            if isCommitted {
                try git("init", "-q")
                try commit()
            }
        }

        func git(_ arguments: String...) throws {
            let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false"]
            let outcome = try Oracle.run("/usr/bin/env", ["git", "-C", scratch.path] + identity + arguments)
            #expect(outcome.status == 0, "\(outcome.errors)")
        }

        func commit() throws {
            try git("add", "-A")
            try git("commit", "-q", "-m", "lesson")
        }

        var text: String { scratch.text(page) ?? "" }

        func acceptance(isForced: Bool = false, mutant: Mutant? = nil) throws(Pipeline.Failure) -> Acceptance {
            var pipeline = Pipeline(content: scratch.path + "/content", templates: "templates")
            pipeline.mutant = mutant
            return try pipeline.acceptance(isForced: isForced)
        }

        /// Accepts everything.
        /// - Returns: what was said, with paths from the folder.
        @discardableResult func accept(isForced: Bool = false) throws -> String {
            let acceptance = try acceptance(isForced: isForced)
            let plan = acceptance.plan(for: acceptance.groups)
            try plan.write()
            let said = acceptance.groups.map(\.text).joined() + Self.text(acceptance.refused + plan.unwritable)
            return said.replacingOccurrences(of: scratch.path + "/", with: "")
        }

        static func text(_ diagnostics: [Diagnostic]) -> String {
            diagnostics.map(DiagnosticPrinter().text).joined()
        }

        /// Whether `verify` has nothing to say.
        var isSound: Bool {
            (try? Pipeline(content: scratch.path + "/content", templates: "templates").check()) != nil
        }
    }

    static let head = """
        ---
        title: A
        ---

        ```python
        from micrograd.engine import Value
        a = Value(2.0)
        b = Value(-3.0)
        L = a * b
        L.backward()
        print(L)
        ```

        """

    // MARK: What is written

    /// Claims and outputs wherever they can stand, in a file of Windows without a last line ending and with a byte order
    /// mark: the bytes of the claims change, and no others.
    @Test func writesTheBytesOfTheClaimsAndNoOthers() throws {
        let page = """
            \u{FEFF}---
            title: "A `=a.grad => 1.0`"
            summary: 'It''s `=L.data => 1.0` and `=L.data => 1.0`'
            objectives: ["`=a.label + '\\"' => \\"`"]
            ---

            ```python
            from micrograd.engine import Value
            a = Value(2.0, label="a")
            b = Value(-3.0)
            L = a * b
            L.backward()
            print("first")
            print(L)
            ```
            ```output
            ...
            Value(data=6.0, grad=1.0)
            ```

            ## Heading `=L.data => 6.0`

            The product  is `=L.data => -6.5`, or `=L.data => −7`; `=a.data => 2.00`, **`=b.grad =>   3`**.\t

            > - quoted `=b.data => 3.00`
            >
            >   ```python
            >   print(1)
            >   print()
            >   print("  two")
            >   ```
            >   ```output
            >   1
            >   2
            >   ```

            | cell | claim |
            |---|---|
            | `=1 \\| 2 => 4` | `="a\\|b" => \\|x` |

            ```cards
            Q: What is the product? {#product}
            A: It is `=L.data => +6.1`.
            ```

            ```forward L
            caption: "The product is `=L.data => 1e3`."
            ```

            ![the product `=L.data => 0`](x.svg)
            """
        let lines = page.replacingOccurrences(of: "\n", with: "\r\n")
        let bench = try Bench(lines)
        bench.scratch.put("content/t/01-a/x.svg", "<svg/>")
        let expected = [
            ("a.grad => 1.0", "a.grad => -3.0"),
            ("L.data => 1.0` and `=L.data => 1.0`", "L.data => -6.0` and `=L.data => -6.0`"),
            ("=> \\\"`", "=> a\\\"`"), ("Value(data=6.0,", "Value(data=-6.0,"),
            ("Heading `=L.data => 6.0`", "Heading `=L.data => -6.0`"),
            ("=> -6.5`", "=> -6.0`"), ("=> −7`", "=> −6`"), ("=>   3`", "=>   2`"), ("=> 3.00`", "=> -3.00`"),
            (">   1\r\n>   2\r\n", ">   1\r\n>\r\n>     two\r\n"), ("\\| 2 => 4", "\\| 2 => 3"),
            ("=> \\|x`", "=> a\\|b`"),
            ("=> +6.1`", "=> -6.0`"), ("=> 1e3`", "=> -6e0`"), ("L.data => 0`", "L.data => -6`"),
        ].reduce(lines) { text, change in
            #expect(text.components(separatedBy: change.0).count == 2, "\(change.0)")
            return text.replacingOccurrences(of: change.0, with: change.1)
        }
        try bench.accept()
        #expect(bench.text == expected)
        #expect(firstDifference(expected: expected, actual: bench.text) == nil)
        #expect(bench.isSound)
        let before = bench.scratch.attributes(bench.page)[.modificationDate] as? Date
        let again = try bench.acceptance()
        #expect(again.groups.isEmpty && again.refused.isEmpty)
        #expect(again.nothingText == "nothing to accept: 15 claims and 2 outputs hold")
        #expect(bench.scratch.attributes(bench.page)[.modificationDate] as? Date == before)
        #expect(bench.scratch.names("content/t/01-a") == ["lesson.md", "x.svg"])
    }

    @Test func keepsTheModeOfTheFile() throws {
        let bench = try Bench(Self.head + "\n`=L.data => 1.0`\n")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o640], ofItemAtPath: bench.scratch.path + "/" + bench.page)
        try bench.accept()
        #expect(bench.scratch.attributes(bench.page)[.posixPermissions] as? Int == 0o640)
        #expect(bench.text == Self.head + "\n`=L.data => -6.0`\n")
    }

    // MARK: What is said

    /// One group for what one line moved, through names, functions, passes and printing; another for what stands alone.
    @Test func groupsByWhatMoved() throws {
        let bench = try Bench(
            Self.head.replacingOccurrences(of: "print(L)", with: "def show(v):\n    print(v.data)\nshow(L)") + """
                ```output
                6.0
                ```

                ∂L/∂b is `=b.grad => 3.0`, a is `=a.data => 3.0`, b is `=b.data => -3.0`.

                By itself: `=1 + 1 => 3`.

                ```python
                c = 5.0
                d = c + 1.0
                ```

                `=d => 7.0`, twice `=2 * d => 14.0`.

                """)
        let said = try bench.accept()
        #expect(
            said == """
                because of `a = Value(2.0)` at content/t/01-a/lesson.md:7: 2 claims and 1 output
                content/t/01-a/lesson.md:16
                  - 6.0
                  + -6.0
                content/t/01-a/lesson.md:19
                  - ∂L/∂b is `=b.grad => 3.0`, a is `=a.data => 3.0`, b is `=b.data => -3.0`.
                  + ∂L/∂b is `=b.grad => 2.0`, a is `=a.data => 2.0`, b is `=b.data => -3.0`.
                because of `1 + 1` at content/t/01-a/lesson.md:21: 1 claim
                content/t/01-a/lesson.md:21
                  - By itself: `=1 + 1 => 3`.
                  + By itself: `=1 + 1 => 2`.
                because of `d = c + 1.0` at content/t/01-a/lesson.md:25: 2 claims
                content/t/01-a/lesson.md:28
                  - `=d => 7.0`, twice `=2 * d => 14.0`.
                  + `=d => 6.0`, twice `=2 * d => 12.0`.

                """)
        #expect(bench.isSound)
    }

    /// The line that was edited since the last commit is the cause, though nothing is claimed of it.
    @Test func theEditedLineIsTheCause() throws {
        let bench = try Bench(
            Self.head + "\n`=L.data => -6.0`, `=a.grad => -3.0`, `=b.grad => 2.0`\n", isCommitted: true)
        bench.scratch.put(bench.page, bench.text.replacingOccurrences(of: "Value(-3.0)", with: "Value(-4.0)"))
        let said = try bench.accept()
        #expect(
            said == """
                because of `b = Value(-4.0)` at content/t/01-a/lesson.md:8: 2 claims
                content/t/01-a/lesson.md:14
                  - `=L.data => -6.0`, `=a.grad => -3.0`, `=b.grad => 2.0`
                  + `=L.data => -8.0`, `=a.grad => -4.0`, `=b.grad => 2.0`

                """)
    }

    // MARK: What is refused

    /// An engine with a wrong derivative of tanh: the values it gives are right, and not one byte of anything is written.
    @Test func refusesWhatTheAuditDoesNotConfirm() throws {
        let bench = try Bench(
            Self.head + """

                ```python
                n = Value(0.5)
                o = n.tanh()
                o.backward()
                ```

                `=L.data => 1.0`, `=o.data => 0.4`, `=n.grad => 0.9`

                """)
        bench.scratch.put("content/t/02-b/lesson.md", Self.head + "\nElsewhere: `=L.data => 1.0`\n")
        func tree() -> [String: String?] {
            Dictionary(uniqueKeysWithValues: bench.scratch.names().map { ($0, bench.scratch.text($0)) })
        }
        let before = tree()
        let failure = #expect(throws: Pipeline.Failure.self) { try bench.acceptance(mutant: .tanhNotSquared) }
        let said = Bench.text(failure?.diagnostics ?? []).replacingOccurrences(of: bench.scratch.path + "/", with: "")
        #expect(
            said == """
                content/t/01-a/lesson.md:17:1: error: the backward pass from `o` gives `n` a wrong gradient: 0.5378828427399902, and the audit finds 0.7864477329659276 [audit-failed]
                  17 | o.backward()
                     | ^~~~~~~~~~~~
                  note: the engine's rule for `tanh` has a wrong local derivative
                  note: this is a fault of the engine: report it, and trust no number of this page until it is mended

                """)
        #expect(tree() == before)
        try bench.accept()
        #expect(bench.text.hasSuffix("`=L.data => -6.0`, `=o.data => 0.5`, `=n.grad => 0.8`\n"))
    }

    /// Wherever a page makes a pass it is audited there: hidden, failing, in a function of another snippet, twice from one
    /// root, and on the copy that a figure shows; and not again on the page that continues it.
    @Test func auditsEveryPassOfAPage() throws {
        let bench = try Bench(
            """
            ---
            title: A
            ---

            ```python hide
            from micrograd.engine import Value
            a = Value(2.0)
            def walk(v):
                v.backward()
            (a * a).backward()
            ```

            ```python raises
            walk(a * 3.0)
            a.backward(1)
            ```

            ```python
            q = a * a
            q.backward(); q.backward()
            s = a * 4.0
            ```

            ```backward s
            ```

            """)
        bench.scratch.put("content/t/01-a/summary.md", "---\ntitle: B\ncontinues: lesson\n---\n\n```backward q\n```\n")
        let failure = #expect(throws: Pipeline.Failure.self) { try bench.acceptance(mutant: .mulSign) }
        let places = (failure?.diagnostics ?? []).map { found in
            let position = found.location.file.position(at: found.location.span.start)
            return "\(found.id) \(position.line):\(position.column)"
        }
        #expect(
            places == [
                "audit-failed 9:5", "audit-failed 10:1", "audit-failed 20:1", "audit-failed 20:15", "audit-failed 24:1",
            ])
        let report = Pipeline(content: bench.scratch.path + "/content", templates: "templates").report("verify")
        #expect(report.passed)
        #expect(report.summary.hasSuffix("2 figures computed, 5 backward passes audited"))
    }

    @Test func refusesALessonThatFails() throws {
        let bench = try Bench(Self.head + "\n`=L.data => 1.0`\n\n```python\nprint(missing)\n```\n")
        let before = bench.text
        let failure = #expect(throws: Pipeline.Failure.self) { try bench.acceptance() }
        #expect(failure?.diagnostics.map(\.id) == ["python-raised"])
        #expect(bench.text == before)
    }

    /// A claim is left alone when its own bytes are not those of the last commit, whatever else has changed around it.
    @Test func leavesTheAuthorsHandAlone() throws {
        let claims = """

            First `=L.data => 1.0`, then `=a.grad => 1.0`.

            Moved `=b.grad => 1.0`.

            ```python
            print(a)
            print(b)
            ```
            ```output
            one
            two
            ```

            """
        let bench = try Bench(Self.head + claims, isCommitted: true)
        bench.scratch.put(
            bench.page,
            Self.head + """

                Moved `=b.grad => 1.0`.

                A first `=L.data + 0.0 => 1.0`, and then `=a.grad => 1.5`. New: `=b.data => 1.0`.

                ```python
                print(a)
                print(b)
                ```
                ```output
                one
                zwei
                ```

                """)
        let said = try bench.accept()
        #expect(
            said == """
                because of `L = a * b` at content/t/01-a/lesson.md:9: 2 claims
                content/t/01-a/lesson.md:14
                  - Moved `=b.grad => 1.0`.
                  + Moved `=b.grad => 2.0`.
                content/t/01-a/lesson.md:16
                  - A first `=L.data + 0.0 => 1.0`, and then `=a.grad => 1.5`. New: `=b.data => 1.0`.
                  + A first `=L.data + 0.0 => -6.0`, and then `=a.grad => 1.5`. New: `=b.data => 1.0`.
                content/t/01-a/lesson.md:16:54: error: this claim was written since the last commit, and the engine computes something else [accept-by-hand]
                  16 | A first `=L.data + 0.0 => 1.0`, and then `=a.grad => 1.5`. New: `=b.data => 1.0`.
                     |                                                      ^~~
                  note: work it out again: the engine computes -3.0; if it is right, write that, or use `--force`
                content/t/01-a/lesson.md:16:77: error: this claim was written since the last commit, and the engine computes something else [accept-by-hand]
                  16 | A first `=L.data + 0.0 => 1.0`, and then `=a.grad => 1.5`. New: `=b.data => 1.0`.
                     |                                                                             ^~~
                  note: work it out again: the engine computes -3.0; if it is right, write that, or use `--force`
                content/t/01-a/lesson.md:23:1: error: these lines of output were written since the last commit, and the engine computes something else [accept-by-hand]
                  23 | one
                     | ^~~
                  note: if the engine is right, write what the snippet prints, or use `--force`

                """)
        try bench.accept(isForced: true)
        #expect(bench.isSound)
    }

    /// In a repository a page that was never committed is all by its author's hand; without one nothing is.
    @Test func aPageWithoutCommit() throws {
        let bench = try Bench(Self.head, isCommitted: true)
        bench.scratch.put("content/t/02-b/lesson.md", Self.head + "\n`=L.data => 1.0`\n")
        let acceptance = try bench.acceptance()
        #expect(acceptance.groups.isEmpty && acceptance.refused.map(\.id) == ["accept-by-hand"])
        #expect(try bench.acceptance(isForced: true).groups.count == 1)
        let elsewhere = try Bench(Self.head + "\n`=L.data => 1.0`\n")
        #expect(try elsewhere.acceptance().groups.count == 1)
    }

    /// Git knows a page that was renamed by the name that it had.
    @Test func aRenamedPageIsThePageThatItWas() throws {
        let bench = try Bench(Self.head + "\n`=L.data => -6.0`, `=a.data => 2.0`\n", isCommitted: true)
        try bench.git("mv", "content/t/01-a", "content/t/02-b")
        let page = "content/t/02-b/lesson.md"
        let text = try #require(bench.scratch.text(page))
        bench.scratch.put(
            page,
            text.replacingOccurrences(of: "Value(-3.0)", with: "Value(-4.0)").replacingOccurrences(
                of: "=> 2.0", with: "=> 5.0"))
        #expect(
            try bench.accept() == """
                because of `b = Value(-4.0)` at content/t/02-b/lesson.md:8: 1 claim
                content/t/02-b/lesson.md:14
                  - `=L.data => -6.0`, `=a.data => 5.0`
                  + `=L.data => -8.0`, `=a.data => 5.0`
                content/t/02-b/lesson.md:14:32: error: this claim was written since the last commit, and the engine computes something else [accept-by-hand]
                  14 | `=L.data => -6.0`, `=a.data => 5.0`
                     |                                ^~~
                  note: work it out again: the engine computes 2.0; if it is right, write that, or use `--force`

                """)
    }

    /// A span that goes on in the next line of a YAML text stands where it stands, not where the same bytes stand.
    @Test func findsClaimsInTextsThatYAMLFolds() throws {
        let text = """
            ---
            title: "It is `=a.data
              => 3.0`"
            summary: Plain `=a.data =>
              3.0` text
            objectives:
              - >-
                Folded `=a.data
                => 3.0` and `=a.data => 3.0`
              - |
                As it is `=a.data
                => 3.0`
            ---

            ```python
            from micrograd.engine import Value
            a = Value(2.0)
            ```

            The same bytes: `=a.data => 3.0`

            """
        for text in [text, text.replacingOccurrences(of: "\n", with: "\r\n")] {
            let bench = try Bench(text)
            let said = try bench.accept()
            #expect(!said.contains("error"), "\(said)")
            #expect(bench.text == text.replacingOccurrences(of: "3.0", with: "2.0"))
            #expect(try bench.acceptance().groups.isEmpty)
            #expect(bench.isSound)
        }
    }

    /// What would not be read back as it was meant is not written; the rest is.
    @Test func refusesWhatCannotBeWritten() throws {
        let bench = try Bench(
            Self.head + """

                `=L.data => 1.0` and `=a.label + chr(96) => x`

                ```python
                print("```")
                ```
                ```output
                a fence
                ```

                """)
        let said = try bench.accept()
        #expect(
            said.components(separatedBy: "  + ```\n").last == """
                content/t/01-a/lesson.md:14:45: error: this cannot be written here so that it holds [accept-unwritable]
                  14 | `=L.data => 1.0` and `=a.label + chr(96) => x`
                     |                                             ^
                  note: the engine computes `; write the claim in another form, or on one line
                content/t/01-a/lesson.md:20:1: error: this cannot be written here so that it holds [accept-unwritable]
                  20 | a fence
                     | ^~~~~~~
                  note: the fence would end before its output does: give it more backticks

                """)
        #expect(bench.text.contains("`=L.data => -6.0` and `=a.label + chr(96) => x`"))
        #expect(bench.text.contains("```output\na fence\n```\n"))
    }

    /// Of two claims that are found at one place, the second is refused, whatever hid its own place.
    @Test func refusesWhatOverlaps() throws {
        let text = """
            ---
            title: "`=a \\u003d> 3.0`"
            ---

            ```python
            a = 2.0
            ```

            The same bytes: `=a => 3.0`

            """
        let bench = try Bench(text)
        #expect(
            try bench.accept() == """
                because of `a = 2.0` at content/t/01-a/lesson.md:6: 1 claim
                content/t/01-a/lesson.md:9
                  - The same bytes: `=a => 3.0`
                  + The same bytes: `=a => 2.0`
                content/t/01-a/lesson.md:9:24: error: this cannot be written here so that it holds [accept-unwritable]
                  9 | The same bytes: `=a => 3.0`
                    |                        ^~~
                  note: the engine computes 2.0; write the claim in another form, or on one line

                """)
    }

    @Test func refusesAFileThatWasChangedMeanwhile() throws {
        let bench = try Bench(Self.head + "\n`=L.data => 1.0`\n")
        let acceptance = try bench.acceptance()
        let plan = acceptance.plan(for: acceptance.groups)
        bench.scratch.put(bench.page, "something else\n")
        let error = #expect(throws: WriteError.self) { try plan.write() }
        #expect(
            error?.description.replacingOccurrences(of: bench.scratch.path + "/", with: "") == """
                content/t/01-a/lesson.md: error: the file was changed while its lesson ran
                  note: run `gradbook accept` again
                """)
        #expect(bench.text == "something else\n")
        #expect(bench.scratch.names("content/t/01-a") == ["lesson.md"])
    }

    @Test func writesTheGroupsThatWereChosen() throws {
        let bench = try Bench(Self.head + "\n`=L.data => 1.0` `=1 + 1 => 3`\n")
        let acceptance = try bench.acceptance()
        let plan = acceptance.plan(for: Array(acceptance.groups.suffix(1)))
        try plan.write()
        #expect(bench.text == Self.head + "\n`=L.data => 1.0` `=1 + 1 => 2`\n")
        #expect(plan.text(isWritten: true) == "1 claim written into 1 file")
        #expect(plan.text(isWritten: false) == "1 claim would be written into 1 file")
    }
}

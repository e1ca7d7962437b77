import Foundation
import TestSupport
import Testing

/// `gradbook accept` and `gradbook mutate` as a user meets them.
struct AcceptCommandTests {
    /// A site in which two claims with two causes and one output do not hold.
    private func bench() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put("content/site.yml", "title: Site\n")
        try bench.put(
            "content/t/01-a/lesson.md",
            "---\ntitle: A\n---\n\n```python\nx = 1 + 1\nprint(x)\n```\n```output\n3\n```\n\nOne `=x => 3`, two `=2 * 3 => 7`.\n"
        )
        return bench
    }

    private let page = "content/t/01-a/lesson.md"

    /// Without `CI`, which the tests may run under.
    private func accept(
        _ bench: CommandTests.Bench, _ arguments: String..., input: String = "", environment: [String] = ["-u", "CI"]
    ) throws -> Oracle.Outcome {
        try Oracle.run(
            "/usr/bin/env", environment + [GradbookBinary.path, "accept"] + arguments, input: input,
            folder: bench.path)
    }

    static let groups = """
        because of `x = 1 + 1` at content/t/01-a/lesson.md:6: 1 claim and 1 output
        content/t/01-a/lesson.md:10
          - 3
          + 2
        content/t/01-a/lesson.md:13
          - One `=x => 3`, two `=2 * 3 => 7`.
          + One `=x => 2`, two `=2 * 3 => 7`.

        because of `2 * 3` at content/t/01-a/lesson.md:13: 1 claim
        content/t/01-a/lesson.md:13
          - One `=x => 3`, two `=2 * 3 => 7`.
          + One `=x => 3`, two `=2 * 3 => 6`.


        """

    @Test func acceptWritesAndHasNothingToWriteThen() throws {
        let bench = try bench()
        let before = try bench.text(page)
        let dry = try accept(bench, "--dry-run")
        #expect(dry.status == 0 && dry.errors == "")
        #expect(dry.output == Self.groups + "2 claims and 1 output would be written into 1 file\n")
        #expect(try bench.text(page) == before)
        let accepted = try accept(bench, "t/01-a")
        #expect(accepted.status == 0 && accepted.errors == "")
        #expect(accepted.output == Self.groups + "2 claims and 1 output written into 1 file\n")
        let after = try bench.text(page)
        #expect(after.hasSuffix("```output\n2\n```\n\nOne `=x => 2`, two `=2 * 3 => 6`.\n"))
        let again = try accept(bench)
        #expect(again.status == 0 && again.output == "nothing to accept: 2 claims and 1 output hold\n")
        #expect(try bench.text(page) == after)
    }

    @Test func acceptRefusesUnderCI() throws {
        let bench = try bench()
        let before = try bench.text(page)
        let refused = try accept(bench, "--force", environment: ["CI=true"])
        #expect(refused.status == 1 && refused.output == "")
        #expect(
            refused.errors == """
                gradbook accept: error: under CI nobody looks at the numbers that would be written
                  note: run it where you work, look at the difference and commit it; `--dry-run` only shows it

                """)
        #expect(try bench.text(page) == before)
        #expect(try accept(bench, "--dry-run", environment: ["CI=true"]).status == 0)
    }

    @Test func acceptAsksGroupByGroup() throws {
        let bench = try bench()
        let before = try bench.text(page)
        let parts = Self.groups.components(separatedBy: "\n\n")
        let (first, second) = (parts[0] + "\n", parts[1] + "\n")
        let none = try accept(bench, "--interactive")
        #expect(none.status == 0)
        #expect(none.output == first + "1 of 2: write this? [y/n/a/q/?] \n0 claims written into 0 files\n")
        #expect(try bench.text(page) == before)
        #expect(
            try accept(bench, "--interactive", input: "q\n").output.hasSuffix(
                "[y/n/a/q/?] 0 claims written into 0 files\n"))
        let one = try accept(bench, "--interactive", input: "?\nn\ny\n")
        #expect(
            one.output == first + "1 of 2: write this? [y/n/a/q/?] "
                + "y: write it, n: leave it, a: write it and all that follow, q: leave it and all that follow\n"
                + "1 of 2: write this? [y/n/a/q/?] " + second
                + "2 of 2: write this? [y/n/a/q/?] 1 claim written into 1 file\n")
        #expect(try bench.text(page).hasSuffix("One `=x => 3`, two `=2 * 3 => 6`.\n"))
        let rest = try accept(bench, "--interactive", input: "a\n")
        #expect(rest.output.hasSuffix("1 claim and 1 output written into 1 file\n"))
        #expect(try accept(bench).output.hasPrefix("nothing to accept"))
    }

    /// What is left alone ends the command with 1 and is said; the rest is written.
    @Test func acceptLeavesWhatItsAuthorHasJustWritten() throws {
        let bench = try bench()
        func git(_ arguments: String...) throws {
            let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            #expect(try Oracle.run("/usr/bin/env", ["git"] + identity + arguments, folder: bench.path).status == 0)
        }
        try git("init", "-q")
        try git("add", "content")
        try git("commit", "-q", "-m", "lesson")
        try bench.put(page, try bench.text(page).replacingOccurrences(of: "=> 7", with: "=> 8"))
        let accepted = try accept(bench)
        #expect(accepted.status == 1)
        #expect(accepted.output.hasSuffix("1 claim and 1 output written into 1 file\n"))
        #expect(
            accepted.errors == """
                content/t/01-a/lesson.md:13:31: error: this claim was written since the last commit, and the engine computes something else [accept-by-hand]
                  13 | One `=x => 3`, two `=2 * 3 => 8`.
                     |                               ^
                  note: work it out again: the engine computes 6; if it is right, write that, or use `--force`
                1 left alone

                """)
        let forced = try accept(bench, "--force")
        #expect(forced.status == 0 && forced.output.hasSuffix("1 claim written into 1 file\n"))
    }

    /// Where git cannot tell, or a hook's environment leads it elsewhere, the author's hand is safe all the same.
    @Test func acceptAsksTheRepositoryOfTheFile() throws {
        let bench = try bench()
        func git(_ arguments: String...) throws {
            let identity = ["-c", "user.name=A", "-c", "user.email=a@example.org"]
            #expect(try Oracle.run("/usr/bin/env", ["git"] + identity + arguments, folder: bench.path).status == 0)
        }
        try bench.put(page, "---\ntitle: A\n---\n\n```python\nx = 2\n```\n\n`=x => 2`\n")
        try git("init", "-q")
        try git("add", "content")
        try git("commit", "-q", "-m", "lesson")
        try bench.put(page, try bench.text(page).replacingOccurrences(of: "=> 2", with: "=> 3"))
        let before = try bench.text(page)
        let hook = try accept(bench, environment: ["-u", "CI", "GIT_DIR=.git"])
        #expect(hook.status == 1 && hook.output == "0 claims written into 0 files\n")
        let foreign = try accept(bench, environment: ["-u", "CI", "GIT_TEST_ASSUME_DIFFERENT_OWNER=1"])
        #expect(foreign.status == 1 && foreign.output == "0 claims written into 0 files\n")
        let refusal = """
            content/t/01-a/lesson.md:9:8: error: this claim was written since the last commit, and the engine computes something else [accept-by-hand]
              9 | `=x => 3`
                |        ^
              note: work it out again: the engine computes 2; if it is right, write that, or use `--force`

            """
        #expect(hook.errors == refusal + "1 left alone\n")
        #expect(
            foreign.errors == refusal
                + "  note: git cannot read the repository: see what `git log` says\n1 left alone\n")
        #expect(try bench.text(page) == before)
    }

    /// What `verify` suggests is made first, and then the numbers are run.
    @Test func acceptMakesRepairs() throws {
        let bench = try bench()
        try bench.put(page, try bench.text(page).replacingOccurrences(of: "title: A", with: "title: A\nsumary: B"))
        let refused = try accept(bench)
        #expect(refused.status == 1 && refused.output == "" && refused.errors.contains("[unknown-key]"))
        let repaired = try accept(bench, "--fixes")
        #expect(repaired.status == 0 && repaired.errors == "")
        #expect(
            repaired.output.hasPrefix(
                """
                unknown key `sumary` in the front matter [unknown-key]: did you mean `summary`?
                content/t/01-a/lesson.md:3
                  - sumary: B
                  + summary: B

                1 repair written into 1 file
                because of `x = 1 + 1` at content/t/01-a/lesson.md:7: 1 claim and 1 output

                """))
        #expect(try bench.text(page).hasPrefix("---\ntitle: A\nsummary: B\n---\n"))
        #expect(try accept(bench, "--fixes").output == "nothing to accept: 2 claims and 1 output hold\n")
    }

    @Test func mutateFailsBelowAScore() throws {
        let bench = try CommandTests.Bench()
        let scored = try bench.gradbook("mutate", "--at-least", "90")
        #expect(scored.status == 1)
        #expect(
            scored.errors == """
                t/01-a: error: the lesson catches less than 90 % of the wrong backward passes
                  note: claim gradients that the mistakes above would change

                """)
        #expect(
            scored.output.hasSuffix(
                """

                  0 of 35 wrong backward passes caught: 0 %, 0 of the 0 that the lesson uses
                  0 of 10 engines with wrong values caught: 0 %, 0 of the 0 that the lesson uses
                  0 of 1 claims and outputs notice any of them

                """))
        #expect(try bench.gradbook("mutate", "t/01-a").status == 0)
        let wrong = try bench.gradbook("mutate", "--at-least", "101")
        #expect(wrong.status == 64 && wrong.errors.contains("The value of --at-least must be a percentage, 0 to 100."))
    }
}

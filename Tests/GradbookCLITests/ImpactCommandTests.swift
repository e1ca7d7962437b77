import Foundation
import TestSupport
import Testing

/// `gradbook impact` as a user meets it: between folders, and between revisions of a repository.
struct ImpactCommandTests {
    /// A site in a Git repository that was built and committed.
    static func repository() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        _ = try bench.gradbook("build")
        try git(bench, "init", "--quiet", ".")
        try git(bench, "add", "--all")
        try git(bench, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "--message", "one")
        return bench
    }

    static func git(_ bench: CommandTests.Bench, _ arguments: String...) throws {
        let outcome = try Oracle.run("/usr/bin/env", ["git"] + arguments, folder: bench.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    static let edited = """
        ---
        title: A
        ---

        A line above.

        ```python
        print(1 + 2)
        ```

        ```cards
        Q: What is 1 + 1? {#two}
        A: It is `=1 + 1 => 2`.
        ```

        """

    @Test func theWorkingTreeAgainstARevision() throws {
        let bench = try Self.repository()
        let same = try bench.gradbook("impact", "HEAD", "--exit-code")
        #expect(same.status == 0 && same.output == "0 numbers moved; 2 stayed\n" && same.errors == "")
        try bench.put("content/t/01-a/lesson.md", Self.edited)
        let moved = try bench.gradbook("impact", "HEAD")
        #expect(moved.status == 0, "\(moved.errors)")
        #expect(
            moved.output == """
                t/01-a/lesson.md
                  8:1  print(1 + 2)  (output)
                         - 2
                         + 3

                1 number moved; 1 stayed

                """)
        #expect(try bench.gradbook("impact", "HEAD", "--exit-code").status == 1)
        let markdown = try bench.gradbook("impact", "HEAD", "--format", "markdown")
        #expect(markdown.output.hasPrefix("### 1 number moved; 1 stayed\n\n`HEAD` → `the working tree`\n"))
        #expect(try bench.gradbook("impact", "HEAD", "--format", "json").output.hasPrefix("{\n  \"version\": 1,\n"))
    }

    @Test func twoRevisionsAndTwoFolders() throws {
        let bench = try Self.repository()
        try bench.put("content/t/01-a/lesson.md", Self.edited)
        _ = try bench.gradbook("build", "--output", "later")
        #expect(try bench.gradbook("impact", "public", "later").output.hasSuffix("\n1 number moved; 1 stayed\n"))
        _ = try bench.gradbook("build")
        try Self.git(bench, "add", "--all")
        try Self.git(bench, "-c", "user.name=A", "-c", "user.email=a@b", "commit", "--quiet", "--message", "two")
        #expect(try bench.gradbook("impact", "HEAD~1", "HEAD").output.hasSuffix("\n1 number moved; 1 stayed\n"))
        #expect(
            try bench.gradbook("impact", "HEAD~1", "HEAD", "--public", "later").errors
                == "error: The revision `HEAD~1` has no numbers.json in `later`: no site was committed there, or an earlier gradbook built it. Build it from that revision, and name the folder.\n"
        )
    }

    /// What an engine computes is listed although the claims do not hold any more; that is when it is wanted.
    @Test func claimsThatFailStandInNobodysWay() throws {
        let bench = try Self.repository()
        try bench.put(
            "content/t/01-a/lesson.md", Self.edited.replacingOccurrences(of: "`=1 + 1 => 2`", with: "`=1 + 2 => 2`"))
        let moved = try bench.gradbook("impact", "HEAD")
        #expect(moved.status == 0)
        #expect(moved.output.hasSuffix("\n1 number moved, 1 appeared, 1 disappeared; 0 stayed\n"))
    }

    @Test func lessonsThatCannotBeRunAreSaid() throws {
        let bench = try Self.repository()
        try bench.put(
            "content/t/01-a/lesson.md", Self.edited.replacingOccurrences(of: "print(1 + 2)", with: "print(x)"))
        let moved = try bench.gradbook("impact", "HEAD")
        #expect(moved.status == 1)
        #expect(moved.output.hasSuffix("\n1 number moved; 1 stayed\n"))
        #expect(moved.errors.hasPrefix("content/t/01-a/lesson.md:8:7: error: NameError: name 'x' is not defined"))
    }

    @Test func whatIsNoBuildIsSaid() throws {
        let bench = try Self.repository()
        func failure(_ arguments: String...) throws -> String {
            let outcome = try Oracle.run(GradbookBinary.path, ["impact"] + arguments, folder: bench.path)
            #expect(outcome.status == 64 && outcome.output == "")
            return outcome.errors
        }
        #expect(
            try failure("nowhere")
                == "error: `nowhere` is neither a folder nor a revision: Git knows no such commit.\n")
        #expect(
            try failure("content")
                == "error: The folder `content` has no numbers.json: it is no built site, or an earlier gradbook built it. Build it again with `gradbook build --output content`.\n"
        )
        try bench.put("public/t/01-a/numbers.json", "{\"version\": 2}")
        #expect(
            try failure("public")
                == "error: `t/01-a/numbers.json` of `public` is no numbers.json of version 1. Build that site with this gradbook.\n"
        )
        #expect(try failure("HEAD:content").hasPrefix("error: `HEAD:content` is neither a folder nor a revision: "))
    }

    /// A name is an argument of Git's, never a command or an option.
    @Test func aNameIsNoCommand() throws {
        let bench = try Self.repository()
        for name in ["; touch pwned", "$(touch pwned)", "`touch pwned`"] {
            #expect(try bench.gradbook("impact", name).status == 64)
        }
        #expect(try bench.gradbook("impact", "--", "--output=pwned").status == 64)
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/pwned"))
    }
}

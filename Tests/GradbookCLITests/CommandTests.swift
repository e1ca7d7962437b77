import Foundation
import TestSupport
import Testing

/// The command as a user meets it: what it prints where, and the status it ends with.
struct CommandTests {
    /// A small site of its own in a scratch folder, which is the working folder of the commands.
    final class Bench {
        let path: String

        init() throws {
            path = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)").path
            try put("content/site.yml", "title: Site\npublic: committed\n")
            try put("content/t/track.yml", "title: Track\n")
            try put(
                "content/t/01-a/lesson.md",
                "---\ntitle: A\n---\n\n```python\nprint(1 + 1)\n```\n\n```cards\nQ: What is one and one? {#two}\nA: It is `=1 + 1 => 2`.\n```\n"
            )
            try FileManager.default.createSymbolicLink(
                atPath: path + "/templates",
                withDestinationPath: repositoryRoot.appendingPathComponent("templates").path)
        }

        deinit { try? FileManager.default.removeItem(atPath: path) }

        func put(_ name: String, _ text: String) throws {
            let url = URL(fileURLWithPath: "\(path)/\(name)")
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }

        func text(_ name: String) throws -> String {
            try String(contentsOfFile: "\(path)/\(name)", encoding: .utf8)
        }

        func gradbook(_ arguments: String...) throws -> Oracle.Outcome {
            try Oracle.run(GradbookBinary.path, arguments, folder: path)
        }
    }

    @Test func buildWritesASiteThatVerifyAccepts() throws {
        let bench = try Bench()
        let built = try bench.gradbook("build")
        #expect(built.status == 0 && built.errors == "", "\(built.errors)")
        #expect(built.output.hasPrefix("public: ") && built.output.hasSuffix(" written, 0 unchanged, 0 removed\n"))
        #expect(try bench.text("public/t/01-a/lesson.html").contains(">2</span>"))
        let verified = try bench.gradbook("verify")
        #expect(verified.status == 0, "\(verified.errors)")
        #expect(
            verified.output == """
                t/01-a: numbers: 0 computed, 1 claimed, 0 quoted, 0 plain, 0 unaccounted
                1 lesson verified: 1 snippet run, 0 outputs and 1 claim hold, 0 numbers and 0 figures computed

                """)
        let again = try bench.gradbook("build")
        #expect(again.output.hasPrefix("public: 0 written, "))
    }

    /// The templates of the house are in the program, wherever it lies; a folder `templates` comes first.
    @Test func buildNeedsNoTemplates() throws {
        let bench = try Bench()
        #expect(try bench.gradbook("build", "--output", "with").status == 0)
        try FileManager.default.removeItem(atPath: bench.path + "/templates")
        try FileManager.default.copyItem(atPath: GradbookBinary.path, toPath: bench.path + "/copy")
        let built = try Oracle.run(bench.path + "/copy", ["build", "--output", "without"], folder: bench.path)
        #expect(built.status == 0, "\(built.errors)")
        let compared = try bench.gradbook("verify", "--public", "with")
        #expect(compared.status == 0, "\(compared.errors)")
        let missing = try bench.gradbook("build", "--templates", "none")
        #expect(missing.status == 1)
        #expect(
            missing.errors == """
                none:1:1: error: expected a folder of templates, found none [template-missing]
                  note: without `--templates`, and where no folder `templates` is, gradbook's own are used
                1 error

                """)
        try bench.put("templates/home.mustache", "mine\n")
        #expect(try bench.gradbook("build").status == 1)
    }

    @Test func strictAsksForEveryNumber() throws {
        let bench = try Bench()
        let text = try bench.text("content/t/01-a/lesson.md")
        try bench.put("content/t/01-a/lesson.md", text + "\nAfter 300 steps.\n")
        _ = try bench.gradbook("build")
        let lax = try bench.gradbook("verify")
        #expect(lax.status == 0)
        #expect(
            lax.output.hasSuffix("computed\n1 number without an account: `--strict` shows where and what to do\n"))
        let strict = try bench.gradbook("verify", "--strict")
        #expect(strict.status == 1)
        let line = text.split(separator: "\n", omittingEmptySubsequences: false).count + 1
        #expect(
            strict.errors == """
                content/t/01-a/lesson.md:\(line):7: error: the number 300 is not accounted for [number-unaccounted]
                  \(line) | After 300 steps.
                  \(String(repeating: " ", count: String(line).count)) |       ^~~
                  note: compute it with `=expr`, or claim it with `=expr => 300`; a name or a fact of the world goes under `plain:` in the front matter
                1 error

                """)
    }

    @Test func verifyFindsAnEditedBuiltPage() throws {
        let bench = try Bench()
        _ = try bench.gradbook("build")
        try bench.put("public/t/01-a/lesson.html", "edited")
        try bench.put("public/extra.html", "extra")
        try FileManager.default.removeItem(atPath: bench.path + "/public/404.html")
        let verified = try bench.gradbook("verify")
        #expect(verified.status == 1)
        #expect(verified.output == "")
        #expect(
            verified.errors == """
                public/404.html:1:1: error: a build gives this file, and it is missing [public-outdated]
                  note: run `gradbook build`; built pages are never edited by hand
                public/extra.html:1:1: error: no build gives this file [public-outdated]
                  note: run `gradbook build`; built pages are never edited by hand
                public/t/01-a/lesson.html:1:1: error: the built file is not what a build gives [public-outdated]
                  note: run `gradbook build`; built pages are never edited by hand
                3 errors

                """)
    }

    @Test func aLessonWithErrorsBuildsNothing() throws {
        let bench = try Bench()
        _ = try bench.gradbook("build")
        let before = try bench.text("public/t/01-a/lesson.html")
        try bench.put("content/t/01-a/lesson.md", "---\ntitle: A\n---\n\nWrong: `=1 + 1 => 3`.\n")
        let built = try bench.gradbook("build")
        #expect(built.status == 1)
        #expect(
            built.errors == """
                content/t/01-a/lesson.md:5:19: error: the page claims 3, the engine computes 2 for `1 + 1` [claim-differs]
                  5 | Wrong: `=1 + 1 => 3`.
                    |                   ^
                  note: work it out again
                  help: if the engine is right, write 2
                1 error

                """)
        #expect(try bench.text("public/t/01-a/lesson.html") == before)
    }

    @Test func verifyOfOneLessonFindsOnlyItsErrors() throws {
        let bench = try Bench()
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\n---\n\nWrong: `=1 => 3`.\n")
        #expect(try bench.gradbook("verify", "t/01-a").status == 0)
        #expect(try bench.gradbook("verify", "content/t/01-a/lesson.md").status == 0)
        #expect(try bench.gradbook("verify", "t/02-b").status == 1)
        let misspelt = try bench.gradbook("verify", "t/02-c")
        #expect(misspelt.status == 64)
        #expect(misspelt.errors.contains("There is no lesson t/02-c. Did you mean t/02-b?"))
    }

    @Test func cardsPrintADeck() throws {
        let bench = try Bench()
        let text = try bench.gradbook("cards")
        #expect(text.status == 0)
        #expect(text.output.contains("What is one and one?") && text.output.contains("It is 2."))
        let sheets = try bench.gradbook(
            "cards", "t/01-a", "--format", "html", "--paper", "letter", "--output", "deck.html")
        #expect(sheets.status == 0 && sheets.output == "")
        #expect(try bench.text("deck.html").contains("What is one and one?"))
    }

    /// A printed deck is one file: it may lie anywhere, and its pictures come with it.
    @Test func aDeckHoldsItsPictures() throws {
        let bench = try Bench()
        try bench.put("content/t/01-a/dot.svg", "<svg/>\n")
        try bench.put(
            "content/t/01-a/lesson.md",
            "---\ntitle: A\n---\n\n```cards\nQ: What is ![a dot](dot.svg)? {#dot}\nA: A dot.\n```\n")
        let sheets = try bench.gradbook("cards", "--format", "html")
        #expect(sheets.output.contains("<img src=\"data:image/svg+xml;base64,PHN2Zy8+Cg==\" alt=\"a dot\""))
        _ = try bench.gradbook("build")
        #expect(try bench.text("public/t/01-a/lesson.html").contains("<img src=\"dot.svg\" alt=\"a dot\""))
        let folder = try bench.gradbook("cards", "--output", "content")
        #expect(folder.status == 1)
        #expect(
            folder.errors
                == """
                content: error: a folder stands where the file is to be
                  note: name a file or a folder that can be written

                """)
    }

    @Test func aSiteIsNotBuiltWhereItWouldBeLost() throws {
        let bench = try Bench()
        let inContent = try bench.gradbook("build", "--output", "content/t/out")
        #expect(inContent.status == 64)
        #expect(inContent.errors.contains("The site cannot be built into the folder of the content, content."))
        _ = try bench.gradbook("build")
        let inSite = try bench.gradbook("build", "--output", "public/sub")
        #expect(inSite.status == 1)
        #expect(inSite.errors.hasPrefix("public/sub:1:1: error: the folder lies inside a built site"))
        #expect(try bench.gradbook("verify").status == 0)
    }

    @Test func anAddressThatIsNoneIsWrongUsage() throws {
        let bench = try Bench()
        for address in ["foo", "http://x y", "ftp://x", ""] {
            #expect(try bench.gradbook("build", "--base-url", address).status == 64)
        }
        #expect(try bench.gradbook("build", "--base-url", "https://example.org/a/").status == 0)
        #expect(try bench.text("public/404.html").contains("href=\"https://example.org/a/assets/gradbook.css\""))
        #expect(
            try bench.text("public/t/index.html").contains(
                "rel=\"canonical\" href=\"https://example.org/a/t/index.html\""))
    }

    @Test func aDraftIsSaidToBeOne() throws {
        let bench = try Bench()
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\ndraft: true\n---\n")
        let refused = try bench.gradbook("verify", "t/02-b")
        #expect(refused.status == 64)
        #expect(refused.errors.contains("The lesson t/02-b is a draft. Add --drafts to take it in."))
        #expect(try bench.gradbook("verify", "--drafts", "t/02-b").status == 0)
        _ = try bench.gradbook("build")
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/public/t/02-b"))
    }

    @Test func runPrintsWhatAFilePrints() throws {
        let bench = try Bench()
        try bench.put("a.py", "for i in range(3):\n    print(i)\n")
        #expect(try bench.gradbook("run", "a.py").output == "0\n1\n2\n")
        #expect(try bench.gradbook("run", "content/t/01-a/lesson.md").output == "2\n")
        try bench.put("b.py", "print('before')\nx = 1 / 0\n")
        let failed = try bench.gradbook("run", "b.py")
        #expect(failed.status == 1)
        #expect(failed.output == "before\n")
        #expect(
            failed.errors == """
                b.py:2:5: error: ZeroDivisionError: division by zero [python-raised]
                  2 | x = 1 / 0
                    |     ^~~~~

                """)
        let missing = try bench.gradbook("run", "none.py")
        #expect(missing.status == 1)
        #expect(
            missing.errors
                == "none.py:1:1: error: there is no such file, or it cannot be read [file-missing]\n  note: name a Python file or a Markdown page\n1 error\n"
        )
    }

    @Test func wrongUsageIsSaid() throws {
        let bench = try Bench()
        let wrong = try bench.gradbook("biuld")
        #expect(wrong.status == 64)
        #expect(wrong.output == "" && wrong.errors.contains("biuld"))
        #expect(try bench.gradbook("--help").status == 0)
        #expect(try bench.gradbook("--version").output == "0.1.0\n")
        #expect(try bench.gradbook("cards", "--paper", "a5").status == 64)
    }

    @Test func contentElsewhereIsNotComparedWithThisFoldersSite() throws {
        let bench = try Bench()
        try FileManager.default.moveItem(atPath: bench.path + "/content", toPath: bench.path + "/lessons")
        #expect(try bench.gradbook("verify", "--content", "lessons").status == 0)
        #expect(try bench.gradbook("verify", "--content", "lessons/", "--public", "public").status == 1)
    }

    /// Killed at any moment, a build leaves a whole site, and the next one mends what it left.
    @Test func aKilledBuildLeavesTheOldSiteWhole() throws {
        let bench = try Bench()
        _ = try bench.gradbook("build")
        let old = try bench.text("public/t/index.html")
        for number in 2..<40 {
            try bench.put(
                "content/t/\(number < 10 ? "0" : "")\(number)-x/lesson.md", "---\ntitle: X\n---\n\nText `=\(number)`.\n"
            )
        }
        for delay in stride(from: 0, to: 60, by: 3) {
            let process = Process()
            process.executableURL = URL(fileURLWithPath: GradbookBinary.path)
            process.arguments = ["build"]
            process.currentDirectoryURL = URL(fileURLWithPath: bench.path)
            process.standardOutput = FileHandle.nullDevice
            try process.run()
            usleep(UInt32(delay) * 1000)
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            // The track's page lists the lessons, so it tells which site this is; all the others must be of the same.
            let isNew = try bench.text("public/t/index.html") != old
            for number in 2..<40 {
                let path = "public/t/\(number < 10 ? "0" : "")\(number)-x/lesson.html"
                #expect(FileManager.default.fileExists(atPath: "\(bench.path)/\(path)") == isNew)
            }
            #expect(FileManager.default.fileExists(atPath: bench.path + "/public/t/01-a/lesson.html"))
        }
        #expect(try bench.gradbook("build").status == 0)
        #expect(try bench.gradbook("verify").status == 0)
        let left = try FileManager.default.contentsOfDirectory(atPath: bench.path).filter { $0.contains("public") }
        #expect(left.filter { !$0.hasSuffix(".lock") } == ["public"])
    }
}

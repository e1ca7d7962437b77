import Foundation
import Site
import TestSupport
import Testing

/// `gradbook init` as somebody meets it who has nothing but the program.
struct InitCommandTests {
    /// A folder with nothing in it.
    private func empty() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        for name in ["content", "templates"] { try FileManager.default.removeItem(atPath: "\(bench.path)/\(name)") }
        return bench
    }

    private func files(in bench: CommandTests.Bench, below folder: String) -> [String] {
        let found =
            FileManager.default.enumerator(atPath: "\(bench.path)/\(folder)")?.compactMap { $0 as? String } ?? []
        return found.filter { path in
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(bench.path)/\(folder)/\(path)", isDirectory: &isFolder)
                && !isFolder.boolValue
        }.sorted()
    }

    private let written = [
        ".github/workflows/gradbook.yml", ".gitignore", "README.md", "content/site.yml",
        "content/small-changes/01-picture-frame/brief.md", "content/small-changes/01-picture-frame/cards.lock",
        "content/small-changes/01-picture-frame/lesson.md", "content/small-changes/01-picture-frame/practice.md",
        "content/small-changes/01-picture-frame/summary.md", "content/small-changes/track.yml",
    ]

    /// From nothing to a site on the disk, a second lesson, and cards on paper.
    @Test func aSiteFromNothing() throws {
        let bench = try empty()
        func gradbook(_ arguments: String...) throws -> Oracle.Outcome {
            // An author's machine, where lines may be rewritten.
            try Oracle.run(
                "/usr/bin/env", ["-u", "CI", GradbookBinary.path] + arguments, folder: bench.path + "/picture-school")
        }
        let made = try bench.gradbook("init", "picture-school/")
        #expect(made.status == 0 && made.errors == "")
        #expect(
            made.output == """
                picture-school: Picture school, a site with one lesson, in 10 files

                Next:
                  cd picture-school
                  gradbook serve     # shows the site while you write: open the address it prints
                  gradbook verify    # as .github/workflows/gradbook.yml does, once it names your gradbook
                  gradbook build     # makes public/, the site to publish
                  gradbook cards     # the deck; --format pdf --output cards.pdf for paper

                """)
        #expect(files(in: bench, below: "picture-school") == written)
        let verified = try gradbook("verify")
        #expect(verified.status == 0 && verified.errors == "", "\(verified.errors)")
        #expect(
            verified.output == """
                small-changes/01-picture-frame: numbers: 2 computed, 21 claimed, 0 quoted, 0 plain, 0 unaccounted
                1 lesson verified: 5 snippets run, 1 output and 21 claims hold, 2 numbers and 3 figures computed, 3 backward passes audited

                """)
        #expect(try gradbook("accept").output.hasPrefix("nothing to accept"), "the ledger is there")
        #expect(try gradbook("build").status == 0)
        let index = try bench.text("picture-school/public/index.html")
        #expect(index.contains("<title>Picture school</title>") && index.contains("Small changes"))
        #expect(try gradbook("verify", "--public", "public").status == 0)
        let new = try gradbook("new", "small-changes/more-of-it")
        #expect(
            new.output == """
                content/small-changes/02-more-of-it/lesson.md
                Write it, then: gradbook verify small-changes/02-more-of-it

                """)
        #expect(try gradbook("verify").output.contains("\n2 lessons verified: "))
        let cards = try gradbook("cards")
        #expect(cards.output.hasPrefix("Picture school\n3 cards\n"), "\(cards.output)")
        #expect(try gradbook("cards", "--format", "anki", "--output", "cards.apkg").status == 0)
        #expect(try gradbook("worksheet", "small-changes/01-picture-frame", "--output", "sheet.html").status == 0)
        // The workflow would say the same of it as the README's command.
        #expect(try gradbook("verify", "--format", "github").status == 0)
        if Oracle.areRequired
            || ["chromium", "google-chrome"].contains(where: {
                FileManager.default.isExecutableFile(atPath: "/usr/bin/\($0)")
            })
        {
            let printed = try gradbook("cards", "--format", "pdf", "--output", "cards.pdf")
            #expect(printed.status == 0, "\(printed.errors)")
            let pdf = try Data(contentsOf: URL(fileURLWithPath: bench.path + "/picture-school/cards.pdf"))
            #expect(pdf.starts(with: Data("%PDF-".utf8)))
        }
    }

    /// Every mistake in a backward pass that the lesson's operations can show is noticed by one of its claims.
    @Test func theLessonNoticesABrokenEngine() throws {
        let bench = try empty()
        _ = try bench.gradbook("init", ".")
        let scores = try bench.gradbook("mutate")
        #expect(
            scores.output.contains("15 of 35 wrong backward passes caught: 42 %, 15 of the 15 that the lesson uses"))
    }

    @Test func nothingIsWrittenOver() throws {
        let bench = try empty()
        try bench.put("README.md", "mine\n")
        try bench.put(".gitignore", "*.o\n/public\n")
        try bench.put("content/notes.txt", "mine\n")
        let refused = try bench.gradbook("init", ".")
        #expect(refused.status == 1 && refused.output == "")
        #expect(
            refused.errors == """
                ./content: error: there is something already, and nothing is written over it
                  note: name another folder, or move it away

                """)
        #expect(files(in: bench, below: ".") == [".gitignore", "README.md", "content/notes.txt"])
        try FileManager.default.removeItem(atPath: bench.path + "/content/notes.txt")
        let made = try bench.gradbook("init", ".", "--title", "Mine: \"one\" \\ two")
        #expect(made.status == 0, "\(made.errors)")
        #expect(
            made.output.hasPrefix(
                """
                .: Mine: "one" \\ two, a site with one lesson, in 8 files
                  .gitignore is yours and stays as it is; add /.gradbook/ to it
                  README.md is yours and stays as it is

                Next:
                  gradbook serve
                """))
        #expect(try bench.text("README.md") == "mine\n" && bench.text(".gitignore") == "*.o\n/public\n")
        #expect(try bench.gradbook("verify").status == 0)
        let again = try bench.gradbook("init", ".")
        #expect(
            again.errors == """
                ./content: error: there is something already, and nothing is written over it
                  note: this is a site: `gradbook new TRACK/NAME` begins its next lesson

                """)
        #expect(try bench.gradbook("build").status == 0)
        let inside = try bench.gradbook("init", "public/deep/er")
        #expect(inside.status == 1)
        #expect(
            inside.errors == """
                public/deep/er: error: the folder lies in a built site, and the next build of that would remove the lessons
                  note: name a folder outside `\(bench.path)/public`

                """)
        let file = try bench.gradbook("init", "README.md")
        #expect(file.status == 1 && file.errors == "README.md: error: expected a folder, or nothing yet\n")
        let top = try bench.gradbook("init", "/../.")
        #expect(top.status == 1 && top.errors == "/../.: error: expected a folder of the site's own\n")
    }

    @Test func templatesOfItsOwn() throws {
        let bench = try empty()
        #expect(try bench.gradbook("init", "a", "--templates").status == 0)
        #expect(try bench.gradbook("init", "b").status == 0)
        #expect(files(in: bench, below: "b") == written)
        let added = try bench.gradbook("init", "b", "--templates")
        let own = files(in: bench, below: "b/templates")
        #expect(added.output == "b/templates: \(own.count) files, which the next build uses\n" && own.count > 30)
        #expect(files(in: bench, below: "a/templates") == own)
        let twice = try bench.gradbook("init", "b", "--templates")
        #expect(twice.status == 1)
        #expect(
            twice.errors == """
                b/templates: error: there are templates already, and nothing is written over them
                  note: name another folder, or move it away

                """)
        for site in ["a", "b"] {
            #expect(try Oracle.run(GradbookBinary.path, ["build"], folder: "\(bench.path)/\(site)").status == 0)
        }
    }

    @Test func titlesThatCannotBe() throws {
        let bench = try empty()
        func error(_ title: String) throws -> Substring? {
            let outcome = try bench.gradbook("init", "x", "--title", title)
            #expect(outcome.status == 64 && !FileManager.default.fileExists(atPath: bench.path + "/x"))
            return outcome.errors.split(separator: "\n").first
        }
        #expect(
            try error("After 300 steps")
                == "Error: The title cannot be After 300 steps: the number 300 is not accounted for. Write it in words."
        )
        #expect(try error("") == "Error: The title is empty.")
        #expect(try error("a\nb") == "Error: A title is one line of printable text.")
        #expect(try bench.gradbook("init", "").errors.hasPrefix("Error: Name the folder of the new site;"))
        // A folder's own name is no reason to fail.
        #expect(try bench.gradbook("init", "room-1018").output.hasPrefix("room-1018: Lessons, a site"))
        #expect(try bench.gradbook("init", "it's here").output.contains("\n  cd 'it'\\''s here'\n"))
    }

    @Test(.enabled(if: Oracle.hasMicrograd)) func theLessonIsOrdinaryPython() throws {
        for page in ["lesson", "practice"] {
            let path = "starter/site/content/small-changes/01-picture-frame/\(page).md"
            let text = try String(contentsOf: repositoryRoot.appendingPathComponent(path), encoding: .utf8)
            var snippets = ""
            for (index, part) in text.components(separatedBy: "```python\n").enumerated() where index > 0 {
                snippets += part.components(separatedBy: "```")[0]
            }
            let theirs = try Oracle.python(
                ["-c", "import micrograd_plus\n" + snippets], path: [repositoryRoot.path + "/scripts"])
            let bench = try CommandTests.Bench()
            try bench.put("page.py", snippets)
            #expect(
                try theirs.status == 0 && theirs.output == bench.gradbook("run", "page.py").output, "\(theirs.errors)")
        }
    }
}

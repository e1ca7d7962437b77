import Foundation
import TestSupport
import Testing

/// `gradbook new`: the lesson that is begun, and what is said of names that cannot be.
struct NewCommandTests {
    private func bench() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put("content/site.yml", "title: Site\nstrict: true\n")
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\ndraft: true\n---\n")
        _ = try Oracle.run(
            "/usr/bin/env", ["-u", "CI", GradbookBinary.path, "accept"], folder: bench.path)
        return bench
    }

    @Test func aLessonAndItsTrack() throws {
        let bench = try bench()
        let next = try bench.gradbook("new", "t/walking-back")
        #expect(next.status == 0 && next.errors == "", "\(next.errors)")
        #expect(
            next.output == """
                content/t/03-walking-back/lesson.md
                Write it, then: gradbook verify t/03-walking-back

                """)
        let text = try bench.text("content/t/03-walking-back/lesson.md")
        #expect(text.hasPrefix("---\ntitle: \"Walking back\"\n---\n\nWhat is this lesson about"))
        let numbered = try bench.gradbook("new", "content/t/07-far", "--title", "Far: 300 \"steps\"")
        #expect(numbered.output.hasPrefix("content/t/07-far/lesson.md\n"))
        #expect(
            try bench.text("content/t/07-far/lesson.md").hasPrefix(
                "---\ntitle: \"Far: 300 \\\"steps\\\"\"\nplain: [\"300\"]\n---\n"))
        let track = try bench.gradbook("new", "\(bench.path)/content/second-track/01-first/")
        #expect(
            track.output == """
                content/second-track/track.yml
                content/second-track/01-first/lesson.md
                Write it, then: gradbook verify second-track/01-first

                """)
        #expect(try bench.text("content/second-track/track.yml") == "title: \"Second track\"\n")
        #expect(try bench.gradbook("new", "tt/x").output.contains("\nThe track is new; there is one called t too.\n"))
        #expect(try bench.gradbook("new", "room-1018/x").status == 0)
        // A folder that was there for something else becomes a track.
        try bench.put("content/pictures/a.txt", "mine\n")
        #expect(
            try bench.gradbook("new", "pictures/x").output.hasPrefix(
                "content/pictures/track.yml\ncontent/pictures/01-x/lesson.md\n"))
        #expect(try bench.text("content/pictures/a.txt") == "mine\n")
        let hidden = FileManager.default.enumerator(atPath: bench.path + "/content")?.compactMap { $0 as? String }
        #expect(hidden?.allSatisfy { !$0.contains("/.") && !$0.hasPrefix(".") } == true)
        let verified = try bench.gradbook("verify")
        #expect(verified.status == 0 && verified.errors == "", "\(verified.errors)")
        #expect(verified.output.contains("\n7 lessons verified: "))
        #expect(try bench.gradbook("build").status == 0)
    }

    /// A number of its own, in the width of the track's others; drafts have theirs too.
    @Test func numbersThatCannotBe() throws {
        let bench = try bench()
        func error(_ name: String) throws -> String {
            let outcome = try bench.gradbook("new", name)
            #expect(outcome.status == 64 && outcome.output == "", "\(outcome.output)")
            let lines = outcome.errors.split(separator: "\n", omittingEmptySubsequences: false)
            #expect(lines[1].hasPrefix("Usage: gradbook new [--content"))
            #expect(lines[2] == "  See 'gradbook new --help' for more information.")
            return String(lines[0])
        }
        #expect(
            try error("t/3-c")
                == "Error: The number of a lesson has two digits or more. Did you mean t/03-c?")
        #expect(try error("t/02-c") == "Error: The number 02 is taken by t/02-b. Did you mean t/03-c?")
        #expect(
            try error("t/003-c")
                == "Error: The lessons of t have numbers of 2 digits, and only then stand in order. Did you mean t/03-c?"
        )
        #expect(
            try error("t/2026-review")
                == "Error: The lessons of t have numbers of 2 digits, and only then stand in order. Did you mean t/03-2026-review?"
        )
        #expect(
            try error("t/99999999999999999999-x")
                == "Error: There is no such number of a lesson. Did you mean t/03-99999999999999999999-x?")
        #expect(try error("t/01-a") == "Error: There is a lesson t/01-a already.")
        #expect(try error("t/b") == "Error: There is a lesson t/02-b already.")
        try bench.put("content/t/99-last/lesson.md", "---\ntitle: L\n---\n")
        #expect(
            try error("t/c")
                == "Error: The numbers of t are used up, up to 99-last: give its lessons one digit more, so that they stand in order."
        )
        try bench.put("content/t/44-x/notes.txt", "mine")
        #expect(try error("t/44-x") == "Error: There is a lesson t/44-x already.")
    }

    @Test func namesThatCannotBe() throws {
        let bench = try bench()
        func error(_ name: String, _ more: String...) throws -> String? {
            let outcome = try Oracle.run(GradbookBinary.path, ["new", name] + more, folder: bench.path)
            #expect(outcome.status == 64 && outcome.output == "", "\(outcome.output)")
            return outcome.errors.split(separator: "\n").first.map(String.init)
        }
        let lesson = "Error: A lesson is named TRACK/NN-slug, or TRACK/slug for the next number."
        #expect(try error("walking") == "\(lesson) Did you mean t/03-walking?")
        #expect(try error("a/t/walking") == "\(lesson) Did you mean t/03-walking?")
        #expect(try error("t/") == "\(lesson) Did you mean t/03-t?")
        let rule = "is named by a-z, 0-9 and `-`, for it becomes part of addresses;"
        #expect(
            try error("t/Größe & Maß")
                == "Error: A lesson \(rule) `Größe & Maß` is not. Did you mean t/03-grosse-mass?")
        #expect(try error("t/05-Größe") == "Error: A lesson \(rule) `05-Größe` is not. Did you mean t/05-grosse?")
        #expect(try error("t/日本") == "Error: A lesson \(rule) `日本` is not.")
        #expect(try error("My Track/01-x") == "Error: A track \(rule) `My Track` is not. Did you mean my-track/01-x?")
        #expect(try error("../01-x") == "Error: A track \(rule) `..` is not.")
        #expect(try error("site.yml/01-x") == "Error: A track \(rule) `site.yml` is not. Did you mean site-yml/01-x?")
        try bench.put("content/notes", "a file\n")
        #expect(try error("notes/01-x") == "Error: `content/notes` is no folder, so it cannot be a track.")
        #expect(try error("t/x", "--title", "") == "Error: The title is empty.")
        let nowhere = try bench.gradbook("new", "t/x", "--content", "nowhere")
        #expect(nowhere.status == 1)
        #expect(
            nowhere.errors == """
                nowhere: error: there is no site here: no site.yml is in the folder
                  note: `gradbook init DIR` makes one; `--content` names the folder of another

                """)
        #expect(
            try bench.gradbook("new", "./t/./x", "--content", "content/").output.hasSuffix("gradbook verify t/03-x\n"))
    }
}

import Foundation
import TestSupport
import Testing

/// What builds keep beside the content, as a user meets it.
struct CacheCommandTests {
    private func bench(lessons: Int = 3) throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        for number in 2...lessons {
            try bench.put(lesson(number), "---\ntitle: Lesson \(number)\n---\n\nIt is `=\(number) => \(number)`.\n")
        }
        return bench
    }

    private func lesson(_ number: Int) -> String { "content/t/\(number < 10 ? "0" : "")\(number)-x/lesson.md" }

    private func why(_ bench: CommandTests.Bench, _ page: String) throws -> String {
        let outcome = try bench.gradbook("why", page)
        #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
        return outcome.output
    }

    /// The lessons that were made, and those that were kept.
    private func build(
        _ bench: CommandTests.Bench, _ arguments: [String] = []
    ) throws -> (made: [String], kept: [String], errors: String) {
        let outcome = try Oracle.run(GradbookBinary.path, ["build", "--verbose"] + arguments, folder: bench.path)
        let lines = outcome.errors.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        func lessons(_ work: String) -> [String] {
            lines.filter { $0.count > 1 && $0[0] == work }.map { String($0[1].prefix { $0 != ":" }) }
        }
        return (lessons("made"), lessons("kept"), outcome.errors)
    }

    private func files(_ folder: String) -> [String: Data] {
        var files: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
        }
        return files
    }

    @Test func onlyWhatChangedIsMadeAgain() throws {
        let bench = try bench()
        #expect(try build(bench).made == ["t/01-a", "t/02-x", "t/03-x"])
        let again = try build(bench)
        #expect(again.made == [] && again.kept == ["t/01-a", "t/02-x", "t/03-x"])
        try bench.put(lesson(2), "---\ntitle: Lesson 2\n---\n\nIt is `=2 => 2` still.\n")
        let edited = try build(bench)
        #expect(edited.made == ["t/02-x"] && edited.kept == ["t/01-a", "t/03-x"])
        // Its neighbours name it.
        try bench.put(lesson(3), "---\ntitle: Another\n---\n\nIt is `=3 => 3`.\n")
        #expect(try build(bench).made == ["t/02-x", "t/03-x"])
        #expect(try bench.gradbook("verify").status == 0)
    }

    @Test func whyAPageIsBuilt() throws {
        let bench = try bench()
        #expect(try why(bench, "t/02-x") == "t/02-x would be built:\n  never built\n")
        #expect(FileManager.default.fileExists(atPath: bench.path + "/public") == false)
        #expect(try bench.gradbook("build").status == 0)
        #expect(
            try why(bench, "content/t/02-x/lesson.md") == """
                t/02-x is up to date
                it was built last because of this:
                  never built

                """)
        try bench.put(lesson(3), "---\ntitle: Another\n---\n\nIt is `=3 => 3`.\n")
        #expect(
            try why(bench, "public/t/02-x/lesson.html") == """
                t/02-x would be built again:
                  the title of the next lesson changed
                it was built last because of this:
                  never built

                """)
        #expect(
            try why(bench, "t/03-x") == """
                t/03-x would be built again:
                  content/t/03-x/lesson.md changed
                it was built last because of this:
                  never built

                """)
        #expect(
            try why(bench, "t") == """
                the pages of the track t would be built again:
                  the lesson t/02-x would be built again
                they were built last because of this:
                  never built

                """)
        try bench.put("content/t/03-x/plot.svg", "<svg/>")
        try bench.put("content/site.yml", "title: Another\n")
        #expect(
            try why(bench, "t/03-x") == """
                t/03-x would be built again:
                  content/t/03-x/lesson.md changed
                  there are other files in content/t/03-x
                  content/site.yml changed
                it was built last because of this:
                  never built

                """)
        #expect(
            try why(bench, "index.html") == """
                the pages of the site would be built again:
                  content/site.yml changed
                they were built last because of this:
                  never built

                """)
        #expect(try bench.gradbook("build").status == 0)
        #expect(
            try why(bench, "t/01-a") == """
                t/01-a is up to date
                it was built last because of this:
                  content/site.yml changed

                """)
        #expect(
            try why(bench, "t/index.html") == """
                the pages of the track t are up to date
                they were built last because of this:
                  content/site.yml changed
                  what lists say of the lesson t/03-x changed
                  the text of the lesson t/03-x changed

                """)
        let none = try bench.gradbook("why", "t/04-x")
        #expect(none.status == 64 && none.errors.hasPrefix("Error: There is no page t/04-x. Did you mean t/02-x?\n"))
        for page in ["t/02-x/summary.md", "public/t/02-x/summary.html", "./content/t/02-x/a.csv"] {
            let none = try bench.gradbook("why", page)
            let name = page.split(separator: "/").last ?? ""
            #expect(none.status == 64)
            #expect(
                none.errors.hasPrefix(
                    "Error: The lesson t/02-x has no page \(name). It has lesson.md.\nUsage: gradbook why "))
        }
        for page in [
            "t/02-x/", "t/02-x/lesson.md", "public/t/02-x/lesson.html", "public/t/02-x/lesson.html#main",
            "t/02-x/numbers.json",
        ] {
            #expect(try why(bench, page).hasPrefix("t/02-x is up to date\n"), "\(page)")
        }
    }

    /// What was not there is not asked about again while its folder is what it was.
    @Test func aFileThatComesIsSeen() throws {
        let bench = try bench()
        for _ in 0..<2 { #expect(try bench.gradbook("build").status == 0) }
        try bench.put("content/t/02-x/cards.lock", "")
        #expect(
            try why(bench, "t/02-x").hasPrefix("t/02-x would be built again:\n  content/t/02-x/cards.lock is new\n"))
        try FileManager.default.removeItem(atPath: bench.path + "/content/t/02-x/cards.lock")
        #expect(try why(bench, "t/02-x").hasPrefix("t/02-x is up to date\n"))
    }

    @Test func anotherGradbookAndATemplateAreReasons() throws {
        let bench = try bench(lessons: 2)
        try FileManager.default.removeItem(atPath: bench.path + "/templates")
        try FileManager.default.copyItem(
            atPath: repositoryRoot.appendingPathComponent("templates").path, toPath: bench.path + "/templates")
        #expect(try bench.gradbook("build").status == 0)
        try bench.put("templates/lesson.mustache", try bench.text("templates/lesson.mustache") + "<!-- -->\n")
        #expect(
            try why(bench, "t/01-a").hasPrefix("t/01-a would be built again:\n  templates/lesson.mustache changed\n"))
        let copy = bench.path + "/gradbook"
        var program = try Data(contentsOf: URL(fileURLWithPath: GradbookBinary.path))
        // The note of its build id: lengths, kind and owner, then the id.
        let note: [UInt8] = [4, 0, 0, 0, 20, 0, 0, 0, 3, 0, 0, 0, 0x47, 0x4E, 0x55, 0]
        let id = try #require(program.firstRange(of: note)).upperBound
        program[id] ^= 1
        try program.write(to: URL(fileURLWithPath: copy))
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: copy)
        let other = try Oracle.run(copy, ["why", "t/01-a"], folder: bench.path)
        #expect(other.output == "t/01-a would be built:\n  gradbook itself changed\n")
    }

    /// A lesson with an error keeps the others; what is doubtful is said by every build.
    @Test func whatWasRightIsKept() throws {
        let bench = try bench()
        try bench.put(lesson(2), "---\ntitle: Lesson 2\n---\n\nIt is `=2 => 3`.\n")
        try bench.put("content/t/03-x/unused.csv", "1\n")
        let failed = try build(bench)
        #expect(failed.errors.contains("[claim-differs]") && failed.errors.contains("[file-unused]"))
        try bench.put(lesson(2), "---\ntitle: Lesson 2\n---\n\nIt is `=2 => 2`.\n")
        let mended = try build(bench)
        #expect(mended.made == ["t/02-x"] && mended.kept == ["t/01-a", "t/03-x"])
        let (first, second) = (try bench.gradbook("build"), try bench.gradbook("build", "--no-cache"))
        #expect(first.errors == second.errors && first.errors.contains("[file-unused]"))
        #expect(first.errors.hasSuffix("1 warning\n"))
    }

    @Test func withoutACacheNothingIsKept() throws {
        let bench = try bench(lessons: 2)
        try bench.put("content/t/02-x/lesson.md", "---\ntitle: B\n---\n\nA formula: $`x^2`$.\n")
        #expect(try bench.gradbook("build", "--no-cache").status == 0)
        #expect(try bench.gradbook("verify", "--no-cache").status == 0)
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/.gradbook"))
        // Where nothing can be kept, a build goes on without.
        try FileManager.default.createSymbolicLink(
            atPath: bench.path + "/.gradbook", withDestinationPath: "nowhere")
        #expect(try bench.gradbook("build").status == 0)
    }

    /// Several machines make a share of the lessons each; with their objects together nothing is made anew.
    @Test(arguments: [1, 2, 3, 16]) func sharesAreJoined(_ count: Int) throws {
        let bench = try bench(lessons: 7)
        try bench.put(lesson(5), "---\ntitle: \"Lesson `=2 + 3`\"\n---\n\nSee [there](../02-x/lesson.md).\n")
        #expect(try bench.gradbook("build", "--no-cache").status == 0)
        let manager = FileManager.default
        let joined = try self.bench(lessons: 7)
        try joined.put(lesson(5), try bench.text(lesson(5)))
        var made: [String] = []
        for number in 1...count {
            try? manager.removeItem(atPath: bench.path + "/.gradbook")
            made += try build(bench, ["--shard", "\(number)/\(count)", "--output", "part-\(number)"]).made
            let objects = bench.path + "/.gradbook/objects"
            for case let path as String in manager.enumerator(atPath: objects) ?? .init() {
                let place = URL(fileURLWithPath: "\(joined.path)/.gradbook/objects/\(path)")
                var isFolder: ObjCBool = false
                guard manager.fileExists(atPath: "\(objects)/\(path)", isDirectory: &isFolder), !isFolder.boolValue
                else {
                    continue
                }
                try manager.createDirectory(at: place.deletingLastPathComponent(), withIntermediateDirectories: true)
                try? manager.removeItem(at: place)
                try manager.copyItem(atPath: "\(objects)/\(path)", toPath: place.path)
            }
        }
        #expect(made.sorted() == (1...7).map { $0 == 1 ? "t/01-a" : "t/0\($0)-x" })
        let whole = try build(joined)
        #expect(whole.made == [] && whole.kept.count == 7)
        #expect(files(joined.path + "/public") == files(bench.path + "/public"))
    }
}

import Foundation
import TestSupport
import Testing

@testable import GradbookCLI
@testable import Site

/// What `build` and `verify` say of their work when they are asked to, and when they are asked not to.
struct WorkOptionsTests {
    private func bench() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\n---\n\nText `=1 / 3:.2f`.\n")
        return bench
    }

    /// Times are those of the day; everything else is the same each time.
    private func timeless(_ text: String) -> String {
        text.replacingOccurrences(of: #" *[0-9][0-9,]*\.[0-9]+ ms"#, with: " 0.0 ms", options: .regularExpression)
            .replacingOccurrences(of: #" +[0-9]+ %"#, with: " 0 %", options: .regularExpression)
    }

    @Test func verboseIsALineALesson() throws {
        let bench = try bench()
        let checked = try bench.gradbook("verify", "--verbose", "--content", "content/")
        #expect(checked.status == 0)
        #expect(timeless(checked.errors) == "checked t/01-a: 0.0 ms\nchecked t/02-b: 0.0 ms\n")
        let built = try bench.gradbook("build", "--verbose", "--output", "elsewhere")
        let made = timeless(built.errors).split(separator: "\n")
        #expect(made.count == 2 && made[0].hasPrefix("made t/01-a: 3 files, 0.0 ms"), "\(built.errors)")
        #expect(made[1].hasPrefix("made t/02-b: 2 files, 0.0 ms"), "\(built.errors)")
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\n---\n\nText `=1 => 3` and `=2 => 4`.\n")
        let failed = try bench.gradbook("build", "-v")
        #expect(failed.status == 1)
        let lines = timeless(failed.errors).split(separator: "\n")
        #expect(lines[1] == "failed t/02-b: 2 errors, 0.0 ms: content/t/02-b/lesson.md changed", "\(failed.errors)")
        #expect(lines.last == "2 errors")
        // What machines read stands alone.
        let report = try bench.gradbook("verify", "--format", "json", "-v")
        #expect(report.output.hasPrefix("{") && timeless(report.errors).hasPrefix("checked t/01-a: 0.0 ms\n"))
    }

    @Test func quietSaysWhatIsWrongAlone() throws {
        let bench = try bench()
        for command in [["build"], ["verify"], ["verify", "-q"]] {
            let outcome = try Oracle.run(GradbookBinary.path, command + ["--quiet"], folder: bench.path)
            #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "", "\(outcome.errors)")
        }
        // A digit that hangs on rounding is a warning, and no error.
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\n---\n\nText `=0.1 + 0.2 => 0.30000000000000004`.\n")
        #expect(try bench.gradbook("build").errors.contains("warning: "))
        #expect(try bench.gradbook("build", "--quiet").errors == "")
        try bench.put("content/t/02-b/lesson.md", "---\ntitle: B\n---\n\nText `=1 => 3`.\n")
        let failed = try bench.gradbook("build", "--quiet")
        #expect(failed.status == 1 && failed.output == "")
        #expect(
            failed.errors.hasPrefix("content/t/02-b/lesson.md:5:13: error: the page claims 3")
                && failed.errors.hasSuffix("1 error\n"))
        for other in ["--verbose", "--timings"] {
            let both = try bench.gradbook("verify", "--quiet", other)
            #expect(both.status == 64)
            #expect(
                both.errors.hasPrefix(
                    "Error: --quiet says nothing of the work: it goes without --verbose and --timings.\n"))
        }
    }

    @Test func timingsAreATable() throws {
        let bench = try bench()
        let built = try bench.gradbook("build", "--timings")
        #expect(built.status == 0 && built.output.hasPrefix("public: "))
        let names = built.errors.split(separator: "\n").map { $0.split(separator: " ")[0] }
        #expect(
            names == [
                "stage", "survey", "typeset", "read", "run", "verify", "weave", "render", "write", "join", "swap",
                "all",
                "2", "slowest", names[14], names[15],
            ], "\(built.errors)")
        #expect(Set(names.suffix(2)) == ["t/01-a", "t/02-b"])
    }

    @Test func theTableItself() {
        var (times, first, second) = (StageTimes(), StageTimes(), StageTimes())
        times[.survey] = 100_000_000
        times[.run] = 1_234_560_000
        times[.render] = 4_000
        first[.run] = 234_560_000
        second[.run] = 1_000_000_000
        second[.render] = 4_000
        let text = TimingsText.text(
            times: times, lessons: [.init(path: "t/01-a", times: first), .init(path: "t/02-long", times: second)],
            seconds: 0.7)
        #expect(
            text == """
                  stage          time  a lesson  share
                  survey     100.0 ms   50.0 ms    7 %
                  typeset      0.0 ms    0.0 ms    0 %
                  read         0.0 ms    0.0 ms    0 %
                  run      1,234.6 ms  617.3 ms   93 %
                  verify       0.0 ms    0.0 ms    0 %
                  weave        0.0 ms    0.0 ms    0 %
                  render      0.00 ms   0.00 ms    0 %
                  write        0.0 ms    0.0 ms    0 %
                  join         0.0 ms    0.0 ms    0 %
                  swap         0.0 ms    0.0 ms    0 %
                  all      1,334.6 ms  667.3 ms  100 %
                2 lessons, 700.0 ms went by

                  slowest          time    read         run  verify   weave   render   write
                  t/02-long  1,000.0 ms  0.0 ms  1,000.0 ms  0.0 ms  0.0 ms  0.00 ms  0.0 ms
                  t/01-a       234.6 ms  0.0 ms    234.6 ms  0.0 ms  0.0 ms   0.0 ms  0.0 ms

                """)
    }

    @Test func aShardIsNamedRight() throws {
        let bench = try bench()
        for text in ["0/3", "4/3", "3", "a/b", "1/0", "1/-3"] {
            let outcome = try bench.gradbook("build", "--shard=\(text)")
            #expect(outcome.status == 64)
            #expect(
                outcome.errors.hasPrefix(
                    "Error: The value of --shard must be K/N, with K from 1 to N, such as 3/16.\n"))
        }
    }

    /// The pages of all shards are those of the whole, byte for byte, and no page is in two of them.
    @Test func shardsMakeTheirPagesAlone() throws {
        let bench = try bench()
        for number in 3...7 {
            try bench.put(
                "content/t/0\(number)-x/lesson.md",
                "---\ntitle: X\n---\n\nText `=\(number)`, [the first](../01-a/lesson.md).\n")
        }
        #expect(try bench.gradbook("build").status == 0)
        func files(_ folder: String) throws -> [String: Data] {
            var files: [String: Data] = [:]
            for case let path as String in FileManager.default.enumerator(atPath: "\(bench.path)/\(folder)") ?? .init()
            {
                files[path] = FileManager.default.contents(atPath: "\(bench.path)/\(folder)/\(path)")
            }
            return files
        }
        let whole = try files("public")
        var seen: [String: Int] = [:]
        for number in 1...3 {
            let built = try bench.gradbook("build", "--shard", "\(number)/3", "--output", "part-\(number)")
            #expect(built.status == 0 && built.output.hasPrefix("part-\(number): shard \(number)/3, "))
            for (path, bytes) in try files("part-\(number)") where path != ".gradbook" {
                #expect(bytes == whole[path], "\(path)")
                seen[path, default: 0] += 1
            }
        }
        let lessons = whole.keys.filter { $0.split(separator: "/").count == 3 }
        #expect(seen.filter { lessons.contains($0.key) }.count == lessons.count && lessons.count > 14)
        #expect(seen.allSatisfy { !$0.key.hasSuffix("index.html") })
        #expect(lessons.allSatisfy { seen[$0] == 1 })
        // More machines than lessons: some have nothing to do.
        #expect(try bench.gradbook("build", "--shard", "16/16", "--output", "none").status == 0)
    }
}

import Foundation
import TestSupport
import Testing

/// `gradbook worksheet` as a teacher meets it.
struct WorksheetCommandTests {
    private static func bench() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try bench.put(
            "content/t/01-a/lesson.md",
            """
            ---
            title: A
            ---

            ```python
            from micrograd.engine import Value
            a, b, c, f = Value(2.0), Value(-3.0), Value(10.0), Value(-2.0)
            e = a * b
            d = e + c
            L = d * f
            ```

            ```practice L
            ```

            """)
        return bench
    }

    @Test func theSameSeedGivesTheSameFile() throws {
        let bench = try Self.bench()
        let printed = try bench.gradbook("worksheet", "t/01-a", "--variants", "3", "--seed", "7")
        #expect(printed.status == 0 && printed.errors == "", "\(printed.errors)")
        #expect(printed.output.hasPrefix("<!doctype html>"))
        let written = try bench.gradbook(
            "worksheet", "content/t/01-a/lesson.md", "--variants", "3", "--seed", "7", "--output", "sheets.html")
        #expect(written.status == 0 && written.errors == "" && written.output == "")
        #expect(try bench.text("sheets.html") == printed.output)
        let letter = try bench.gradbook("worksheet", "t/01-a", "--variants", "3", "--seed", "7", "--paper", "letter")
        #expect(letter.output.contains("@page { size: 215.9mm 279.4mm;"))
    }

    @Test(arguments: [
        (["--variants", "0"], "Error: The value of --variants must be from 1 to 999."),
        (["--variants", "1000"], "Error: The value of --variants must be from 1 to 999."),
        (
            ["--sheet", "7-12"],
            "Error: The value of --sheet must be a code as it stands on a sheet, such as 7-12-K4."
        ),
        (
            ["--sheet", "7-12-K4", "--seed", "7"],
            "Error: --sheet names seed and number itself: leave out --variants and --seed."
        ),
        (["--format", "pdf"], "Error: --format pdf wants --output FILE.pdf."),
    ]) func wrongUsageIsSaid(_ arguments: [String], _ message: String) throws {
        let bench = try Self.bench()
        let outcome = try Oracle.run(GradbookBinary.path, ["worksheet", "t/01-a"] + arguments, folder: bench.path)
        #expect(outcome.status == 64)
        #expect(outcome.errors.split(separator: "\n").first.map(String.init) == message)
    }

    @Test func whatLeavesNothingToWorkOutIsRefused() throws {
        let bench = try Self.bench()
        let text = try bench.text("content/t/01-a/lesson.md")
        try bench.put("content/t/01-a/lesson.md", text + "\n```backward a\n```\n")
        let outcome = try bench.gradbook(
            "worksheet", "t/01-a", "--figure", "a", "--variants", "2", "--output", "a.html")
        #expect(outcome.status == 1)
        #expect(
            outcome.errors.contains(
                "error: the pass of a given number alone leaves nothing to work out [worksheet-figure]"),
            "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/a.html"))
    }

    @Test func whatCannotBeWrittenIsSaid() throws {
        let bench = try Self.bench()
        let nowhere = try bench.gradbook("worksheet", "t/01-a", "--variants", "1", "--output", "nowhere/sheets.html")
        #expect(nowhere.status == 1)
        #expect(
            nowhere.errors == """
                nowhere/sheets.html: error: cannot be written: No such file or directory
                  note: name a file in a folder that can be written

                """)
        let browserless = try Oracle.run(
            GradbookBinary.path, ["worksheet", "t/01-a", "--output", "sheets.pdf"],
            environment: ["CHROME_PATH": "", "PATH": "/nowhere"], folder: bench.path)
        #expect(browserless.status == 1)
        #expect(
            browserless.errors.hasPrefix(
                "sheets.pdf: error: a PDF is made by Chromium, and there is none here\n  note: "),
            "\(browserless.errors)")
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/sheets.pdf"))
    }

    private static let hasChromium = (try? Oracle.run("/usr/bin/env", ["chromium", "--version"]))?.status == 0

    /// A page for each pupil and no more: none splits, and none is followed by an empty page.
    @Test(.enabled(if: hasChromium), arguments: ["a4", "letter"]) func aPDFHasAPageForEachPupil(_ paper: String) throws
    {
        let bench = try Self.bench()
        func pages(_ variants: Int) throws -> Int {
            let outcome = try bench.gradbook(
                "worksheet", "t/01-a", "--variants", "\(variants)", "--seed", "7", "--paper", paper, "--output", "s.pdf"
            )
            #expect(outcome.status == 0 && outcome.errors == "", "\(outcome.errors)")
            let bytes = FileManager.default.contents(atPath: bench.path + "/s.pdf") ?? Data()
            let text = String(decoding: bytes, as: UTF8.self)
            return text.matches(of: /\/Type \/Page\b(?!s)/).count
        }
        let one = try pages(1)
        #expect(one == 2)
        // Three or four keys on a page.
        let thirty = try pages(30)
        #expect((38...40).contains(thirty), "\(thirty)")
    }
}

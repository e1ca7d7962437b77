import Foundation
import TestSupport
import Testing

/// The PDF as a printer gets it, read by poppler: each card's id stands on its front and on its back, and what is said
/// here of paper is worked out from its size alone, by hand and not by the command.
struct PrintedDeckTests {
    static let hasPoppler: Bool = {
        let asked = "command -v chromium && command -v pdftotext"
        return Oracle.areRequired || (try? Oracle.run("/bin/bash", ["-c", asked]))?.status == 0
    }()

    struct Word {
        let page: Int
        let x: Double
        let y: Double
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let paper: String
        let grid: String
        let flip: String
        var testDescription: String { "\(paper) \(grid) \(flip)" }
    }

    static let cases = [
        Case(paper: "a4", grid: "2x4", flip: "long"), Case(paper: "a4", grid: "3x3", flip: "short"),
        Case(paper: "a4", grid: "2x5", flip: "fold"), Case(paper: "letter", grid: "3x3", flip: "long"),
        Case(paper: "letter", grid: "2x5", flip: "short"), Case(paper: "letter", grid: "2x4", flip: "fold"),
    ]

    @Test(.enabled(if: hasPoppler), arguments: cases)
    func everyBackIsPrintedBehindItsFront(_ printed: Case) throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let file = scratch.appendingPathComponent("deck.pdf").path
        let site = repositoryRoot.path
        let made = try Oracle.run(
            GradbookBinary.path,
            [
                "cards", "--format", "pdf", "--paper", printed.paper, "--grid", printed.grid, "--flip", printed.flip,
                "--output", file,
            ], folder: site)
        try #require(made.status == 0 && made.errors == "", "\(made.errors)")
        let wish =
            ["long": "DuplexFlipLongEdge", "short": "DuplexFlipShortEdge", "fold": "Simplex"][printed.flip] ?? ""
        let bytes = try String(decoding: Data(contentsOf: URL(fileURLWithPath: file)), as: UTF8.self)
        #expect(bytes.contains("/Duplex /\(wish)\n/PrintScaling /None\n"))
        // No clock: the same cards are the same bytes.
        #expect(!bytes.contains("/CreationDate") && !bytes.contains("/ModDate"))

        let deck = try Oracle.run(GradbookBinary.path, ["cards"], folder: site)
        let ids = deck.output.matches(of: #/\{#(.+)\}/#).map { String($0.1) }
        try #require(ids.count > 10)
        let words = try words(of: file)
        let sides = printed.flip == "fold" ? 1 : 2
        let covers = sides
        // In points; a word's place is the middle of it.
        let millimetre = 72 / 25.4
        let (width, height) = printed.paper == "a4" ? (210.0, 297.0) : (215.9, 279.4)
        let size = printed.grid.split(separator: "x").compactMap { Double($0) }
        let (cardWidth, cardHeight) = ((width - 20) / size[0], (height - 20) / size[1])
        for (number, id) in ids.enumerated() {
            let found = (words[id] ?? []).sorted { ($0.page, $0.x) < ($1.page, $1.x) }
            try #require(found.count == 2, "\(id): \(found)")
            let (front, back) = (found[0], found[1])
            let each = Int(size[1]) * (printed.flip == "fold" ? Int(size[0]) / 2 : Int(size[0]))
            #expect(front.page == covers + sides * (number / each) && back.page == front.page + sides - 1, "\(id)")
            // Where the back's word lies when the paper has been turned, and then from the other side of its card.
            var (x, y) = (back.x / millimetre, back.y / millimetre)
            if printed.flip == "short" { y = height - y } else { x = width - x }
            let (frontX, frontY) = (front.x / millimetre, front.y / millimetre)
            let column = ((frontX - 10) / cardWidth).rounded(.down)
            let row = ((frontY - 10) / cardHeight).rounded(.down)
            let place = number % each
            let columns = printed.flip == "fold" ? Int(size[0]) / 2 : Int(size[0])
            #expect(Int(row) == place / columns && Int(column) == place % columns, "\(id)")
            // On both sides the id stands in the lower left corner, so seen from the front the back's is mirrored in its card.
            let mirrored = 2 * (10 + (column + 0.5) * cardWidth) - frontX
            #expect(abs(x - mirrored) < 1 && abs(y - frontY) < 1, "\(id): \(x), \(y) for \(mirrored), \(frontY)")
            // Six millimetres from every cut.
            let left = frontX - 10 - column * cardWidth
            #expect(left > 6 && left < cardWidth - 6, "\(id)")
            #expect((row + 1) * cardHeight + 10 - frontY > 6, "\(id)")
        }
    }

    /// The words of a file by what they are, with their middles.
    private func words(of file: String) throws -> [String: [Word]] {
        let text = try Oracle.run("/usr/bin/env", ["pdftotext", "-bbox", file, "-"])
        try #require(text.status == 0, "\(text.errors)")
        var words: [String: [Word]] = [:]
        var page = -1
        for line in text.output.split(separator: "\n") {
            if line.contains("<page ") { page += 1 }
            let word = #/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*)</word>/#
            guard let match = line.firstMatch(of: word), let left = Double(match.1), let top = Double(match.2),
                let right = Double(match.3), let bottom = Double(match.4)
            else { continue }
            words[String(match.5), default: []].append(Word(page: page, x: (left + right) / 2, y: (top + bottom) / 2))
        }
        return words
    }

    @Test func withoutABrowserNothingIsWritten() throws {
        let bench = try CommandTests.Bench()
        let empty = try Oracle.run(
            GradbookBinary.path, ["cards", "--format", "pdf", "--output", "deck.pdf"],
            environment: ["PATH": "/nowhere", "CHROME_PATH": ""], folder: bench.path)
        #expect(empty.status == 1)
        #expect(
            empty.errors == """
                deck.pdf: error: a PDF is made by Chromium, and there is none here
                  note: install Chromium or Chrome, or name its program in CHROME_PATH; or write --format html and print that \
                from any browser, at 100 % and without margins

                """)
        let wrong = try Oracle.run(
            GradbookBinary.path, ["cards", "--format", "pdf", "--output", "deck.pdf"],
            environment: ["CHROME_PATH": "/nowhere/chrome"], folder: bench.path)
        #expect(wrong.status == 1 && wrong.errors.contains("CHROME_PATH names `/nowhere/chrome`, which is no program"))
        try bench.put("chrome", "#!/bin/sh\necho broken >&2\n")
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: bench.path + "/chrome")
        let broken = try Oracle.run(
            GradbookBinary.path, ["cards", "--format", "pdf", "--output", "deck.pdf"],
            environment: ["CHROME_PATH": bench.path + "/chrome"], folder: bench.path)
        #expect(broken.status == 1 && broken.errors.contains("chrome made no PDF\n  note: it said: broken\n"))
        #expect(!FileManager.default.fileExists(atPath: bench.path + "/deck.pdf"))
    }

    @Test func whatIsWrongWithTheOptionsIsSaid() throws {
        let bench = try CommandTests.Bench()
        for (arguments, message) in [
            (["--format", "pdf"], "--format pdf wants --output FILE.pdf."),
            (["--grid", "3x3"], "--grid is for --format pdf and html, and for --simulate."),
            (["--format", "anki", "--test-sheet"], "--test-sheet is for --format pdf and html"),
            (["--format", "html", "--flip", "fold", "--back-offset", "1,1"], "--flip fold prints one."),
            (["--format", "html", "--back-offset", "-6,0"], "--back-offset"),
            (["--format", "html", "--grid", "4x4"], "--grid"),
        ] {
            let outcome = try Oracle.run(GradbookBinary.path, ["cards"] + arguments, folder: bench.path)
            #expect(outcome.status == 64 && outcome.errors.contains(message), "\(arguments): \(outcome.errors)")
        }
        let moved = try bench.gradbook("cards", "--format", "html", "--back-offset", "-1,0.5")
        #expect(moved.status == 0 && moved.output.contains("translate(-1mm, 0.5mm)"))
        let proof = try bench.gradbook("cards", "--simulate", "--flip", "fold", "--paper", "letter")
        #expect(proof.status == 0 && proof.output.hasSuffix("\n1 of 1 backs lie behind their fronts.\n"))
    }
}

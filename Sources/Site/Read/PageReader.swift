import Foundation
import Source

/// What a page needs from outside while it is read: files that its fences name, and what the site allows.
struct PageReader {
    let folder: ContentFolder
    /// The lesson's folder below the content, such as `track/01-a`.
    let lessonPath: String
    let allowsRawHTML: Bool

    /// The excerpt a `source` fence names: `Sources/Micrograd/Op.swift#tanh`.
    func excerpt(
        _ info: FenceInfo, in file: SourceFile, _ fence: Span, _ diagnostics: inout [Diagnostic]
    ) -> SourceExcerpt? {
        func report(_ id: String, _ message: String, _ span: Span, _ note: String) -> SourceExcerpt? {
            diagnostics.append(Diagnostic(id, message, at: file, span).noting(note))
            return nil
        }
        guard let word = info.words.first, info.words.count == 1, word.value == nil else {
            return report(
                "source-form", "a `source` fence wants one file", fence, "write ```source Sources/File.swift#region")
        }
        let parts = word.text.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let found = folder.readBeside(parts[0]) else {
            return report(
                "source-missing", "there is no file `\(parts[0])`", word.span,
                "the path begins at the folder that holds `\(folder.path)`; it cannot lead out of it or through a link")
        }
        let region = parts.count > 1 ? parts[1] : nil
        if let excerpt = SourceExcerpt(path: parts[0], region: region, file: found) { return excerpt }
        let regions = SourceExcerpt.regions(of: found)
        diagnostics.append(
            Diagnostic("source-region", "`\(parts[0])` has no region `\(region ?? "")`", at: file, word.span)
                .meaning(
                    Spelling.nearest(to: region ?? "", among: regions),
                    else: regions.isEmpty
                        ? "mark one with `// snippet.NAME` and `// snippet.end`"
                        : "its regions are \(regions.joined(separator: ", "))",
                    at: Span(word.span.start + parts[0].utf8.count + 1, word.span.end)))
        return nil
    }

    /// The deck of hashcards that a `cards` fence names: a Markdown file below the lesson's folder.
    func deck(_ word: FenceInfo.Word, in file: SourceFile, _ diagnostics: inout [Diagnostic]) -> DeckFile? {
        func report(_ message: String, _ note: String) -> DeckFile? {
            diagnostics.append(Diagnostic("cards-file", message, at: file, word.span).noting(note))
            return nil
        }
        let path = word.text
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        let pages = LessonPage.kinds.map { "\($0.rawValue).md" }
        guard word.value == nil, path.hasSuffix(".md"), !parts.contains(""), !parts.contains(".."),
            !parts.contains("."),
            !pages.contains(path)
        else { return report("`\(path)` names no deck", "write ```cards FILE.md, a deck below the lesson's folder") }
        let place = "\(lessonPath)/\(path)"
        guard folder.isFile(place) else {
            return report("there is no file `\(path)` in the lesson's folder", "name a deck of hashcards")
        }
        return folder.readText(place, &diagnostics).map { DeckFile($0) }
    }

    /// The recorded output that `recorded=oracle/pytorch.json#neuron` names.
    func recorded(
        _ name: String, _ span: Span, in file: SourceFile, _ diagnostics: inout [Diagnostic]
    ) -> RecordedOutput? {
        func report(_ message: String, _ note: String) -> RecordedOutput? {
            diagnostics.append(Diagnostic("recorded-missing", message, at: file, span).noting(note))
            return nil
        }
        let parts = name.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, !parts[0].split(separator: "/").contains(".."), !parts[0].hasPrefix("/") else {
            return report(
                "`\(name)` names no recorded output", "write FILE.json#KEY, the file below the lesson's folder")
        }
        guard let json = folder.read("\(lessonPath)/\(parts[0])") else {
            return report("there is no file `\(parts[0])` in the lesson's folder", "run the script that records it")
        }
        guard let record = Record(json) else {
            return report(
                "`\(parts[0])` is not a record of outputs",
                "it must hold {\"outputs\": {\"KEY\": {\"snippet\": …, \"output\": …}}}")
        }
        guard let entry = record.outputs[parts[1]] else {
            let keys = record.outputs.keys.sorted()
            // Behind the last `#` of the word, quotation marks aside.
            let key = file.text(in: span).hasSuffix("\"") ? Span(span.start, span.end - 1) : span
            diagnostics.append(
                Diagnostic("recorded-missing", "`\(parts[0])` has no output `\(parts[1])`", at: file, span)
                    .meaning(
                        Spelling.nearest(to: parts[1], among: keys),
                        else: "its outputs are \(keys.joined(separator: ", "))",
                        at: Span(key.end - parts[1].utf8.count, key.end)))
            return nil
        }
        return RecordedOutput(name: name, snippet: entry.snippet, output: entry.output)
    }
}

/// A file of recorded outputs, as a script writes it.
private struct Record: Decodable {
    struct Entry: Decodable {
        let snippet: String
        let output: String
    }
    let outputs: [String: Entry]

    /// Nil for what is no such file.
    init?(_ file: SourceFile) {
        guard let record = try? JSONDecoder().decode(Record.self, from: Data(file.bytes)) else { return nil }
        self = record
    }
}

extension RecordedOutput {
    /// The keys that a file of recorded outputs has, sorted.
    static func keys(of file: SourceFile) -> [String] { Record(file)?.outputs.keys.sorted() ?? [] }
}

import Foundation
import Source

/// `numbers.json` as text: written one number a line, and read again.
enum NumbersFile {
    static func path(of lesson: String) -> String { "\(lesson)/\(LessonNumbers.fileName)" }

    static func file(_ numbers: LessonNumbers) -> OutputFile {
        let pages = numbers.pages.map { page in
            JSON.object([
                ("page", .string(page.page)), ("source", .string(page.source)),
                ("numbers", .array(page.numbers.map(json))),
            ])
        }
        let whole = JSON.object([
            ("version", .integer(numbers.version)), ("lesson", .string(numbers.lesson)), ("pages", .array(pages)),
        ])
        var out = TextWriter()
        whole.write(to: &out, depth: 4)
        out.write(literal: "\n")
        return OutputFile(path: path(of: numbers.lesson), bytes: out.bytes)
    }

    static func json(_ entry: NumberEntry) -> JSON {
        .object([
            ("role", .string(entry.role.rawValue)), ("expression", .string(entry.expression)),
            ("value", .string(entry.value)), ("type", .string(entry.type)), ("shown", .string(entry.shown)),
            ("claim", .string(entry.claim)), ("card", .string(entry.card)), ("row", .string(entry.row)),
            ("cell", .string(entry.cell)), ("line", .integer(entry.line)), ("column", .integer(entry.column)),
        ])
    }

    /// Nil for what is no such file, or one of another version.
    static func read(_ bytes: [UInt8]) -> LessonNumbers? {
        guard let numbers = try? JSONDecoder().decode(LessonNumbers.self, from: Data(bytes)),
            numbers.version == LessonNumbers.version
        else { return nil }
        return numbers
    }
}

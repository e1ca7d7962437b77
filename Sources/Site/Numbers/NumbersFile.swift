import Foundation
import Source

/// `numbers.json` as text: written one number a line, and read again.
enum NumbersFile {
    static func path(of lesson: String) -> String { "\(lesson)/\(LessonNumbers.fileName)" }

    static func file(_ numbers: LessonNumbers) -> OutputFile {
        var out = TextWriter(reserving: numbers.pages.reduce(200) { $0 + 200 * ($1.numbers.count + 1) })
        out.write(literal: "{\n  \"version\": ")
        out.write(String(numbers.version))
        out.write(literal: ",\n  \"lesson\": ")
        JSON.quote(numbers.lesson, to: &out)
        out.write(literal: ",\n  \"pages\": [")
        for (index, page) in numbers.pages.enumerated() {
            out.write(literal: index == 0 ? "\n    {\n      \"page\": " : ",\n    {\n      \"page\": ")
            JSON.quote(page.page, to: &out)
            out.write(literal: ",\n      \"source\": ")
            JSON.quote(page.source, to: &out)
            out.write(literal: ",\n      \"numbers\": [")
            for (index, entry) in page.numbers.enumerated() {
                out.write(literal: index == 0 ? "\n        " : ",\n        ")
                write(entry, to: &out)
            }
            out.write(literal: page.numbers.isEmpty ? "]\n    }" : "\n      ]\n    }")
        }
        out.write(literal: numbers.pages.isEmpty ? "]\n}\n" : "\n  ]\n}\n")
        return OutputFile(path: path(of: numbers.lesson), bytes: out.bytes)
    }

    /// What `json` says of it, as a line. A site has many numbers, and is built often.
    static func write(_ entry: NumberEntry, to out: inout TextWriter) {
        func write(_ key: StaticString, _ value: String?) {
            guard let value else { return }
            out.write(literal: key)
            JSON.quote(value, to: &out)
        }
        write("{\"role\": ", entry.role.rawValue)
        write(", \"expression\": ", entry.expression)
        write(", \"value\": ", entry.value)
        write(", \"type\": ", entry.type)
        write(", \"shown\": ", entry.shown)
        write(", \"claim\": ", entry.claim)
        write(", \"card\": ", entry.card)
        write(", \"row\": ", entry.row)
        write(", \"cell\": ", entry.cell)
        out.write(literal: ", \"line\": ")
        out.write(String(entry.line))
        out.write(literal: ", \"column\": ")
        out.write(String(entry.column))
        out.write(literal: "}")
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

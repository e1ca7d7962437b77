import Markup

/// What a lesson or a track says of itself to machines: schema.org's `LearningResource` and `Course` as JSON-LD, a block of
/// data in the page's head. It repeats what the page shows and adds nothing.
enum LearningResource {
    struct Lesson {
        var title: String
        var summary: String?
        var language: String
        var address: String?
        var track: String
        var trackAddress: String?
        var minutes: Int?
        var difficulty: String?
        var date: String?
        var objectives: [String]
        var prerequisites: [String]
    }

    static func lesson(_ lesson: Lesson) -> HTML {
        func list(_ texts: [String]) -> JSON? { texts.isEmpty ? nil : .array(texts.map { .string($0) }) }
        return block(
            .object([
                ("@context", .string("https://schema.org")), ("@type", .string("LearningResource")),
                ("name", .string(lesson.title)), ("description", .string(lesson.summary)),
                ("inLanguage", .string(lesson.language)), ("url", .string(lesson.address)),
                ("learningResourceType", .string("lesson")),
                ("timeRequired", .string(lesson.minutes.map { "PT\($0)M" })),
                ("educationalLevel", .string(lesson.difficulty)), ("datePublished", .string(lesson.date)),
                ("teaches", list(lesson.objectives)), ("competencyRequired", list(lesson.prerequisites)),
                (
                    "isPartOf",
                    .object([
                        ("@type", .string("Course")), ("name", .string(lesson.track)),
                        ("url", .string(lesson.trackAddress)),
                    ])
                ),
            ]))
    }

    /// - Parameter lessons: their titles and addresses.
    static func course(
        title: String, summary: String?, language: String, address: String?,
        lessons: [(title: String, address: String?)]
    ) -> HTML {
        let parts = lessons.map { lesson in
            JSON.object([
                ("@type", .string("LearningResource")), ("name", .string(lesson.title)),
                ("url", .string(lesson.address)),
            ])
        }
        return block(
            .object([
                ("@context", .string("https://schema.org")), ("@type", .string("Course")), ("name", .string(title)),
                ("description", .string(summary)), ("inLanguage", .string(language)), ("url", .string(address)),
                ("hasPart", parts.isEmpty ? nil : .array(parts)),
            ]))
    }

    /// No text can end the script element that holds it, or open a comment in it.
    private static func block(_ json: JSON) -> HTML {
        let line = json.line
        guard line.utf8.contains(UInt8(ascii: "<")) else { return HTML(markup: line) }
        let parts = line.utf8.split(separator: UInt8(ascii: "<"), omittingEmptySubsequences: false)
        return HTML(markup: parts.map { String(Substring($0)) }.joined(separator: "\\u003c"))
    }
}

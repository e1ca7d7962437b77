import Source
import Testing

@testable import Site

struct SourceExcerptTests {
    let file = SourceFile(
        path: "Op.swift",
        text:
            "import A\n\n    // snippet.tanh\n    case tanh:\n        1 - t * t\n\n    // snippet.end\n# snippet.py\nx\n# snippet.end\n"
    )

    @Test func aRegionIsCutOutAndUnindented() throws {
        let excerpt = try #require(SourceExcerpt(path: "Op.swift", region: "tanh", file: file))
        #expect(excerpt.text == "case tanh:\n    1 - t * t\n\n")
        #expect(excerpt.lines == 4...6)
    }

    @Test func regionsAreNamed() {
        #expect(SourceExcerpt.regions(of: file) == ["tanh", "py"])
        #expect(SourceExcerpt(path: "Op.swift", region: "none", file: file) == nil)
        #expect(SourceExcerpt(path: "Op.swift", region: nil, file: file)?.lines == 1...10)
    }
}

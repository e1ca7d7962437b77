import Source
import Testing

struct SpellingTests {
    @Test(
        arguments: [
            ("titel", ["title", "summary"], "title"), ("objectivs", ["objectives", "summary"], "objectives"),
            ("backwards", ["backward", "forward"], "backward"), ("x", ["y", "z"], nil), ("xs", ["x", "y"], "x"),
            ("prerequisites", ["phase"], nil), ("hdie", ["hide", "raises"], "hide"), ("", ["a"], nil),
        ] as [(String, [String], String?)])
    func nearest(_ word: String, _ candidates: [String], _ expected: String?) {
        #expect(Spelling.nearest(to: word, among: candidates) == expected)
    }
}

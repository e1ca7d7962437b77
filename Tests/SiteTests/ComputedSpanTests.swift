import Source
import Testing

@testable import Site

struct ComputedSpanTests {
    func read(_ text: String) -> String {
        switch ComputedSpan.read(SourceFile(path: "t.md", text: text).slice) {
        case nil: return "code"
        case .failure(let problem): return problem.id
        case .success(let span): return span.field.text + (span.claim.map { " | " + $0.text } ?? "")
        }
    }

    @Test(arguments: [
        ("=L.data", "L.data"), ("=o.data:.4f", "o.data:.4f"), ("=a.grad => 6.0", "a.grad | 6.0"),
        ("=a => b => 6.0", "a => b | 6.0"), ("=f(\"=> 1\")", "f(\"=> 1\")"), ("={1: 2}[1] => 2", "{1: 2}[1] | 2"),
        ("=xs[1:2] => [1]", "xs[1:2] | [1]"), ("=a != b => True", "a != b | True"), ("=s == '=>' ", "s == '=>'"),
        ("=(lambda x: x)(1) => 1", "(lambda x: x)(1) | 1"), ("='it\\'s => 1'", "'it\\'s => 1'"),
        // Ordinary code.
        ("=", "code"), ("==", "code"), ("== x", "code"), ("=> x", "code"), (" =x", "code"), ("x = 1", "code"),
        ("", "code"),
        ("=x:.2f => 1.00", "claim-with-format"), ("=x!r => 1", "claim-with-format"), ("=x =>", "claim-empty"),
        ("=  ", "computed-empty"),
    ])
    func framesAreRead(_ text: String, _ expected: String) { #expect(read(text) == expected) }
}

struct FenceInfoTests {
    func read(_ text: String) -> [String] {
        let info = FenceInfo(SourceFile(path: "t.md", text: text).slice)
        return [info.language] + info.words.map { $0.text + ($0.value.map { " -> " + $0 } ?? "") }
    }

    @Test func wordsAndQuotedValues() {
        #expect(read("python hide") == ["python", "hide"])
        #expect(
            read("python static reason=\"wants a GPU = yes\"  ") == ["python", "static", "reason -> wants a GPU = yes"])
        #expect(read("output recorded=a.json#k") == ["output", "recorded -> a.json#k"])
        #expect(read("") == [""])
        #expect(FenceInfo(SourceFile(path: "t", text: " python").slice).beginsWithSpace)
        #expect(FenceInfo(SourceFile(path: "t", text: "graph (a * b).tanh() ").slice).rest.text == "(a * b).tanh()")
    }
}

import Testing

@testable import Site

struct ClaimTests {
    @Test(arguments: [
        ("6.0", 6.0), ("6", 6.0), ("6.00", 6), ("-4.0", -4), ("\u{2212}4.0", -4), ("+4", 4),
        ("0.7071", 0.7071067811865477),
        ("0.70711", 0.7071067811865477), ("0.7071067811865477", 0.7071067811865477), ("0.0", -0.0), ("-0.0", 0),
        ("0.0", 0.0),
        ("-0.00", -0.001), ("1.5e-8", 1.5e-8), ("1.5e-8", 1.54e-8), ("2e3", 2000), ("2e3", 2400), ("1.2e4", 12_345),
        ("100", 99.5), ("0.1", 0.1), ("0.10000000000000000555", 0.1), ("1e3", 999.9), ("2", 2.5), ("0.125", 0.125),
    ])
    func holds(_ claim: String, _ value: Double) throws { #expect(try #require(Claim(claim)).holds(for: value)) }

    @Test(arguments: [
        ("6.5", 6.0), ("-6.0", 6), ("0.70710", 0.7071067811865477), ("0.7072", 0.7071067811865477), ("6", 6.6),
        ("1.5e-8", 1.56e-8), ("2e3", 2600), ("0.0", 0.06), ("3", 2.5), ("1", .nan), ("1", .infinity), ("0.05", -0.05),
    ])
    func fails(_ claim: String, _ value: Double) throws { #expect(try !#require(Claim(claim)).holds(for: value)) }

    @Test(arguments: ["", "six", "1.2.3", "--1", "1e", "e5", ".", "1e99999", "Value(data=1.0)", "1 2", ".5", "٣"])
    func isNoNumber(_ text: String) { #expect(Claim(text) == nil) }
}

struct OutputComparisonTests {
    func differs(_ claimed: String, _ printed: String) -> String? {
        OutputComparison.difference(claimed: claimed, printed: printed).map {
            "\($0.claimedLine): \($0.claimed ?? "nothing") / \($0.printed ?? "nothing")"
        }
    }

    @Test func linesAreCompared() {
        #expect(differs("1\n2\n", "1\n2\n") == nil)
        #expect(differs("", "") == nil)
        #expect(differs("1\n3\n", "1\n2\n") == "1: 3 / 2")
        #expect(differs("1\n2\n", "1\n") == "1: 2 / nothing")
        #expect(differs("1\n", "1\n2\n") == "1: nothing / 2")
        #expect(differs("", "1\n") == "0: nothing / 1")
        // Trailing blanks count: what is printed is what is claimed.
        #expect(differs("1 \n", "1\n") == "0: 1  / 1")
    }

    @Test func threeDotsStandForAnyLines() {
        #expect(differs("...\n", "1\n2\n3\n") == nil)
        #expect(differs("...\n", "") == nil)
        #expect(differs("1\n...\n9\n", "1\n5\n9\n8\n9\n") == nil)
        #expect(differs("1\n...\n", "1\n") == nil)
        #expect(differs("...\n9\n", "1\n2\n") != nil)
        #expect(differs("1\n...\n5\n...\n9\n", "1\n2\n5\n6\n9\n") == nil)
        #expect(differs("1\n...\n5\n6\n", "1\n5\n7\n5\n6\n") == nil)
        #expect(differs("1\n...\n5\n6\n", "1\n5\n7\n") != nil)
    }
}

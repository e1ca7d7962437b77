import Foundation
import TestSupport
import Testing

@testable import Site

struct ClaimTests {
    static let holding: [(String, Double)] = [
        ("6.0", 6.0), ("6", 6.0), ("6.00", 6), ("-4.0", -4), ("\u{2212}4.0", -4), ("+4", 4),
        ("0.7071", 0.7071067811865477),
        ("0.70711", 0.7071067811865477), ("0.7071067811865477", 0.7071067811865477), ("0.0", -0.0), ("0.0", 0.0),
        ("-0.0", -0.0), ("+0.0", 0.0), ("-0.00", -0.001), ("0.00", -0.001), ("0.0", 0.04),
        ("1.5e-8", 1.5e-8), ("1.5e-8", 1.54e-8), ("1.5e-08", 1.5e-8), ("1.5E\u{2212}8", 1.5e-8), ("2e3", 2000),
        ("2e+3", 2400), ("1.2e4", 12_345), ("0e0", 0.2), ("1.5 × 10⁻⁸", 1.5e-8), ("1.5·10³", 1540), ("-2×10²", -160),
        ("100", 99.5), ("0.1", 0.1), ("0.10000000000000000555", 0.1), ("1e3", 999.9), ("0.125", 0.125),
        // Half-way on the exact binary value goes to the even digit; 2.675 lies below the half, 0.285 above.
        ("2", 2.5), ("4", 3.5), ("0.12", 0.125), ("0.38", 0.375), ("2.67", 2.675), ("0.28", 0.285), ("-2", -2.5),
        ("2e3", 2500), ("2e3", 2499.6), ("3e3", 2500.1), ("0", 0.5), ("0e1", 5), ("1e1", 5.1),
        ("1,234.5", 1234.5), ("1_234", 1234), ("12\u{202F}345\u{202F}678", 12_345_678), ("1\u{2009}234", 1234.2),
        ("≈ 0.71", 0.7071), ("≈0.71", 0.7071), ("≈ -4", -4),
        ("97 %", 0.9731), ("97.3%", 0.9731), ("-5%", -0.05), ("0.5%", 0.005),
        ("8/-2", -4), ("-8 / 2", -4), ("\u{2212}8/2", -4), ("1/3", 0.3333333333333333), ("1/3", 1 - 2 / 3.0),
        ("0/5", 0),
        ("22/7", 22 / 7.0), ("1.5/0.5", 3), ("1,000/3", 1000 / 3.0), ("≈ 1/3", 1 / 3.0),
    ]

    @Test(arguments: holding)
    func holds(_ claim: String, _ value: Double) throws { #expect(try #require(Claim(claim)).holds(for: value)) }

    static let failing: [(String, Double)] = [
        ("6.5", 6.0), ("-6.0", 6), ("6.0", -6), ("0.70710", 0.7071067811865477), ("0.7072", 0.7071067811865477),
        ("6", 6.6), ("1.5e-8", 1.56e-8), ("2e3", 2600), ("0.0", 0.06), ("1", .nan), ("1", .infinity), ("0.05", -0.05),
        ("-0.0", 0), ("-0.0", 0.001), ("+0.0", -0.0), ("3", 2.5), ("0.13", 0.125), ("2.68", 2.675), ("3e3", 2499.6),
        ("3e3", 2500), ("1,234.5", 1234.6), ("≈ 0.7", 0.64), ("98%", 0.9731), ("0.97%", 0.97),
        ("8/-2", 4), ("8/2", 4.00001), ("1/3", 0.3333), ("0/5", 1e-300), ("2/3", 0.6667), ("1.5 × 10⁻⁸", 1.5e-7),
    ]

    @Test(arguments: failing)
    func fails(_ claim: String, _ value: Double) throws { #expect(try !#require(Claim(claim)).holds(for: value)) }

    static let noNumbers: [String] = [
        "", "six", "1.2.3", "--1", "1e", "e5", ".", ".5", "1e99999", "Value(data=1.0)", "1 2", "٣", "1,23", "1,2345",
        "1,234_567", ",123", "1234,567", "1.234,567", "8/0", "8/0.0", "1/2/3", "/2", "8/", "8 - 2", "≈", "≈≈1", "~1",
        "%", "5%%", "50%/2", "1.5 × 10", "1.5 x 10⁸", "× 10⁸", "10⁸", "1.5 × 10⁻", "5 ", " 5", "1e5 × 10²", "½", "0x10",
        "inf", "nan", "True",
    ]

    @Test(arguments: noNumbers)
    func isNoNumber(_ text: String) { #expect(Claim(text) == nil) }

    /// Plain numbers have a short way; the long one is the judge.
    @Test func plainNumbersAreReadAlike() throws {
        var plain = 0
        let letters = ["-", "0", "7", ".", "", "+", "e", "%", "\u{301}", " "]
        for a in letters {
            for b in letters {
                for c in letters {
                    for d in letters {
                        let text = a + b + c + d
                        guard let number = WrittenNumber(plain: text) else { continue }
                        #expect(number == WrittenNumber(text), "\(text.debugDescription)")
                        plain += 1
                    }
                }
            }
        }
        #expect(plain > 100)
        #expect(WrittenNumber(plain: "-12.50")?.canonical == "-125e-1")
    }

    @Test func anIntegerIsComparedExactly() throws {
        let integer = 1_152_921_504_606_846_977
        let claim = try #require(Claim("1,152,921,504,606,846,977"))
        #expect(claim.holds(for: Double(integer), integer: integer))
        #expect(!claim.holds(for: Double(integer), integer: integer - 1))
        #expect(claim.writing(Double(integer), integer: integer - 1) == "1,152,921,504,606,846,976")
        #expect(try #require(Claim("6.0")).writing(7, integer: 7) == "7.0")
        #expect(try #require(Claim("-0.0")).holds(for: -0.0))
    }

    static let written: [(String, Double, String)] = [
        // claim, value, the value as the claim's author writes it
        ("6.0", 7.25, "7.2"), ("6", 7.25, "7"), ("-4.00", 4, "4.00"), ("4", -4, "-4"), ("\u{2212}4", -5, "\u{2212}5"),
        ("\u{2212}4", 5, "5"), ("+4", 5, "+5"), ("+4", -5, "-5"), ("6.0", 1e-9, "0.0"), ("6.0", -1e-9, "0.0"),
        ("6.0", -0.0, "0.0"), ("-0.0", 0, "0.0"), ("+0.0", -0.0, "-0.0"), ("-0.0", -0.001, "-0.0"),
        ("1,234.5", 12_345_678.25, "12,345,678.2"), ("1,234.5", 12, "12.0"), ("999", 1234, "1234"),
        ("12\u{202F}345", 1e6, "1\u{202F}000\u{202F}000"),
        ("1.5e-8", 0.000_123_45, "1.2e-4"), ("1.5e-08", 12_345, "1.2e04"), ("1.5e+08", 12_345, "1.2e+04"),
        ("1.5E8", 9.96, "1.0E1"), ("15e8", 9.96, "10e0"), ("15e8", 99.6, "10e1"), ("2e3", 45_678, "5e4"),
        ("2e3", 0, "0e0"),
        ("1.5 × 10⁻⁸", 12_345, "1.2 × 10⁴"), ("1.5×10⁸", -0.03, "-3.0×10⁻²"),
        ("1e3", .leastNonzeroMagnitude, "5e-324"), ("1e3", 1.7976931348623157e308, "2e308"),
        ("1.50e3", 1e23, "1.00e23"),
        ("6.0", 1e300, "1e+300"), ("6.0", 1e23, "1e+23"), ("6.0", 1e15, "1000000000000000.0"),
        ("≈ 0.71", 0.5, "≈ 0.50"), ("≈0.71", 1e300, "≈1e+300"), ("97.3%", 0.5, "50.0%"), ("97 %", 0.005, "1 %"),
        ("97 %", 0.125, "12 %"),
        ("8/-2", 5, "-10/-2"), ("8 / -2", -3.5, "7 / -2"), ("1/3", 2 / 3.0, "2/3"), ("1/3", 0.7, "0.7"),
        ("1/3", 0, "0/3"),
        ("1.5/2", 0.7, "1.4/2"), ("6.0", .infinity, "inf"), ("6.0", .nan, "nan"),
    ]

    @Test(arguments: written)
    func writes(_ claim: String, _ value: Double, _ expected: String) throws {
        #expect(try #require(Claim(claim)).writing(value) == expected)
    }

    static let fragile: [(String, Double)] = [
        ("0.12", 0.125), ("2", 2.5), ("0.7071067811865477", 0.7071067811865477), ("0.3", 0.25.nextUp), ("12%", 0.125),
        ("1.3e-1", 0.125.nextUp),
    ]

    @Test(arguments: fragile)
    func isFragile(_ claim: String, _ value: Double) throws {
        let claim = try #require(Claim(claim))
        #expect(claim.isFragile(for: value) == claim.holds(for: value))
    }

    static let sturdy: [(String, Double)] = [
        ("6.0", 6.0), ("0.1", 0.1), ("0.125", 0.125), ("0.7071", 0.7071067811865477), ("0.0", 0), ("-0.0", -0.0),
        ("0.0", 1e-17), ("0.300000000000000", 0.1 + 0.2), ("1/3", 1 / 3.0), ("2.4", 2.4), ("3", 2.5),
    ]

    @Test(arguments: sturdy)
    func isSturdy(_ claim: String, _ value: Double) throws {
        #expect(try !#require(Claim(claim)).isFragile(for: value))
    }

    // MARK: Every value in every writing

    static let writings = [
        "6", "-6.0", "\u{2212}0.7071", "+1.50", "1,234.56", "1_234", "1e3", "1.5e-08", "1.50E+1", "12.5e0",
        "1.5 × 10⁻⁸",
        "≈ 0.71", "97.3 %", "-0.0", "1/3", "8/-2", "0.123456789012345678901",
    ]

    static func values(_ count: Int) -> [Double] {
        var random = SeededGenerator(seed: 20)
        return (0..<count).map { index in
            switch index % 5 {
            // Any finite double, an ordinary size, few binary places (with many ties), an integer, a short decimal.
            case 0: Double(bitPattern: random.next())
            case 1: Double.random(in: -1000...1000, using: &random)
            case 2: Double(Int.random(in: -4096...4096, using: &random)) / 64
            case 3: Double(Int.random(in: -1_000_000...1_000_000, using: &random))
            default: Double(Int.random(in: -9999...9999, using: &random)) / 1000
            }
        }
    }

    /// What is written in a claim's place holds, and is written the same way once more.
    @Test func whatIsWrittenHolds() throws {
        for value in Self.values(500) where value.isFinite {
            for writing in Self.writings {
                let text = try #require(Claim(writing)).writing(value)
                let claim = try #require(Claim(text), "\(writing) and \(value) give \(text)")
                #expect(claim.holds(for: value), "\(writing) and \(value) give \(text)")
                #expect(claim.writing(value) == text)
            }
        }
    }

    /// Python's `decimal` says what a value rounds to at the places of a claim, and so whether the claim holds.
    @Test(.enabled(if: Oracle.hasMicrograd)) func pythonRoundsTheSame() throws {
        var rows: [(claim: String, value: Double)] = []
        for (index, value) in Self.values(2000).enumerated() where value.isFinite {
            let places = index % 7 - 2
            let claim = try #require(
                Claim(places < 0 ? "1.0e1" : places == 0 ? "1" : "1." + String(repeating: "0", count: places)))
            let text = claim.writing(value)
            rows.append((text, value))
            // Another last digit before any exponent.
            var flipped = Array(text)
            let last = (flipped.firstIndex(of: "e") ?? flipped.endIndex) - 1
            flipped[last] = flipped[last] == "5" ? "6" : "5"
            rows.append((String(flipped), value))
        }
        let program = """
            import sys
            from decimal import Decimal, getcontext, ROUND_HALF_EVEN
            getcontext().prec = 2000
            getcontext().Emax, getcontext().Emin = 9999, -9999
            for line in sys.stdin:
                claim, value = line.split()
                claim = Decimal(claim)
                rounded = Decimal(float.fromhex(value)).quantize(claim, rounding=ROUND_HALF_EVEN)
                print(rounded == claim)
            """
        let input = rows.map { "\($0.claim) \(String(format: "%a", $0.value))\n" }.joined()
        let judged = try Oracle.python(["-c", program], input: input)
        #expect(judged.status == 0, "\(judged.errors)")
        let verdicts = judged.output.split(separator: "\n")
        try #require(verdicts.count == rows.count)
        for (row, verdict) in zip(rows, verdicts) {
            let holds = try #require(Claim(row.claim)).holds(for: row.value)
            #expect("\(holds)" == verdict.lowercased(), "\(row.claim) for \(row.value)")
        }
        #expect(verdicts.contains("True") && verdicts.contains("False"))
    }
}

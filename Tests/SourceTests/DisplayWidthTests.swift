import Foundation
import TestSupport
import Testing

@testable import Source

/// How wide characters are, with Python's tables of Unicode for the judge.
struct DisplayWidthTests {
    @Test func isThatOfUnicode() throws {
        let program = """
            import unicodedata as u
            for c in range(0x110000):
                k = u.category(chr(c))
                if k in ("Cn", "Cs", "Co", "Cc"): continue
                w = 0 if k in ("Mn", "Me", "Cf") and c >= 0x300 else 2 if u.east_asian_width(chr(c)) in "WF" else 1
                if w != 1: print(c, w)
            """
        let outcome = try Oracle.python(["-c", program])
        #expect(outcome.status == 0)
        var expected: [UInt32: Int] = [:]
        for line in outcome.output.split(separator: "\n") {
            let parts = line.split(separator: " ")
            expected[UInt32(parts[0]) ?? 0] = Int(parts[1])
        }
        #expect(expected.count > 100_000)
        let differing = (0..<0x110000).compactMap(Unicode.Scalar.init).filter { scalar in
            // Characters that this Python does not know have no width to compare; of one Unicode changed the kind.
            guard scalar.value != 0x1171E, let age = scalar.properties.age, (age.major, age.minor) <= (14, 0) else {
                return false
            }
            switch scalar.properties.generalCategory {
            case .control, .privateUse, .surrogate, .unassigned: return false
            default: return DisplayWidth.columns(of: scalar) != expected[scalar.value] ?? 1
            }
        }
        #expect(differing.map { String($0.value, radix: 16) } == [])
    }
}

import Testing

@testable import MiniPython

/// Keywords and operators are found by their bytes; the names of the cases are the judges.
@Suite struct TokenTests {
    @Test func theLongestOperatorIsFound() {
        let all = Operator.allCases.map { (op: $0, bytes: Array($0.rawValue.utf8)) }
        let bytes = Array(Set(all.flatMap(\.bytes))).sorted() + [0, UInt8(ascii: "a"), UInt8(ascii: " ")]
        for first in bytes {
            for second in bytes {
                for third in bytes {
                    let text = [first, second, third]
                    let expected = all.filter { text.starts(with: $0.bytes) }.max { $0.bytes.count < $1.bytes.count }
                    let found = Operator.longest(first, second, third)
                    #expect(found?.op == expected?.op && found?.length == expected?.bytes.count, "\(text)")
                }
            }
        }
    }

    @Test func keywordsAndNothingElseAreFound() {
        for keyword in Keyword.allCases {
            let word = keyword.rawValue
            for text in [word, word + "s", String(word.dropLast()), word.uppercased(), word.lowercased(), "_" + word] {
                let bytes = Array("x\(text)x".utf8)
                #expect(Keyword.find(bytes, 1..<bytes.count - 1) == Keyword(rawValue: text), "\(text)")
            }
        }
    }

    /// Both tables against Swift's dictionaries, from few entries to many.
    @Test func tablesKeepWhatTheyAreGiven() {
        var names = NameTable()
        var numbers: [String: Int] = [:]
        var map = NumberMap<Int>()
        var values: [UInt64: Int] = [:]
        var random = SystemRandomNumberGenerator()
        for round in 0..<2000 {
            let name = String(UInt16.random(in: 0..<600, using: &random), radix: 3)
            let bytes = Array(name.utf8)
            #expect(names.find(bytes) == numbers[name])
            let number = names.intern(bytes)
            #expect(number == numbers[name] ?? numbers.count)
            numbers[name] = number
            let key = UInt64.random(in: 0..<400, using: &random) << UInt64.random(in: 0..<3, using: &random)
            #expect(map[key] == values[key])
            if round % 3 == 0 {
                map.set(key, round)
                values[key] = round
            }
            #expect(map.count == values.count && names.count == numbers.count)
        }
    }
}

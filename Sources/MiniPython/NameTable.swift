/// Names by number, found by their bytes as they stand in a text: to know a name, no string is made of it. It never forgets
/// one, and knows nothing of what a name is for.
struct NameTable {
    /// The names one behind the other.
    private var bytes: [UInt8] = []
    /// Where each of them ends.
    private var ends: [Int32] = []
    /// By hash, the number of a name; -1 where there is none. At most half of them are taken.
    private var slots: [Int32] = []

    init() {}

    /// The names in their order, each of which is there once.
    init(_ names: [String]) {
        for name in names { _ = intern(Array(name.utf8)) }
    }

    var count: Int { ends.count }

    /// The number of a name; nil where there is none.
    func find(_ text: [UInt8], _ range: Range<Int>) -> Int? {
        if slots.isEmpty { return nil }
        let slot = slots[slot(of: text, range)]
        return slot < 0 ? nil : Int(slot)
    }

    func find(_ name: [UInt8]) -> Int? { find(name, 0..<name.count) }

    /// The number of a name, which is the next one if it is new.
    mutating func intern(_ text: [UInt8], _ range: Range<Int>) -> Int {
        if 2 * count >= slots.count { grow() }
        let slot = slot(of: text, range)
        if slots[slot] >= 0 { return Int(slots[slot]) }
        let number = count
        slots[slot] = Int32(truncatingIfNeeded: number)
        bytes.append(contentsOf: text[range])
        ends.append(Int32(truncatingIfNeeded: bytes.count))
        return number
    }

    mutating func intern(_ name: [UInt8]) -> Int { intern(name, 0..<name.count) }

    private mutating func grow() {
        slots = Array(repeating: -1, count: max(16, 2 * slots.count))
        for number in 0..<count {
            let range = start(of: number)..<Int(ends[number])
            slots[slot(of: bytes, range)] = Int32(truncatingIfNeeded: number)
        }
    }

    private func start(of number: Int) -> Int { number == 0 ? 0 : Int(ends[number - 1]) }

    /// Where a name stands, or would.
    private func slot(of text: [UInt8], _ range: Range<Int>) -> Int {
        text.withUnsafeBufferPointer { text in
            slots.withUnsafeBufferPointer { slots in
                var slot = Int(Self.hash(text, range)) & (slots.count - 1)
                while slots[slot] >= 0, !isName(Int(slots[slot]), text, range) {
                    slot = (slot + 1) & (slots.count - 1)
                }
                return slot
            }
        }
    }

    @inline(__always)
    private func isName(_ number: Int, _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Bool {
        let start = start(of: number)
        guard Int(ends[number]) - start == range.count else { return false }
        return bytes.withUnsafeBufferPointer { bytes in
            (0..<range.count).allSatisfy { bytes[start + $0] == text[range.lowerBound + $0] }
        }
    }

    /// Fowler, Noll and Vo's hash, with its upper half mixed in.
    @inline(__always)
    private static func hash(_ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> UInt32 {
        var hash: UInt32 = 0x811C_9DC5
        for index in range { hash = (hash ^ UInt32(text[index])) &* 0x0100_0193 }
        return hash ^ hash >> 15
    }
}

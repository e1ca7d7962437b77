/// Text being put together, byte by byte: f-strings write into one such buffer of the machine, piece after piece, so that
/// a piece is no object of its own. It knows how digits and padding are written, and nothing of formats.
struct TextBuffer: ~Copyable {
    private var bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 256)
    private var capacity = 256
    private(set) var count = 0

    init() {}

    deinit { bytes.deallocate() }

    @inline(__always) private mutating func makeRoom(_ more: Int) {
        if count &+ more > capacity { grow(count + more) }
    }

    private mutating func grow(_ needed: Int) {
        capacity = max(needed, 2 * capacity)
        let larger = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
        larger.update(from: bytes, count: count)
        bytes.deallocate()
        bytes = larger
    }

    /// Forgets what stands behind the first `count` bytes.
    @inline(__always) mutating func cut(to count: Int) { self.count = count }

    @inline(__always) mutating func append(_ byte: UInt8) {
        makeRoom(1)
        bytes[count] = byte
        count &+= 1
    }

    mutating func append(_ text: [UInt8]) {
        makeRoom(text.count)
        text.withUnsafeBufferPointer { buffer in
            if let base = buffer.baseAddress { (bytes + count).update(from: base, count: buffer.count) }
        }
        count += text.count
    }

    /// A copy of what stands from `start` on.
    func text(from start: Int) -> [UInt8] {
        [UInt8](UnsafeBufferPointer(start: bytes + start, count: count - start))
    }

    /// Decimal digits of a number, with zeros in front up to `digits` of them.
    mutating func append(_ number: UInt64, digits: Int = 1) {
        var length = 1
        var bound: UInt64 = 10
        while length < 19, number >= bound {
            length += 1
            bound &*= 10
        }
        if length == 19, number >= bound { length = 20 }
        length = max(length, digits)
        makeRoom(length)
        var rest = number
        var place = count &+ length
        count = place
        for _ in 0..<length {
            place &-= 1
            bytes[place] = UInt8(truncatingIfNeeded: rest % 10) &+ 48
            rest /= 10
        }
    }

    mutating func append(_ number: Int64) {
        if number < 0 { append(UInt8(ascii: "-")) }
        append(number.magnitude)
    }

    /// A number of units of ten to the minus `places`, with its point.
    mutating func append(_ scaled: UInt64, places: Int) {
        append(scaled, digits: places + 1)
        if places == 0 { return }
        append(UInt8(ascii: "."))
        for place in stride(from: count - 1, to: count - 1 - places, by: -1) { bytes[place] = bytes[place - 1] }
        bytes[count - 1 - places] = UInt8(ascii: ".")
    }

    /// Makes room before the byte at `start` and fills it with one byte so many times.
    mutating func insert(_ byte: UInt8, times: Int, at start: Int) {
        makeRoom(times)
        let end = count
        for place in stride(from: end - 1, through: start, by: -1) { bytes[place + times] = bytes[place] }
        for place in start..<start + times { bytes[place] = byte }
        count = end + times
    }
}

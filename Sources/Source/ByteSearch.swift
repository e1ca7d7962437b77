/// Looking at eight bytes at a time: a page is looked through for one thing or another many times, and mostly in vain.
extension UnsafeBufferPointer<UInt8> {
    /// How often a byte is among these.
    /// - Complexity: O(bytes).
    public func count(of byte: UInt8) -> Int {
        var found = 0
        forEachIndex(of: byte) { _ in found += 1 }
        return found
    }

    /// Calls back with every place of a byte, in order.
    @inline(__always)
    func forEachIndex(of byte: UInt8, _ body: (Int) -> Void) {
        var index = 0
        while index + 8 <= count {
            if word(at: index).holds(byte) {
                for place in index..<index + 8 where self[place] == byte { body(place) }
            }
            index += 8
        }
        while index < count {
            if self[index] == byte { body(index) }
            index += 1
        }
    }

    /// Behind a place, past what is surely ASCII without a NUL.
    @inline(__always)
    func skippingPlainText(from start: Int) -> Int {
        var index = start
        while index + 8 <= count {
            let word = word(at: index)
            if !word.isASCII || word.holds(0) { break }
            index += 8
        }
        return index
    }

    /// Eight bytes at once.
    @inlinable @inline(__always)
    public func word(at index: Int) -> UInt64 {
        UnsafeRawPointer(baseAddress! + index).loadUnaligned(as: UInt64.self)
    }
}

extension UInt64 {
    /// Whether one of the eight bytes is this one.
    @inlinable @inline(__always)
    public func holds(_ byte: UInt8) -> Bool { (self ^ (0x0101_0101_0101_0101 &* UInt64(byte))).holdsLess(than: 1) }

    @inlinable @inline(__always)
    public var isASCII: Bool { self & 0x8080_8080_8080_8080 == 0 }

    /// The highest bit of each of eight bytes of ASCII that is not less than a number up to 128.
    @inlinable @inline(__always)
    public func atLeast(_ number: UInt8) -> UInt64 {
        (self &+ 0x0101_0101_0101_0101 &* UInt64(0x80 - number)) & 0x8080_8080_8080_8080
    }

    /// Whether one of the eight bytes is less than a number up to 128.
    @inlinable @inline(__always)
    public func holdsLess(than number: UInt8) -> Bool {
        // Taking it away sets the highest bit of the lowest byte that is less, where it was not set.
        (self &- 0x0101_0101_0101_0101 &* UInt64(number)) & ~self & 0x8080_8080_8080_8080 != 0
    }
}

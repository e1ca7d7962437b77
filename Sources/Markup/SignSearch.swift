import Glibc

/// Looking for one sign with the C library, which those who may not import it (`Source`) do without.
extension UnsafeBufferPointer<UInt8> {
    /// Whether a byte is among these, asked as the system does it best: a page is looked through for one sign or another
    /// many times, and mostly in vain.
    /// - Complexity: O(bytes).
    public func holds(_ byte: UInt8) -> Bool {
        guard let baseAddress else { return false }
        return memchr(baseAddress, Int32(byte), count) != nil
    }
}

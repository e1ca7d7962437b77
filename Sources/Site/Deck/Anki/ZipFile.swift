/// A zip archive whose entries are stored as they are, with one fixed date: the same files give the same bytes. Decks are
/// small, and what unpacks them is then the simplest part of every zip program.
struct ZipFile {
    let bytes: [UInt8]

    init(_ entries: [(name: String, bytes: [UInt8])]) {
        var archive: [UInt8] = []
        var directory: [UInt8] = []
        for (name, content) in entries {
            let name = Array(name.utf8)
            // Version 2.0, names in UTF-8, stored, midnight of 1980-01-01, which is the first there is.
            var common = Self.little(20, 2) + Self.little(0x0800, 2) + Self.little(0, 2) + Self.little(0, 2)
            common += Self.little(0x21, 2) + Self.little(Int(Self.checksum(content)), 4)
            common += Self.little(content.count, 4) + Self.little(content.count, 4) + Self.little(name.count, 2)
            directory += Self.little(0x0201_4B50, 4) + Self.little(20, 2) + common
            directory += [UInt8](repeating: 0, count: 12) + Self.little(archive.count, 4) + name
            archive += Self.little(0x0403_4B50, 4) + common + Self.little(0, 2) + name + content
        }
        let end = Self.little(0x0605_4B50, 4) + [0, 0, 0, 0]
        let counts = Self.little(entries.count, 2) + Self.little(entries.count, 2)
        bytes =
            archive + directory + end + counts + Self.little(directory.count, 4) + Self.little(archive.count, 4)
            + [0, 0]
    }

    private static func little(_ number: Int, _ bytes: Int) -> [UInt8] {
        (0..<bytes).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) }
    }

    /// CRC-32, as zip wants it.
    static func checksum(_ bytes: [UInt8]) -> UInt32 {
        let table = (0..<256).map { (0..<8).reduce(UInt32($0)) { word, _ in word >> 1 ^ (word & 1) * 0xEDB8_8320 } }
        return ~bytes.reduce(~0) { $0 >> 8 ^ table[Int(($0 ^ UInt32($1)) & 0xFF)] }
    }
}

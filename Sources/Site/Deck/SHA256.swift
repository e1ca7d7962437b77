/// SHA-256, as FIPS 180-4 describes it: what tells whether the text of a card changed, and what makes the ids that decks
/// for other programs need. It guards nothing. The standard will not change, so there is nothing here to keep up; a
/// library would be one more package on every machine that builds gradbook.
struct SHA256 {
    /// The 32 bytes.
    let digest: [UInt8]

    init(_ message: some Sequence<UInt8>) {
        var bytes = Array(message)
        let bits = UInt64(bytes.count) * 8
        bytes.append(0x80)
        while bytes.count % 64 != 56 { bytes.append(0) }
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: bits >> (56 - 8 * UInt64($0))) }
        var state = Self.start
        for block in stride(from: 0, to: bytes.count, by: 64) { Self.mix(bytes[block..<block + 64], into: &state) }
        digest = state.flatMap { word in [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: word >> $0) } }
    }

    init(_ text: String) { self.init(text.utf8) }

    /// The first bytes in hexadecimal.
    func hexadecimal(bytes: Int) -> String {
        digest.prefix(bytes).map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    /// The first bytes in base 32, lower case, without padding: five bytes are eight characters.
    func base32(bytes: Int) -> String {
        let letters = Array("abcdefghijklmnopqrstuvwxyz234567")
        var text = ""
        var (held, count): (UInt32, Int) = (0, 0)
        for byte in digest.prefix(bytes) {
            held = held << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                text.append(letters[Int(held >> UInt32(count - 5)) & 31])
                count -= 5
            }
        }
        return text
    }

    /// The first 64 bits as a number.
    var number: UInt64 { digest.prefix(8).reduce(0) { $0 << 8 | UInt64($1) } }

    private static func mix(_ block: ArraySlice<UInt8>, into state: inout [UInt32]) {
        func rotated(_ word: UInt32, _ by: UInt32) -> UInt32 { word >> by | word << (32 - by) }
        var words: [UInt32] = stride(from: block.startIndex, to: block.endIndex, by: 4).map { index in
            block[index..<index + 4].reduce(0) { $0 << 8 | UInt32($1) }
        }
        for index in 16..<64 {
            let (a, b) = (words[index - 15], words[index - 2])
            let low = rotated(a, 7) ^ rotated(a, 18) ^ a >> 3
            let high = rotated(b, 17) ^ rotated(b, 19) ^ b >> 10
            words.append(words[index - 16] &+ low &+ words[index - 7] &+ high)
        }
        var w = state
        for (constant, word) in zip(constants, words) {
            let first = rotated(w[4], 6) ^ rotated(w[4], 11) ^ rotated(w[4], 25)
            let choice = w[4] & w[5] ^ ~w[4] & w[6]
            let step = w[7] &+ first &+ choice &+ constant &+ word
            let second = rotated(w[0], 2) ^ rotated(w[0], 13) ^ rotated(w[0], 22)
            let majority = w[0] & w[1] ^ w[0] & w[2] ^ w[1] & w[2]
            w = [step &+ second &+ majority, w[0], w[1], w[2], w[3] &+ step, w[4], w[5], w[6]]
        }
        for index in state.indices { state[index] &+= w[index] }
    }

    /// The fractional parts of the square roots of the first eight primes.
    private static let start: [UInt32] = [
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
    ]

    /// Those of the cube roots of the first sixty-four.
    private static let constants: [UInt32] = [
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}

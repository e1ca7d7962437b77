/// The generator that a worksheet's seed begins: SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number
/// generators", 2014). It is our own, for a sheet must be made again, number for number, on any machine and by any
/// later version of Swift.
struct WorksheetRandom {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var bits = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
        bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
        return bits ^ (bits >> 31)
    }

    /// A number from 0 on, each as likely as the others.
    /// - Precondition: `count` is positive.
    mutating func below(_ count: Int) -> Int {
        let count = UInt64(count)
        // What is left over when all numbers are dealt to `count` places would make the first ones likelier.
        let excess = (UInt64.max % count + 1) % count
        while true {
            let bits = next()
            if bits <= UInt64.max - excess { return Int(bits % count) }
        }
    }
}

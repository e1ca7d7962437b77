/// The files of lessons that are in memory, by lesson: those that were asked for or made last. So many bytes are kept and no
/// more; what was not used for longest goes first, and can be made again.
struct LivePages {
    /// Enough for some thousand lessons.
    static let room = 256 << 20

    private var lessons: [String: (files: [String: [UInt8]], size: Int, used: Int)] = [:]
    private var size = 0
    private var clock = 0

    subscript(lesson: String) -> [String: [UInt8]]? {
        mutating get {
            guard lessons[lesson] != nil else { return nil }
            clock += 1
            lessons[lesson]?.used = clock
            return lessons[lesson]?.files
        }
        set {
            if let old = lessons.removeValue(forKey: lesson) { size -= old.size }
            guard let newValue else { return }
            clock += 1
            let bytes = newValue.values.reduce(0) { $0 + $1.count }
            lessons[lesson] = (newValue, bytes, clock)
            size += bytes
            if size > Self.room { makeRoom() }
        }
    }

    /// Down to three quarters, so that it is not done for each lesson.
    private mutating func makeRoom() {
        for (lesson, entry) in lessons.sorted(by: { $0.value.used < $1.value.used }) {
            guard size > Self.room / 4 * 3 else { return }
            size -= entry.size
            lessons[lesson] = nil
        }
    }
}

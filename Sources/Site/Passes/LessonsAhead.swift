import Synchronization

/// Lessons that the first pass has read, kept for the second: so a small site is read once, and of a large one as much as
/// may be in memory. What is not kept is read again, and it makes no difference but of time.
final class LessonsAhead: Sendable {
    /// In bytes of the pages as they are written. Read, with the tree of its document, a page takes some twelve times that.
    private static let limit = 4 << 20

    private let state = Mutex<(lessons: [String: ReadLesson], bytes: Int)>(([:], 0))

    func keep(_ lesson: ReadLesson) {
        let size = lesson.lesson.pages.reduce(0) { $0 + $1.file.bytes.count }
        state.withLock { state in
            guard state.bytes + size <= Self.limit else { return }
            state.bytes += size
            state.lessons[lesson.lesson.path] = lesson
        }
    }

    /// Each is given once: a lesson is used up when it is made.
    func take(_ path: String) -> ReadLesson? { state.withLock { $0.lessons.removeValue(forKey: path) } }
}

import CBuiltIn

/// A file of gradbook's repository that the program has with it: the templates, and what a new site or lesson begins with. It
/// is the only place that knows how they got there; what they are for, others know.
struct BuiltInFile: Sendable, Equatable {
    /// From the root of the repository, such as `templates/lesson.mustache`.
    let path: String
    let bytes: [UInt8]

    /// All of them.
    static var all: [BuiltInFile] {
        (0..<built_in_count()).map { index in
            let file = built_in_at(index)
            return BuiltInFile(
                path: String(cString: file.path), bytes: Array(UnsafeBufferPointer(start: file.bytes, count: file.size))
            )
        }
    }

    /// Those below a folder of the repository, by their paths from there, in order.
    static func below(_ folder: String) -> [(path: String, bytes: [UInt8])] {
        all.filter { $0.path.hasPrefix(folder + "/") }
            .map { (String($0.path.dropFirst(folder.utf8.count + 1)), $0.bytes) }
            .sorted { $0.path < $1.path }
    }
}

/// One file of the finished site: where it goes and what is in it. What Render gives to Write.
public struct OutputFile: Sendable, Equatable {
    /// Below the output folder, `/` between parts, such as `track/01-a/lesson.html`.
    public var path: String
    public var bytes: [UInt8]

    public init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

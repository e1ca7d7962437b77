import Synchronization

/// Keeps the files of a small site in memory, for who looks at them and writes none.
public final class MemorySink: FileSink {
    private let taken = Mutex<[OutputFile]>([])

    public init() {}

    public func take(_ file: OutputFile) { taken.withLock { $0.append(file) } }

    /// In order of path.
    public var files: [OutputFile] { taken.withLock { $0 }.sorted { $0.path < $1.path } }
}

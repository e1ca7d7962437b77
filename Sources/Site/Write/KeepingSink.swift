/// A file of a site that need not be made, as it is known what is in it.
struct KnownFile: Sendable, Equatable {
    let path: String
    let length: Int
    let digest: Digest
}

/// Where finished files go, when some of them may be there already and need not come.
protocol KeepingSink: FileSink {
    /// Whether all of some files are there as they should be. Then they have been taken; otherwise none of them has.
    func keep(_ files: [KnownFile]) -> Bool
}

extension KnownFile {
    init(_ file: OutputFile) {
        self.init(path: file.path, length: file.bytes.count, digest: Digest(of: file.bytes))
    }
}

/// A file of a site that need not be made, as it is known what is in it.
struct KnownFile: Sendable, Equatable {
    let path: String
    let length: Int
    let digest: Digest
}

/// Where finished files go, when some of them may be there already and need not come.
protocol KeepingSink: FileSink {
    /// Of each set of files, whether all of them are there as they should be. Then they have been taken; otherwise none of
    /// them has.
    func keep(_ sets: [[KnownFile]]) -> [Bool]
}

extension KeepingSink {
    func keep(_ files: [KnownFile]) -> Bool { keep([files])[0] }
}

extension KnownFile {
    init(_ file: OutputFile) {
        self.init(path: file.path, length: file.bytes.count, digest: Digest(of: file.bytes))
    }
}

/// Puts the finished files into the output folder, all at once or not at all. The new site is built in a folder beside
/// the old one; files that did not change are the old ones by a second name, so they keep their time stamps; then the
/// two folders change places in one step. Whenever a build fails or is killed, a whole site stands in the output
/// folder, the old or the new one, and the next build clears away what was left.
///
/// It knows paths and bytes, nothing of pages.
public struct SiteWriter: Sendable {
    /// What a build did, in files, the marker among them.
    public struct Summary: Sendable, Equatable {
        public var written = 0
        public var unchanged = 0
        public var removed = 0
    }

    /// The file that tells a site of ours from a folder of someone's own, which must not be replaced.
    public static let marker = OutputFile(
        path: ".gradbook",
        bytes: Array(
            """
            gradbook site

            This folder is generated: every build replaces it whole, and what else is put here is lost.
            Change the lessons and templates, then run `gradbook build`.

            """.utf8))

    /// As the user gave it.
    let output: String
    /// Off only in tests of what happens where folders cannot be exchanged.
    var exchangesInOneStep = true

    /// Where it is remembered what stands in the output folder; nil where nothing is.
    let cache: CacheFolder?

    /// - Parameter content: the folder beside which it is remembered what stands in the output folder, so that the next
    ///   build need not look into it; nil where nothing is.
    public init(output: String, remembersBeside content: String? = nil) {
        self.output = output
        cache = content.map { CacheFolder(path: ContentFolder(path: $0).beside(".gradbook")) }
            .flatMap { $0.make() ? $0 : nil }
    }

    /// A site that is staged file by file, and put in its place when it is finished.
    public func staged() -> StagedSite { StagedSite(self) }

    /// A site that is compared file by file with what `staged` would make of the output folder.
    public func compared() -> ComparedSite { ComparedSite(self) }

    /// Makes the output folder hold these files, the marker, and nothing else. When it does so already, nothing on
    /// disk is touched.
    public func write(_ files: [OutputFile]) throws(WriteError) -> Summary {
        let site = staged()
        for file in files { site.take(file) }
        return try site.finish()
    }

    /// How the output folder differs from what `write` would make of it, in order of path.
    public func differences(from files: [OutputFile]) throws(WriteError) -> [Difference] {
        let site = compared()
        for file in files { site.take(file) }
        return try site.finish()
    }
}

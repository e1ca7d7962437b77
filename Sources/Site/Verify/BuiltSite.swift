import Source

/// A built site that must be what a fresh build gives, for `verify`.
public struct BuiltSite {
    private let folder: String
    private let site: ComparedSite

    public init(folder: String) {
        self.folder = folder
        site = SiteWriter(output: folder).compared()
    }

    /// Where the files of the fresh build go.
    public var sink: FileSink { site }

    /// What is wrong with it, once all files have come.
    public func differences() -> [Diagnostic] {
        let differences: [Difference]
        do throws(WriteError) { differences = try site.finish() } catch { return [finding(error.message, error.path)] }
        if !differences.isEmpty, differences.allSatisfy({ $0.kind == .missing }) {
            return [finding("the site was never built here", folder)]
        }
        return differences.map { difference in
            let message =
                switch difference.kind {
                case .changed: "the built file is not what a build gives"
                case .missing: "a build gives this file, and it is missing"
                case .unexpected: "no build gives this file"
                }
            return finding(message, "\(folder)/\(difference.path)")
        }
    }

    private func finding(_ message: String, _ path: String) -> Diagnostic {
        Diagnostic("public-outdated", message, at: SourceFile(path: path, bytes: []), Span(0, 0))
            .noting("run `gradbook build`; built pages are never edited by hand")
    }
}

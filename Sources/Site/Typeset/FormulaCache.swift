import Foundation
import TeX

/// What KaTeX made of formulas, kept beside the content from one run to the next, so that nothing is loaded when no
/// formula is new. It is a convenience and never an authority: a file that is damaged, or of another KaTeX, is as good as
/// none, what stands in it is read with the same care as what KaTeX gives, and a site is the same with and without it.
struct FormulaCache {
    /// The file; nil for no cache.
    let path: String?

    private struct File: Codable {
        var katex: UInt64
        var formulas: [Entry]
    }

    private struct Entry: Codable {
        let tex: String
        let isDisplay: Bool
        let tree: [KaTeX.Node]
    }

    /// Begins the file, with a digest of the rest behind it.
    private static let mark = "gradbook formulas 1 "
    /// More than this, and only what the site still has is kept.
    private static let limit = 20_000

    /// - Parameter katex: the KaTeX that is installed; nil where there is none, and what the file has is all there is.
    func read(of katex: UInt64?) -> [Formula.Key: [KaTeX.Node]] {
        guard let path, let data = FileManager.default.contents(atPath: path),
            let end = data.firstIndex(of: UInt8(ascii: "\n")),
            String(decoding: data[..<end], as: UTF8.self) == Self.mark + Self.digest(of: data[(end + 1)...]),
            let file = try? JSONDecoder().decode(File.self, from: data[(end + 1)...]),
            katex == nil || file.katex == katex
        else { return [:] }
        return Dictionary(
            file.formulas.map { (Formula.Key($0.tex, isDisplay: $0.isDisplay), $0.tree) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Where it cannot be written, the next run does the work again.
    func write(_ trees: [Formula.Key: [KaTeX.Node]], used: Set<Formula.Key>, katex: UInt64) {
        guard let path else { return }
        let kept = trees.count > Self.limit ? trees.filter { used.contains($0.key) } : trees
        let entries = kept.sorted { ($0.key.tex, $0.key.isDisplay ? 1 : 0) < ($1.key.tex, $1.key.isDisplay ? 1 : 0) }
            .map { Entry(tex: $0.key.tex, isDisplay: $0.key.isDisplay, tree: $0.value) }
        let encoder = JSONEncoder()
        // Equal caches are equal files.
        encoder.outputFormatting = .sortedKeys
        guard let json = try? encoder.encode(File(katex: katex, formulas: entries)) else { return }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
        let manager = FileManager.default
        if !manager.fileExists(atPath: folder.path) {
            try? manager.createDirectory(at: folder, withIntermediateDirectories: false)
            // A folder of its own that asks not to be committed.
            try? Data("*\n".utf8).write(to: folder.appendingPathComponent(".gitignore"))
        }
        let data = Data((Self.mark + Self.digest(of: json) + "\n").utf8) + json
        // In one step, so that another run never reads half a file.
        try? data.write(to: URL(fileURLWithPath: path), options: .atomic)
    }

    private static func digest(of data: Data) -> String { String(KaTeX.digest(of: [UInt8](data)), radix: 16) }
}

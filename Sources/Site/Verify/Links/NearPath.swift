import Source
import Synchronization

/// A path beside which others are looked at: whether one of them is what was meant.
struct NearPath {
    private let path: String
    private let parts: [Substring]
    private let isASCII: Bool

    init(_ path: String) {
        self.path = path.lowercased()
        parts = self.path.split(separator: "/")
        isASCII = self.path.utf8.allSatisfy { $0 < 0x80 }
    }

    /// Only what two paths do not share is compared, or any two files of one folder with a long name would be near; a path
    /// in other capitals is always near.
    func isNear(_ candidate: NearPath) -> Bool {
        var (wanted, other) = (parts[...], candidate.parts[...])
        while let first = wanted.first, first == other.first {
            (wanted, other) = (wanted.dropFirst(), other.dropFirst())
        }
        while let last = wanted.last, last == other.last { (wanted, other) = (wanted.dropLast(), other.dropLast()) }
        if wanted.isEmpty, other.isEmpty { return true }
        if isASCII, candidate.isASCII {
            // Most are sorted out by their lengths, of which a third may be another.
            let (length, otherLength) = (Self.length(wanted), Self.length(other))
            if abs(length - otherLength) > max(1, min(length, otherLength) / 3) { return false }
        }
        return Spelling.nearest(to: Self.stem(wanted, unlike: other), among: [Self.stem(other, unlike: wanted)]) != nil
    }

    func isSame(_ candidate: NearPath) -> Bool { path == candidate.path }

    private static func length(_ parts: ArraySlice<Substring>) -> Int {
        max(0, parts.reduce(-1) { $0 + $1.utf8.count + 1 })
    }

    /// The parts of a path, without the ending of the last when another ends alike: `plot` for `plot.svg`.
    private static func stem(_ parts: ArraySlice<Substring>, unlike other: ArraySlice<Substring>) -> String {
        let text = parts.joined(separator: "/")
        guard let last = parts.last, let dot = last.lastIndex(of: "."), other.last?.hasSuffix(last[dot...]) ?? false
        else {
            return text
        }
        return String(text.dropLast(last[dot...].count))
    }

    /// The nearest of some paths.
    static func nearest(to path: String, among candidates: [String]) -> String? {
        let wanted = NearPath(path)
        return nearest(to: path, wanted, among: candidates.filter { wanted.isNear(NearPath($0)) })
    }

    /// - Parameter near: those that are near at all.
    fileprivate static func nearest(to path: String, _ wanted: NearPath, among near: [String]) -> String? {
        near.first { wanted.isSame(NearPath($0)) } ?? Spelling.nearest(to: path, among: near)
    }
}

/// What may have been meant by links that lead nowhere, among all paths of a site. A lesson that is renamed breaks the links
/// of many others; each path that is mistaken is looked for once, and the list of paths is made for the first.
final class NearPaths: Sendable {
    private struct State {
        var all: [(path: String, near: NearPath)]?
        var found: [String: [String]] = [:]
    }

    private let state = Mutex(State())

    /// The nearest path of the site, or of some more.
    /// - Parameter all: every path of the site, sorted.
    func nearest(to path: String, all: () -> [String], and more: [String]) -> String? {
        let wanted = NearPath(path)
        let known = state.withLock { $0.found[path] }
        let near = known ?? find(path, wanted, all)
        return NearPath.nearest(to: path, wanted, among: near + more.filter { wanted.isNear(NearPath($0)) })
    }

    private func find(_ path: String, _ wanted: NearPath, _ all: () -> [String]) -> [String] {
        let paths = state.withLock { state in
            if let paths = state.all { return paths }
            let paths = all().map { (path: $0, near: NearPath($0)) }
            state.all = paths
            return paths
        }
        let near = paths.filter { wanted.isNear($0.near) }.map(\.path)
        state.withLock { $0.found[path] = near }
        return near
    }
}

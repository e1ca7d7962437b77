import Foundation
import Source

/// What the open pages are told: which files are others now, and what is wrong. Every version of the site has a number; a
/// page says which it shows and is told what came after, so that one that was away, or was slow, misses nothing and nothing
/// is kept for it here.
actor Channel {
    /// Where one page is in the story.
    struct Listener {
        let id: Int
        /// The version the page shows; -1 when it is of no version of this server.
        var version: Int
        /// The version of the errors the page was told of; -1 for none.
        var errors = -1
        var isGreeted = false
    }

    /// Tells one run of the server from another.
    nonisolated let epoch = String(UInt32.random(in: .min ... .max), radix: 36)
    private(set) var version = 0
    private var isReady = false
    private var isEnded = false
    /// The last versions that changed files, the earliest first, with the paths of these files.
    private var story: [(version: Int, paths: Set<String>)] = []
    private var errors: (version: Int, texts: [String]) = (0, [])
    private var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
    private var lastID = 0

    /// More versions than a page can reasonably miss, and more paths than are worth naming.
    private static let longestStory = 256
    private static let mostPaths = 500

    /// Tells all pages of a new version.
    /// - Parameters:
    ///   - paths: of the files that changed.
    ///   - errors: what is wrong, each as the terminal shows it.
    func tell(_ paths: Set<String>, errors texts: [String]) {
        isReady = true
        guard !paths.isEmpty || texts != errors.texts || version == 0 else { return }
        version += 1
        if !paths.isEmpty {
            story.append((version, paths))
            if story.count > Self.longestStory { story.removeFirst() }
        }
        if texts != errors.texts { errors = (version, texts) }
        wake()
    }

    /// How pages name the version they are of.
    var name: String { "\(epoch).\(version)" }

    var listenerCount: Int { waiting.count }

    var errorTexts: [String] { errors.texts }

    /// - Parameter name: the version that a page shows; nil for one that shows whatever is now.
    func listener(at name: String?) -> Listener {
        lastID += 1
        guard let name else { return Listener(id: lastID, version: version, isGreeted: false) }
        let parts = name.split(separator: ".")
        let version = parts.count == 2 && parts[0] == epoch ? Int(parts[1]) : nil
        return Listener(id: lastID, version: version ?? -1)
    }

    /// What a listener is to be told next, as lines of a stream of events; waits for it, and gives a sign of life now and
    /// then. Nil when the server ends.
    func next(_ listener: inout Listener) async -> [UInt8]? {
        if !isEnded, listener.isGreeted, listener.version == version && listener.errors >= errors.version || !isReady {
            await wait(listener.id)
        }
        if isEnded || Task.isCancelled { return nil }
        var text = ""
        if !listener.isGreeted {
            listener.isGreeted = true
            text = "retry: 300\n\n"
        }
        if isReady { text += news(for: &listener) }
        return Array((text.isEmpty ? ":\n\n" : text).utf8)
    }

    private func news(for listener: inout Listener) -> String {
        var text = ""
        if listener.version != version {
            let missed = story.filter { $0.version > listener.version }.reduce(into: Set()) { $0.formUnion($1.paths) }
            let knowsAll =
                listener.version >= 0 && listener.version <= version
                && listener.version >= (story.first?.version ?? 1) - 1
            if !knowsAll || missed.count > Self.mostPaths {
                text += event("reload", ["*"])
            } else {
                let css = missed.filter { $0.hasSuffix(".css") }
                if !css.isEmpty { text += event("css", css.sorted()) }
                if missed.count > css.count { text += event("reload", missed.subtracting(css).sorted()) }
            }
            listener.version = version
        }
        if listener.errors < errors.version {
            // That there are none is said too: the page may show some from before it was away.
            text += event(errors.texts.isEmpty ? "ok" : "errors", errors.texts)
            listener.errors = errors.version
        }
        return text
    }

    private struct Event: Encodable {
        let kind: String
        let version: String
        let paths: [String]?
        let errors: [String]?
    }

    private func event(_ kind: String, _ words: [String]) -> String {
        let isError = kind == "errors"
        let event = Event(
            kind: kind, version: name, paths: isError || kind == "ok" ? nil : words, errors: isError ? words : nil)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // JSON of one line: a line break in a text is written as an escape.
        guard let data = try? encoder.encode(event) else { return "" }
        return "data: \(String(decoding: data, as: UTF8.self))\n\n"
    }

    // MARK: Waiting

    /// Wakes everybody: for news, or for a sign of life, by which a browser that went away is noticed.
    func wake() {
        let woken = waiting
        waiting = [:]
        for continuation in woken.values { continuation.resume() }
    }

    /// Ends all streams.
    func end() {
        isEnded = true
        wake()
    }

    private func wait(_ id: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { waiting[id] = $0 }
        } onCancel: {
            Task { await self.wake(id) }
        }
    }

    private func wake(_ id: Int) { waiting.removeValue(forKey: id)?.resume() }
}

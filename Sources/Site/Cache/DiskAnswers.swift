import Source
import Synchronization

/// Asks the disk what was asked before, and looks into files only where their stamps do not say that they are the same.
final class DiskAnswers: Sendable {
    let content: ContentFolder
    private let beside: ContentFolder
    /// Of a moment before anything was read; nil where no clock can be asked, and then no stamp is believed the next time.
    private let clock: DiskClock?
    /// The stamps of folders on the way to a path, each asked for once; nil for what is no folder, or lies behind such.
    private let folders = Mutex<[String: FileStamp?]>([:])

    init(content: ContentFolder, clock: DiskClock?) {
        self.content = content
        beside = ContentFolder(path: content.beside(""))
        self.clock = clock
    }

    /// Asks about some paths again.
    /// - Returns: the paths with their stamps as they are now, and whether all is the same; nil where an answer is another.
    func again(_ known: [WatchedPath]) -> (paths: [WatchedPath], isSame: Bool)? {
        var paths = known
        var isSame = true
        var folders: [Int] = []
        for index in known.indices {
            let path = known[index]
            // What was not there when its folder was stamped cannot have come without changing the folder.
            if path.stamp == nil, folders.contains(where: { path.isDirectly(in: known[$0]) }) { continue }
            if isAsItWas(path) {
                if path.stamp?.isFolder ?? false { folders.append(index) }
                continue
            }
            let fresh = again(path)
            guard fresh.answers == path.answers else { return nil }
            paths[index] = fresh
            isSame = false
        }
        return (paths, isSame)
    }

    private func isAsItWas(_ known: WatchedPath) -> Bool {
        guard known.isSettled else { return false }
        let folder = known.isBeside ? beside : content
        let place = folder.shown(known.path)
        // A folder that was asked about as the way to something else.
        if let asked = folders.withLock({ $0[place] }) ?? nil { return asked == known.stamp }
        let stamp = isReachable(known.path, in: folder) ? FileStamp(place) : nil
        return stamp == known.stamp
    }

    /// A path with the answers it gives now to the questions that it was asked before.
    /// - Returns: the same where nothing changed; its stamp may be another.
    func again(_ known: WatchedPath) -> WatchedPath {
        let folder = known.isBeside ? beside : content
        let stamp = isReachable(known.path, in: folder) ? FileStamp(folder.shown(known.path)) : nil
        if stamp == known.stamp, stamp == nil || known.isSettled {
            // What is not there gives the answers of what is not there.
            return known
        }
        var fresh = known
        fresh.stamp = stamp
        fresh.isSettled = isSettled(stamp)
        if known.answers.kind != nil {
            fresh.answers.kind = WatchedPath.Answers.digest(ofKind: folder.kind(known.path))
        }
        if known.answers.names != nil {
            fresh.answers.names = WatchedPath.Answers.digest(ofNames: folder.names(in: known.path))
        }
        if known.answers.bytes != nil {
            fresh.answers.bytes = WatchedPath.Answers.digest(ofFile: folder.read(known.path))
        }
        return fresh
    }

    /// What was asked while something was made, a path each, in the order in which paths were first asked about.
    func watched(_ log: InputLog) -> (paths: [WatchedPath], site: [SiteAnswer]) {
        var paths: [WatchedPath] = []
        var places: [String: Int] = [:]
        var site: [SiteAnswer] = []
        func note(_ path: String, isBeside: Bool = false, _ set: (inout WatchedPath.Answers) -> Void) {
            let name = isBeside ? "/" + path : path
            if let place = places[name] { return set(&paths[place].answers) }
            let folder = isBeside ? beside : content
            let stamp = isReachable(path, in: folder) ? FileStamp(folder.shown(path)) : nil
            places[name] = paths.count
            paths.append(
                WatchedPath(
                    isBeside: isBeside, path: path, stamp: stamp, isSettled: isSettled(stamp), answers: .init()))
            set(&paths[paths.count - 1].answers)
        }
        for (question, answer) in log.entries {
            switch (question, answer) {
            case (.kind(let path), .kind(let kind)):
                note(path) { $0.kind = WatchedPath.Answers.digest(ofKind: kind) }
            case (.names(let path), .names(let names)):
                note(path) { $0.names = WatchedPath.Answers.digest(ofNames: names) }
            case (.file(let path), .file(let file)):
                note(path) { $0.bytes = WatchedPath.Answers.digest(ofFile: file) }
            case (.beside(let path), .file(let file)):
                note(path, isBeside: true) { $0.bytes = WatchedPath.Answers.digest(ofFile: file) }
            case (.target(let path, let anchor), .target(let output, let hasAnchor)):
                site.append(
                    SiteAnswer(
                        question: .target(path: path, anchor: anchor),
                        answer: SiteAnswer.digest(path: output, hasAnchor: hasAnchor)))
            case (.linkedElsewhere(let file), .linkedElsewhere(let isLinked)):
                site.append(SiteAnswer(question: .linkedElsewhere(file), answer: SiteAnswer.digest(isLinked)))
            default: break
            }
        }
        return (paths, site)
    }

    /// The digest of a file below the content.
    func digest(ofFile path: String, known: WatchedPath?) -> WatchedPath {
        let question = WatchedPath.Answers(bytes: WatchedPath.Answers.nothing)
        return again(
            known ?? WatchedPath(isBeside: false, path: path, stamp: nil, isSettled: false, answers: question))
    }

    private func isSettled(_ stamp: FileStamp?) -> Bool {
        guard let stamp else { return true }
        return clock?.settles(stamp) ?? false
    }

    /// Whether no folder on the way to a path is missing, or a link.
    private func isReachable(_ path: String, in folder: ContentFolder) -> Bool {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return true }
        let place = folder.shown(String(path[..<slash]))
        if let known = folders.withLock({ $0[place] }) { return known != nil }
        // From above, as an address may go down as far as it likes.
        var stamp: FileStamp?
        for index in path.utf8.indices where path.utf8[index] == UInt8(ascii: "/") {
            stamp = FileStamp(folder.shown(String(path[..<index])))
            guard stamp?.isFolder ?? false else {
                stamp = nil
                break
            }
        }
        folders.withLock { $0[place] = .some(stamp) }
        return stamp != nil
    }
}

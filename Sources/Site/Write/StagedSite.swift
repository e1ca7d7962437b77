import Glibc
import Synchronization

/// A site on its way into the output folder. Each file is compared, as it comes, with what stands there; only what differs is
/// written, into a folder beside. At the end the files that are the same get a second name there, and the folders change
/// places; where nothing differs, nothing was touched. From the first file to the end no other build works on the folder.
///
/// Files come from any thread. What is shared is looked at under a lock, and the disk outside of it.
public final class StagedSite: FileSink {
    private struct State {
        var taken: TakenPaths
        /// Nil until the first file.
        var work: Work?
        var unchanged: [String] = []
        var written = 0
        /// What went wrong first; then nothing more is done.
        var problem: WriteError?
        var isOver = false
    }

    /// What is at hand between the first file and the end.
    private struct Work {
        let place: SitePlace
        let lock: Disk.FolderLock
        /// Folders above the site that were not there.
        let made: [String]
        var old: OldSite
        /// Folders of the staged site that are there, with their paths; empty until something differs.
        var folders: Set<String> = []

        mutating func makeFolder(_ folder: String) throws(WriteError) {
            if folders.isEmpty {
                try Disk.makeFolder(place.staging)
                folders.insert("")
            }
            if folders.contains(folder) { return }
            if let slash = folder.lastIndex(of: "/") { try makeFolder(String(folder[..<slash])) }
            try Disk.makeFolder(place.staging + "/" + folder)
            folders.insert(folder)
        }
    }

    private let writer: SiteWriter
    private let state: Mutex<State>

    init(_ writer: SiteWriter) {
        self.writer = writer
        state = Mutex(State(taken: TakenPaths(output: writer.output)))
    }

    deinit { abandon() }

    // MARK: File by file

    public func take(_ file: OutputFile) {
        let place = state.withLock { state -> (site: String, staging: String, folder: String, isOld: Bool)? in
            guard state.problem == nil, !state.isOver else { return nil }
            do throws(WriteError) {
                let folder = try state.taken.add(file.path)
                if state.work == nil { state.work = try begin() }
                guard let isOld = state.work?.old.hasFolder(folder), let place = state.work?.place else { return nil }
                return (place.site, place.staging, folder, isOld)
            } catch {
                state.problem = error
                return nil
            }
        }
        guard let place else { return }
        if place.isOld, Disk.file(place.site + "/" + file.path, holds: file.bytes) {
            return state.withLock { $0.unchanged.append(file.path) }
        }
        attempt { () throws(WriteError) in
            try makeFolder(place.folder)
            try Disk.write(file.bytes, to: place.staging + "/" + file.path)
            state.withLock { $0.written += 1 }
        }
    }

    private func attempt(_ work: () throws(WriteError) -> Void) {
        do throws(WriteError) { try work() } catch {
            state.withLock { if $0.problem == nil { $0.problem = error } }
        }
    }

    /// Nobody else works on the site from here on.
    private func begin() throws(WriteError) -> Work {
        let place = try SitePlace(writer.output)
        let made = try Disk.makeFolders(place.parent)
        let lock = try Disk.FolderLock(place.parent)
        do throws(WriteError) {
            try place.recover()
            try place.refuseForeign(writer.output)
        } catch {
            lock.release()
            throw error
        }
        return Work(place: place, lock: lock, made: made, old: OldSite(place.site))
    }

    /// A folder of the staged site, with those above it.
    private func makeFolder(_ folder: String) throws(WriteError) {
        let problem = state.withLock { state -> WriteError? in
            do throws(WriteError) { try state.work?.makeFolder(folder) } catch { return error }
            return nil
        }
        if let problem { throw problem }
    }

    // MARK: The end

    /// Puts the site in its place, with the marker.
    public func finish() throws(WriteError) -> SiteWriter.Summary {
        take(SiteWriter.marker)
        defer { abandon() }
        let state = state.withLock { $0 }
        if let problem = state.problem { throw problem }
        guard var work = state.work else { return SiteWriter.Summary() }
        let leftOver = try work.old.leftOver(state.taken.files)
        let summary = SiteWriter.Summary(
            written: state.written, unchanged: state.unchanged.count, removed: leftOver.count)
        if state.written == 0, leftOver.isEmpty { return summary }
        try work.makeFolder("")
        for path in state.unchanged {
            if let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) { try work.makeFolder(String(path[..<slash])) }
            let (old, new) = (work.place.site + "/" + path, work.place.staging + "/" + path)
            if Disk.link(old, new) { continue }
            try Disk.write(try Disk.read(old), to: new)
            Disk.copyTimes(from: old, to: new)
        }
        if let mode = Disk.mode(work.place.site) { Disk.setMode(mode, of: work.place.staging) }
        // All is written before it is waited for, once, so that the disk can take it together.
        try Disk.synchronizeFileSystem(of: work.place.staging)
        try swap(work.place)
        return summary
    }

    /// Leaves what stood there. After the end it does nothing.
    public func abandon() {
        let work = state.withLock { state -> Work? in
            state.isOver = true
            defer { state.work = nil }
            return state.work
        }
        guard let work else { return }
        try? Disk.remove(work.place.staging)
        for folder in work.made.reversed() where rmdir(folder) != 0 { break }
        work.lock.release()
    }

    private func swap(_ place: SitePlace) throws(WriteError) {
        if Disk.kind(place.site) == nil {
            try Disk.rename(place.staging, to: place.site)
        } else if writer.exchangesInOneStep, try Disk.exchange(place.staging, place.site) {
            // The old site is now in the staging folder.
        } else {
            try Disk.rename(place.site, to: place.retired)
            do throws(WriteError) {
                try Disk.rename(place.staging, to: place.site)
            } catch {
                try? Disk.rename(place.retired, to: place.site)
                throw error
            }
            try Disk.remove(place.retired)
        }
        try? Disk.synchronize(place.parent)
    }
}

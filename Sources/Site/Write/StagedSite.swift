import Glibc
import Synchronization

/// A site on its way into the output folder. Each file is compared, as it comes, with what stands there; only what differs is
/// written, into a folder beside. At the end the files that are the same get a second name there, and the folders change
/// places; where nothing differs, nothing was touched. From the first file to the end no other build works on the folder.
///
/// Files come from any thread. What is shared is looked at under a lock, and the disk outside of it.
public final class StagedSite: KeepingSink {
    private struct State {
        var taken: TakenPaths
        /// Nil until the first file.
        var work: Work?
        /// With the stamp and digest of each, as far as they are known.
        var unchanged: [(path: String, stamp: FileStamp?, digest: Digest?)] = []
        var written: [(path: String, digest: Digest?)] = []
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
        let memory: TreeMemory?
        /// As it was remembered.
        let remembered: TreeMemory.State
        /// The folders of the old site that are remembered: where each is among them.
        let known: [String: Int]
        /// Nil until something differs.
        var staging: Staging?

        /// The folder in which the new site is put together.
        mutating func stage(_ work: (inout Staging) throws(WriteError) -> Void) throws(WriteError) {
            if staging == nil { staging = try opened() }
            guard var open = staging.take() else { return }
            defer { staging = open }
            try work(&open)
        }

        private func opened() throws(WriteError) -> Staging {
            // A cache of somebody else's, or one that is only to be read, is no reason not to build.
            guard let memory, let aside = FileStamp(memory.cache.path), aside.device == FileStamp(place.parent)?.device,
                Disk.mayWrite(in: memory.cache.path)
            else { return try Staging(empty: place.staging) }
            let hasSpare = FileStamp(memory.spare)?.isFolder ?? false
            if hasSpare, !Disk.mayWrite(in: memory.spare) { return try Staging(empty: place.staging) }
            return hasSpare && Disk.kind(place.site) == .folder
                ? try Staging(spare: memory.spare, known: remembered.spare) : try Staging(empty: memory.spare)
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
        let place = state.withLock { state -> (site: String, folder: String, isOld: Bool, remembers: Bool)? in
            guard state.problem == nil, !state.isOver else { return nil }
            do throws(WriteError) {
                let folder = try state.taken.add(file.path)
                if state.work == nil { state.work = try begin() }
                guard let isOld = state.work?.old.hasFolder(folder), let work = state.work else { return nil }
                return (work.place.site, folder, isOld, work.memory != nil)
            } catch {
                state.problem = error
                return nil
            }
        }
        guard let place else { return }
        let digest = place.remembers ? Digest(of: file.bytes) : nil
        if place.isOld, Disk.file(place.site + "/" + file.path, holds: file.bytes) {
            return state.withLock { $0.unchanged.append((file.path, nil, digest)) }
        }
        attempt { () throws(WriteError) in
            try Disk.write(file.bytes, to: try free(file.path, in: place.folder))
            state.withLock { $0.written.append((file.path, digest)) }
        }
    }

    func keep(_ sets: [[KnownFile]]) -> [Bool] {
        // A file of the old site, and what is known of the folder that it lies in; nil for one in no folder.
        typealias Place = (known: Int?, name: String)
        typealias Old = (site: String, folders: [KnownTree.Folder], places: [[Place]?])
        let old = state.withLock { state -> Old? in
            guard state.problem == nil, !state.isOver else { return nil }
            do throws(WriteError) {
                if state.work == nil { state.work = try begin() }
            } catch {
                state.problem = error
                return nil
            }
            guard let work = state.work else { return nil }
            let (site, folders) = (work.place.site, work.remembered.site.folders)
            let places = sets.map { files -> [Place]? in
                var places: [Place] = []
                for file in files {
                    let (folder, name) = Self.parts(file.path)
                    guard state.work?.old.hasFolder(folder) ?? false else { return nil }
                    places.append((state.work?.known[folder], name))
                }
                return places
            }
            return (site, folders, places)
        }
        guard let old else { return sets.map { _ in false } }
        // By name, where a folder holds many.
        var large: [Int: [String: KnownTree.File]] = [:]
        func known(_ name: String, in folder: Int) -> KnownTree.File? {
            let files = old.folders[folder].files
            guard files.count > 32 else { return files.first { $0.name == name } }
            if large[folder] == nil {
                large[folder] = Dictionary(files.map { ($0.name, $0) }) { first, _ in first }
            }
            return large[folder]?[name]
        }
        // A set is as it should be with the stamps of its files, as far as they are known.
        let found = zip(sets, old.places).map { files, places -> [FileStamp?]? in
            guard let places else { return nil }
            var stamps: [FileStamp?] = []
            for (file, place) in zip(files, places) {
                let path = old.site + "/" + file.path
                guard let stamp = FileStamp(path), stamp.isFile, stamp.size == file.length else { return nil }
                let known = place.known.flatMap { known(place.name, in: $0) }
                if let known, known.isSettled, known.stamp == stamp {
                    guard known.digest == file.digest else { return nil }
                    stamps.append(stamp)
                } else {
                    guard let bytes = try? Disk.read(path), Digest(of: bytes) == file.digest else { return nil }
                    stamps.append(nil)
                }
            }
            return stamps
        }
        state.withLock { state in
            do throws(WriteError) {
                for (files, stamps) in zip(sets, found) {
                    guard let stamps else { continue }
                    for (file, stamp) in zip(files, stamps) {
                        _ = try state.taken.add(file.path)
                        state.unchanged.append((file.path, stamp, file.digest))
                    }
                }
            } catch {
                state.problem = error
            }
        }
        return found.map { $0 != nil }
    }

    /// A path of the site as the folder, empty for the site's own, and the name in it.
    private static func parts(_ path: String) -> (folder: String, name: String) {
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return ("", path) }
        return (String(path[..<slash]), String(path[path.index(after: slash)...]))
    }

    private func attempt(_ work: () throws(WriteError) -> Void) {
        do throws(WriteError) { try work() } catch {
            state.withLock { if $0.problem == nil { $0.problem = told(error) } }
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
        let memory = writer.cache.map { TreeMemory($0, site: place.site) }
        let remembered = memory?.read() ?? TreeMemory.State()
        var known: [String: Int] = [:]
        for (index, folder) in remembered.site.folders.enumerated() { known[folder.path] = index }
        return Work(
            place: place, lock: lock, made: made, old: OldSite(place.site), memory: memory, remembered: remembered,
            known: known)
    }

    /// The place of a file in the staged site, with nothing in it.
    private func free(_ file: String, in folder: String) throws(WriteError) -> String {
        let found = state.withLock { state -> Result<(path: String, isTaken: Bool), WriteError> in
            do throws(WriteError) {
                var place = (path: "", isTaken: false)
                try state.work?.stage { (staging) throws(WriteError) in
                    try staging.makeFolder(folder)
                    place = (staging.path + "/" + file, try staging.clear(file))
                }
                return .success(place)
            } catch { return .failure(error) }
        }
        let place = try found.get()
        if place.isTaken { try Disk.remove(place.path) }
        return place.path
    }

    /// What went wrong where builds keep the site before is told of the site: nobody has named the other place.
    private func told(_ error: WriteError) -> WriteError {
        guard let cache = writer.cache?.path, error.path.hasPrefix(cache + "/") else { return error }
        return WriteError(
            writer.output, "a file of the new site \(error.message)",
            note: "what builds keep in `.gradbook` beside the content may be deleted at any time")
    }

    // MARK: The end

    /// Puts the site in its place, with the marker.
    public func finish() throws(WriteError) -> SiteWriter.Summary {
        do throws(WriteError) { return try putInPlace() } catch { throw told(error) }
    }

    private func putInPlace() throws(WriteError) -> SiteWriter.Summary {
        // As remembered as all the others, or this one would be looked into by every build.
        if !keep([KnownFile(SiteWriter.marker)]) { take(SiteWriter.marker) }
        defer { abandon() }
        var state = state.withLock { $0 }
        if let problem = state.problem { throw problem }
        guard var work = state.work else { return SiteWriter.Summary() }
        // All that was remembered, each once, and nothing else.
        if state.written.isEmpty, state.unchanged.count == work.remembered.site.fileCount,
            state.unchanged.allSatisfy({ $0.stamp != nil }), work.old.isSettled(work.remembered.site)
        {
            return SiteWriter.Summary(unchanged: state.unchanged.count)
        }
        let leftOver = try work.old.leftOver(state.taken.files, known: work.remembered.site)
        let summary = SiteWriter.Summary(
            written: state.written.count, unchanged: state.unchanged.count, removed: leftOver.count)
        if state.written.isEmpty, leftOver.isEmpty {
            remember(state, work, isNew: false)
            return summary
        }
        let place = work.place
        try work.stage { (staging) throws(WriteError) in
            for index in state.unchanged.indices {
                let file = state.unchanged[index]
                // A second name changes the stamp.
                if try staging.link(file.path, from: place.site, stamp: file.stamp) {
                    state.unchanged[index].stamp = nil
                }
            }
            try staging.keepOnly(state.taken)
            if let mode = Disk.mode(place.site) { Disk.setMode(mode, of: staging.path) }
            try synchronize(state.written.map(\.path), staging.path)
            try swap(place, staging.path)
        }
        remember(state, work, isNew: true)
        return summary
    }

    /// Waits until what was written is on the disk: all is written before, so that the disk can take it together.
    private func synchronize(_ written: [String], _ staging: String) throws(WriteError) {
        // One wait for all, unless there are so few that those of other programs would be waited for instead.
        guard written.count <= 8 else { return try Disk.synchronizeFileSystem(of: staging) }
        var folders: Set<String> = [staging]
        for path in written {
            try Disk.synchronize(staging + "/" + path)
            for index in path.indices where path[index] == "/" { folders.insert(staging + "/" + path[..<index]) }
        }
        for folder in folders { try Disk.synchronize(folder) }
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

    private func swap(_ place: SitePlace, _ staging: String) throws(WriteError) {
        if Disk.kind(place.site) == nil {
            try Disk.rename(staging, to: place.site)
        } else if writer.exchangesInOneStep, try Disk.exchange(staging, place.site) {
            // The old site is now in the staging folder.
        } else {
            try Disk.rename(place.site, to: place.retired)
            do throws(WriteError) {
                try Disk.rename(staging, to: place.site)
            } catch {
                try? Disk.rename(place.retired, to: place.site)
                throw error
            }
            // Under the name it would have after an exchange.
            try Disk.rename(place.retired, to: staging)
        }
        try? Disk.synchronize(place.parent)
    }

    // MARK: For the next build

    /// Remembers what stands in the output folder.
    /// - Parameter isNew: whether folders have changed places.
    private func remember(_ state: State, _ work: Work, isNew: Bool) {
        guard let memory = work.memory else { return }
        let clock = memory.cache.clock()
        func isSettled(_ stamp: FileStamp) -> Bool { clock?.settles(stamp) ?? false }
        let site = work.place.site
        var files: [String: [KnownTree.File]] = [:]
        let all = state.unchanged + state.written.map { ($0.path, nil, $0.digest) }
        for (path, stamp, digest) in all {
            guard let digest else { continue }
            let (folder, name) = Self.parts(path)
            if let stamp {
                files[folder, default: []].append(.init(name: name, stamp: stamp, isSettled: true, digest: digest))
            } else if let fresh = FileStamp(site + "/" + path) {
                files[folder, default: []].append(
                    .init(name: name, stamp: fresh, isSettled: isSettled(fresh), digest: digest))
            }
        }
        var tree = KnownTree()
        for folder in state.taken.folders.union([""]).sorted() {
            guard let stamp = FileStamp(folder.isEmpty ? site : site + "/" + folder) else { continue }
            tree.folders.append(
                .init(
                    path: folder, stamp: stamp, isSettled: isSettled(stamp),
                    files: (files[folder] ?? []).sorted { $0.name < $1.name }))
        }
        memory.write(.init(site: tree, spare: isNew ? work.remembered.site : work.remembered.spare))
    }
}

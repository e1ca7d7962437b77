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
    private let output: String
    /// Off only in tests of what happens where folders cannot be exchanged.
    var exchangesInOneStep = true

    public init(output: String) { self.output = output }

    /// Makes the output folder hold these files, the marker, and nothing else. When it does so already, nothing on
    /// disk is touched.
    public func write(_ files: [OutputFile]) throws(WriteError) -> Summary {
        let files = try complete(files)
        let place = try Place(output)
        try Disk.makeFolders(place.parent)
        return try Disk.locking(place.parent) { () throws(WriteError) in
            try place.recover()
            try refuseForeign(place.site)
            let plan = try Plan(files, at: place.site)
            if plan.changesNothing { return plan.summary }
            do throws(WriteError) {
                try stage(plan, place)
                try swap(place)
            } catch {
                try? Disk.remove(place.staging)
                throw error
            }
            try Disk.remove(place.staging)
            return plan.summary
        }
    }

    /// How the output folder differs from what `write` would make of it, in order of path.
    public func differences(from files: [OutputFile]) throws(WriteError) -> [Difference] {
        let files = try complete(files)
        let plan = try Plan(files, at: try Place(output).site)
        let changes = plan.steps.compactMap { step -> Difference? in
            switch step.state {
            case .unchanged: nil
            case .changed: Difference(.changed, step.file.path)
            case .new: Difference(.missing, step.file.path)
            }
        }
        let extras = plan.leftOver.map { Difference(.unexpected, $0) }
        return (changes + extras).sorted { $0.path < $1.path }
    }

    // MARK: Before anything is touched

    /// The files with the marker, in order, once it is certain that all of them stay inside the folder.
    private func complete(_ files: [OutputFile]) throws(WriteError) -> [OutputFile] {
        let files = (files + [Self.marker]).sorted { $0.path < $1.path }
        var folders: Set<String> = []
        var paths: Set<String> = []
        for file in files {
            let parts = file.path.split(separator: "/", omittingEmptySubsequences: false)
            let isInside = parts.allSatisfy { !$0.isEmpty && $0 != "." && $0 != ".." && !$0.utf8.contains(0) }
            guard isInside else {
                throw WriteError(output, "a page may not be written to `\(file.path)`, outside the output folder")
            }
            guard paths.insert(file.path).inserted else {
                throw WriteError(output, "two files of the site would both be `\(file.path)`")
            }
            for count in 1..<max(parts.count, 1) { folders.insert(parts.prefix(count).joined(separator: "/")) }
        }
        if let both = files.first(where: { folders.contains($0.path) }) {
            throw WriteError(output, "`\(both.path)` would be a file and a folder at once")
        }
        return files
    }

    private func refuseForeign(_ site: String) throws(WriteError) {
        var above = site
        while let slash = above.lastIndex(of: "/"), slash > above.startIndex {
            above = String(above[..<slash])
            if Disk.kind(above + "/" + Self.marker.path) == .file {
                throw WriteError(
                    output, "the folder lies inside a built site, and the next build of that would remove it",
                    note: "name a folder outside `\(above)`")
            }
        }
        guard let kind = Disk.kind(site) else { return }
        guard kind == .folder else { throw WriteError(output, "expected a folder, found a file") }
        let names = try Disk.names(in: site)
        if names.isEmpty { return }
        if names.contains(".git") {
            throw WriteError(
                output, "the folder is a Git repository, and a build replaces its folder whole",
                note: "build into a folder inside it")
        }
        let heading = Self.marker.bytes.prefix { $0 != UInt8(ascii: "\n") }
        let marker = site + "/" + Self.marker.path
        guard Disk.kind(marker) == .file, try Disk.read(marker).starts(with: heading) else {
            throw WriteError(
                output, "the folder was not made by gradbook, and a build would replace it with all that is in it",
                note: "name another folder, or empty this one; a site of ours has a file `\(Self.marker.path)`")
        }
    }

    // MARK: Staging

    private func stage(_ plan: Plan, _ place: Place) throws(WriteError) {
        try Disk.makeFolder(place.staging)
        var folders: Set<String> = [place.staging]
        var written: [String] = []
        for step in plan.steps {
            let path = place.staging + "/" + step.file.path
            try makeFolders(above: path, known: &folders)
            let old = place.site + "/" + step.file.path
            if step.state == .unchanged, Disk.link(old, path) { continue }
            try Disk.write(step.file.bytes, to: path)
            if step.state == .unchanged { Disk.copyTimes(from: old, to: path) }
            written.append(path)
        }
        if let mode = Disk.mode(place.site) { Disk.setMode(mode, of: place.staging) }
        // All are written before the first is waited for, so that the disk can take them together.
        for path in written + folders.sorted() { try Disk.synchronize(path) }
    }

    private func makeFolders(above path: String, known: inout Set<String>) throws(WriteError) {
        var missing: [String] = []
        var folder = path[..<(path.lastIndex(of: "/") ?? path.startIndex)]
        while known.insert(String(folder)).inserted {
            missing.append(String(folder))
            folder = folder[..<(folder.lastIndex(of: "/") ?? folder.startIndex)]
        }
        for folder in missing.reversed() { try Disk.makeFolder(folder) }
    }

    // MARK: The one step

    private func swap(_ place: Place) throws(WriteError) {
        if Disk.kind(place.site) == nil {
            try Disk.rename(place.staging, to: place.site)
        } else if exchangesInOneStep, try Disk.exchange(place.staging, place.site) {
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

/// Where a site is written: its folder, and the two names beside it that a build uses. All of them lie in one folder,
/// hence on one file system, where renaming is a single step.
private struct Place {
    var parent: String
    var site: String
    var staging: String
    /// The old site, for the moment between two renames where folders cannot be exchanged.
    var retired: String

    /// A link to a folder is followed once, here, so that it stays a link and the folder it names is replaced.
    init(_ output: String) throws(WriteError) {
        var path = output
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        guard !path.isEmpty else { throw WriteError(output, "expected the name of a folder") }
        if let resolved = Disk.resolved(path) {
            path = resolved
        } else if Disk.kind(path) == .link {
            throw WriteError(output, "the symbolic link leads nowhere")
        } else if !path.hasPrefix("/") {
            path = (Disk.resolved(".") ?? ".") + "/" + path
        }
        guard let slash = path.lastIndex(of: "/"), path != "/" else {
            throw WriteError(output, "expected a folder that a build may replace")
        }
        let name = path[path.index(after: slash)...]
        guard name != ".", name != ".." else { throw WriteError(output, "expected the name of a folder") }
        parent = slash == path.startIndex ? "/" : String(path[..<slash])
        site = path
        let beside = (parent == "/" ? "/" : parent + "/") + "." + name
        staging = beside + ".gradbook-staging"
        retired = beside + ".gradbook-retired"
    }

    /// Clears away what a killed build has left. Called under the lock.
    func recover() throws(WriteError) {
        if Disk.kind(site) == nil, Disk.kind(retired) == .folder { try Disk.rename(retired, to: site) }
        try Disk.remove(staging)
        try Disk.remove(retired)
    }
}

/// The files of a site against what stands in its folder.
private struct Plan {
    enum State {
        case new, changed, unchanged
    }

    var steps: [(file: OutputFile, state: State)] = []
    /// What stands in the folder and is not in the site.
    var leftOver: [String] = []

    init(_ files: [OutputFile], at site: String) throws(WriteError) {
        var old: [String: Disk.Kind] = [:]
        if Disk.kind(site) == .folder {
            for entry in try Disk.entries(below: site) { old[entry.path] = entry.kind }
        }
        for file in files {
            let state: State =
                switch old.removeValue(forKey: file.path) {
                case nil: .new
                case .file? where Disk.file(site + "/" + file.path, holds: file.bytes): .unchanged
                default: .changed
                }
            steps.append((file, state))
        }
        leftOver = old.keys.sorted()
    }

    var changesNothing: Bool { leftOver.isEmpty && steps.allSatisfy { $0.state == .unchanged } }

    var summary: SiteWriter.Summary {
        let unchanged = steps.count { $0.state == .unchanged }
        return .init(written: steps.count - unchanged, unchanged: unchanged, removed: leftOver.count)
    }
}

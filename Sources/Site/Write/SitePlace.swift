/// Where a site is written: its folder, and the two names beside it that a build uses. All of them lie in one folder,
/// hence on one file system, where renaming is a single step.
struct SitePlace {
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

    /// Whether the site may be replaced: it is one of ours, or nothing of anybody's.
    /// - Parameter output: as the user named it.
    func refuseForeign(_ output: String) throws(WriteError) {
        var above = site
        while let slash = above.lastIndex(of: "/"), slash > above.startIndex {
            above = String(above[..<slash])
            if Disk.kind(above + "/" + SiteWriter.marker.path) == .file {
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
        let heading = SiteWriter.marker.bytes.prefix { $0 != UInt8(ascii: "\n") }
        let marker = site + "/" + SiteWriter.marker.path
        guard Disk.kind(marker) == .file, try Disk.read(marker).starts(with: heading) else {
            throw WriteError(
                output, "the folder was not made by gradbook, and a build would replace it with all that is in it",
                note: "name another folder, or empty this one; a site of ours has a file `\(SiteWriter.marker.path)`")
        }
    }
}

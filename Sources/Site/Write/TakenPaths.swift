/// The paths of the files that a site has taken so far: all of them inside its folder, each once, and none a file and a folder
/// at once.
struct TakenPaths {
    private(set) var files: Set<String> = []
    /// Their folders, with all above.
    private(set) var folders: Set<String> = []
    /// As the user named the site's folder.
    let output: String

    init(output: String) { self.output = output }

    /// - Returns: the folder of the file, empty for the site's own.
    mutating func add(_ path: String) throws(WriteError) -> String {
        let slash = path.utf8.lastIndex(of: UInt8(ascii: "/"))
        let folder = slash.map { String(path[..<$0]) } ?? ""
        let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
        guard Self.isName(name), folder.isEmpty ? slash == nil : try addFolder(folder) else {
            throw WriteError(output, "a page may not be written to `\(path)`, outside the output folder")
        }
        guard files.insert(path).inserted else {
            throw WriteError(output, "two files of the site would both be `\(path)`")
        }
        if folders.contains(path) { throw both(path) }
        return folder
    }

    /// False for what is no folder inside.
    private mutating func addFolder(_ folder: String) throws(WriteError) -> Bool {
        if folders.contains(folder) { return true }
        let slash = folder.utf8.lastIndex(of: UInt8(ascii: "/"))
        guard Self.isName(slash.map { folder[folder.utf8.index(after: $0)...] } ?? folder[...]),
            try slash.map({ (slash) throws(WriteError) in try addFolder(String(folder[..<slash])) }) ?? true
        else { return false }
        folders.insert(folder)
        if files.contains(folder) { throw both(folder) }
        return true
    }

    private func both(_ path: String) -> WriteError {
        WriteError(output, "`\(path)` would be a file and a folder at once")
    }

    private static func isName(_ name: Substring) -> Bool {
        !name.isEmpty && name != "." && name != ".." && !name.utf8.contains(0)
    }
}

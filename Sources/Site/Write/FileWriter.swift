/// Writes files that somebody asked for by name: each aside first, and when all stand on the disk, each under its name in one
/// step. What cannot be written whole is not written at all, and what stood there stays.
public enum FileWriter {
    /// Writes one file into a folder that is there.
    public static func write(_ bytes: [UInt8], to path: String) throws(WriteError) { try write([(path, bytes)]) }

    /// Writes files into a folder, which is made if there is none; what else is in it stays.
    public static func write(_ files: [(name: String, bytes: [UInt8])], into folder: String) throws(WriteError) {
        if let kind = Disk.kind(folder), kind == .file {
            throw WriteError(folder, "a file stands where the folder is to be")
        }
        let folders = Set(files.compactMap { file in file.name.lastIndex(of: "/").map { "/" + file.name[..<$0] } })
        // A folder above is looked for before each slash.
        let place = folder.hasPrefix("/") ? folder : "./" + folder
        for below in [""] + folders.sorted() { try Disk.makeFolders(place + below) }
        try write(files.map { ("\(folder)/\($0.name)", $0.bytes) })
    }

    /// Writes files into folders that are there.
    static func write(_ files: [(path: String, bytes: [UInt8])]) throws(WriteError) {
        var staged: [(aside: String, path: String)] = []
        do throws(WriteError) {
            for (path, bytes) in files {
                if Disk.kind(path) == .folder { throw WriteError(path, "a folder stands where the file is to be") }
                var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
                parts[parts.count - 1] = ".\(parts[parts.count - 1]).gradbook"
                let aside = parts.joined(separator: "/")
                do throws(WriteError) {
                    try Disk.remove(aside)
                    try Disk.write(bytes, to: aside)
                } catch {
                    // Of the file that was asked for, not of the one beside it.
                    throw WriteError(path, error.message, note: error.note)
                }
                staged.append((aside, path))
                if let mode = Disk.mode(path) { Disk.setMode(mode, of: aside) }
                try Disk.synchronize(aside)
            }
            for (aside, path) in staged { try Disk.rename(aside, to: path) }
        } catch {
            for (aside, _) in staged { try? Disk.remove(aside) }
            throw error
        }
    }
}

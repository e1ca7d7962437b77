import CProgram

/// What the running program is: its own bytes and those of every library it runs with, as pages depend on how cmark-gfm reads
/// and how libm rounds too. Who updates any of them begins with an empty cache.
///
/// Linkers write a digest of all bytes into what they make, its build id, so that nothing need be read here; a file without one
/// is read.
enum ProgramIdentity {
    /// Nil where it cannot be told.
    static func digest() -> Digest? {
        struct File {
            let path: String
            let id: [UInt8]
        }
        var files: [File] = []
        withUnsafeMutablePointer(to: &files) { files in
            program_files(
                { files, path, id, length in
                    guard let path else { return }
                    files?.assumingMemoryBound(to: [File].self).pointee.append(
                        File(path: String(cString: path), id: Array(UnsafeBufferPointer(start: id, count: length))))
                }, files)
        }
        var writer = ByteWriter()
        // In an order that is not the loader's; the program itself has no path.
        for file in files.sorted(by: { $0.path < $1.path }) {
            var id = file.id
            if id.isEmpty {
                guard let path = Disk.resolved(file.path.isEmpty ? "/proc/self/exe" : file.path),
                    let bytes = try? Disk.read(path)
                else { return nil }
                id = Array(Digest(of: bytes).hex.utf8)
            }
            writer.block(id)
        }
        return files.isEmpty ? nil : Digest(of: writer.bytes)
    }
}

import CProgram

/// What the running program is: it and every library it runs with, wherever they lie, as pages depend on how cmark-gfm reads and
/// how libm rounds too. Who updates any of them begins with an empty cache.
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
        var ids: [[UInt8]] = []
        for file in files {
            if !file.id.isEmpty {
                ids.append(file.id)
                continue
            }
            // The program itself has no path.
            guard let path = Disk.resolved(file.path.isEmpty ? "/proc/self/exe" : file.path),
                let bytes = try? Disk.read(path)
            else { return nil }
            ids.append(Array(Digest(of: bytes).hex.utf8))
        }
        var writer = ByteWriter()
        // In an order that is not the loader's.
        for id in ids.sorted(by: { $0.lexicographicallyPrecedes($1) }) { writer.block(id) }
        return ids.isEmpty ? nil : Digest(of: writer.bytes)
    }
}

import Foundation
import Glibc
import Source
import Synchronization

/// The folder of the lessons on the disk. The only place of Read that touches files; every path it gives is the one the
/// user would type.
struct ContentFolder: Sendable {
    /// The folder as the user named it, such as `content`.
    let path: String
    /// Takes down what is asked; nil where nobody does.
    private var log: InputLog?
    /// Folders that were found to be folders: what lies in them is not asked the way to it again. A folder that is taken
    /// away meanwhile has nothing in it any more.
    private let known = KnownFolders()

    init(path: String) { self.path = path }

    /// The same folder, with a log of what is asked of it; it takes nothing for granted that was asked before.
    func logged(by log: InputLog?) -> ContentFolder {
        guard let log else { return self }
        var folder = ContentFolder(path: path)
        folder.log = log
        return folder
    }

    /// What stands at a path below the folder. Symbolic links are not followed: what they lead to is not the author's.
    enum Kind: Sendable {
        case folder, file, symbolicLink, other
    }

    /// nil when there is nothing, or a link on the way to it.
    func kind(_ relative: String) -> Kind? {
        let kind = look(relative)
        log?.note(.kind(relative), .kind(kind))
        return kind
    }

    private func look(_ relative: String) -> Kind? { isReached(relative) ? type(shown(relative)) : nil }

    /// Whether everything on the way to a path is a folder.
    private func isReached(_ relative: String) -> Bool {
        // The system would read no further.
        if relative.utf8.contains(0) { return false }
        var path = relative[...]
        // A slash at an end leads nowhere else.
        if path.utf8.last == UInt8(ascii: "/") { path.removeLast() }
        guard let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) else { return true }
        let folder = String(path[..<slash])
        if known.contains(folder) { return true }
        guard isReached(folder), type(shown(folder)) == .folder else { return false }
        known.insert(folder)
        return true
    }

    private func type(_ path: String) -> Kind? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        switch status.st_mode & S_IFMT {
        case S_IFDIR: return .folder
        case S_IFREG: return .file
        case S_IFLNK: return .symbolicLink
        default: return .other
        }
    }

    func exists() -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    func isFolder(_ relative: String) -> Bool { kind(relative) == .folder }

    func isFile(_ relative: String) -> Bool { kind(relative) == .file }

    /// Names of what is in a folder, sorted by bytes, without hidden files.
    func names(in relative: String) -> [String] {
        let names = list(shown(relative)).map(\.text)
        log?.note(.names(relative), .names(names))
        return names
    }

    /// The same names with what stands there. Most file systems tell it with the name, so that a folder of a thousand is
    /// known by looking into it once.
    func entries(in relative: String) -> [(name: String, kind: Kind)] {
        var entries: [(name: String, kind: Kind)] = []
        for name in list(shown(relative)) {
            let place = relative.isEmpty ? name.text : "\(relative)/\(name.text)"
            guard let kind = name.kind ?? type(shown(place)) else { continue }
            log?.note(.kind(place), .kind(kind))
            entries.append((name.text, kind))
        }
        log?.note(.names(relative), .names(entries.map(\.name)))
        return entries
    }

    private func list(_ folder: String) -> [(text: String, kind: Kind?)] {
        guard let stream = opendir(folder) else { return [] }
        defer { closedir(stream) }
        var names: [(text: String, kind: Kind?)] = []
        while let entry = readdir(stream) {
            // Hidden.
            if entry.pointee.d_name.0 == CChar(UInt8(ascii: ".")) { continue }
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            let kind: Kind? =
                switch Int(entry.pointee.d_type) {
                case Int(DT_DIR): .folder
                case Int(DT_REG): .file
                case Int(DT_LNK): .symbolicLink
                case Int(DT_UNKNOWN): nil
                default: .other
                }
            names.append((name, kind))
        }
        return names.sorted { $0.text.utf8.lexicographicallyPrecedes($1.text.utf8) }
    }

    /// Paths of everything below a lesson's folder but its pages and what is hidden, sorted. Links are not followed.
    func files(below lesson: String) -> [String] {
        var found: [String] = []
        var folders = [lesson]
        while let folder = folders.popLast() {
            for (name, kind) in entries(in: folder) where !(folder == lesson && name.hasSuffix(".md")) {
                let path = "\(folder)/\(name)"
                switch kind {
                case .folder: folders.append(path)
                case .file: found.append(path)
                default: break
                }
            }
        }
        return found.sorted()
    }

    func read(_ relative: String) -> SourceFile? {
        let file = load(relative)
        log?.note(.file(relative), .file(file))
        return file
    }

    private func load(_ relative: String) -> SourceFile? {
        let path = shown(relative)
        guard isReached(relative), let bytes = Self.bytes(of: path) else { return nil }
        return SourceFile(path: path, bytes: bytes)
    }

    /// - Returns: nil for what is no file, or cannot be read whole.
    private static func bytes(of path: String) -> [UInt8]? {
        // Never waits, if something else than a file stands there.
        let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        var bytes: [UInt8] = []
        // A byte more than there should be, so that one call finds the end; of a file that grows, as often as it takes.
        var room = Int(status.st_size) + 1
        while true {
            var failed = false
            let chunk = [UInt8](unsafeUninitializedCapacity: room) { buffer, count in
                while count < room {
                    let got = Glibc.read(descriptor, buffer.baseAddress! + count, room - count)
                    if got < 0, errno == EINTR { continue }
                    failed = got < 0
                    count += max(got, 0)
                    // What reads a file gives all there is.
                    break
                }
            }
            if failed { return nil }
            if bytes.isEmpty { bytes = chunk } else { bytes += chunk }
            if chunk.count < room { return bytes }
            room = max(bytes.count, 1 << 16)
        }
    }

    /// A file that must be text. A byte order mark at its beginning is not part of it; what is no UTF-8 is a finding at
    /// its place, and the file counts as missing.
    func readText(_ relative: String, _ diagnostics: inout [Diagnostic]) -> SourceFile? {
        guard let file = read(relative) else {
            if isFile(relative) {
                diagnostics.append(
                    Diagnostic(
                        "file-unreadable", "the file cannot be read", at: SourceFile(path: shown(relative), bytes: []),
                        Span(0, 0)
                    ).noting("see whether you may read it"))
            }
            return nil
        }
        if let place = file.firstInvalidByte {
            diagnostics.append(
                Diagnostic(
                    "not-utf8", file.bytes[place] == 0 ? "the file holds a NUL byte" : "the file is not UTF-8 text",
                    at: file, Span(place, place)
                ).noting("save it as plain UTF-8 text"))
            return nil
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return file.bytes.starts(with: mark) ? SourceFile(path: file.path, bytes: Array(file.bytes.dropFirst(3))) : file
    }

    /// A file below the folder that holds this one. Symbolic links are not followed and `..` does not lead out.
    /// - Returns: nil when there is no such file, or it is out of bounds.
    func readBeside(_ relative: String) -> SourceFile? {
        let root = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().path
        let parts = relative.split(separator: "/", omittingEmptySubsequences: false)
        guard !parts.contains(""), !parts.contains(".."), !parts.contains(".") else { return nil }
        let file = ContentFolder(path: root).read(relative).map { SourceFile(path: relative, bytes: $0.bytes) }
        log?.note(.beside(relative), .file(file))
        return file
    }

    /// A path below the folder that holds this one.
    func beside(_ relative: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().appendingPathComponent(relative).path
    }

    /// A picture as an address that holds it; nil for what is no picture a browser knows.
    func dataAddress(_ relative: String) -> String? { read(relative)?.dataAddress }

    func shown(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }
}

/// Folders below the content that are folders, and no links to some.
private final class KnownFolders: Sendable {
    private let paths = Mutex<Set<String>>([])

    func contains(_ path: String) -> Bool { paths.withLock { $0.contains(path) } }
    func insert(_ path: String) { paths.withLock { _ = $0.insert(path) } }
}

extension SourceFile {
    /// A picture as an address that holds it; nil for what is no picture a browser knows.
    var dataAddress: String? {
        let types = [
            "svg": "image/svg+xml", "png": "image/png", "jpg": "image/jpeg", "jpeg": "image/jpeg", "gif": "image/gif",
            "webp": "image/webp",
        ]
        guard let end = path.split(separator: ".").last, let type = types[end.lowercased()] else { return nil }
        return "data:\(type);base64,\(Data(bytes).base64EncodedString())"
    }
}

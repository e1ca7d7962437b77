import Foundation
import Source

/// The folder of the lessons on the disk. The only place of Read that touches files; every path it gives is the one the
/// user would type.
struct ContentFolder: Sendable {
    /// The folder as the user named it, such as `content`.
    let path: String

    /// What stands at a path below the folder. Symbolic links are not followed: what they lead to is not the author's.
    enum Kind {
        case folder, file, symbolicLink, other
    }

    /// nil when there is nothing, or a link on the way to it.
    func kind(_ relative: String) -> Kind? {
        var walked = ""
        for part in relative.split(separator: "/").dropLast() {
            walked += walked.isEmpty ? part : "/" + part
            guard type(shown(walked)) == .typeDirectory else { return nil }
        }
        switch type(shown(relative)) {
        case .typeDirectory?: return .folder
        case .typeRegular?: return .file
        case .typeSymbolicLink?: return .symbolicLink
        case nil: return nil
        default: return .other
        }
    }

    private func type(_ path: String) -> FileAttributeType? {
        (try? FileManager.default.attributesOfItem(atPath: path))?[.type] as? FileAttributeType
    }

    func exists() -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    func isFolder(_ relative: String) -> Bool { kind(relative) == .folder }

    func isFile(_ relative: String) -> Bool { kind(relative) == .file }

    /// Names of what is in a folder, sorted by bytes, without hidden files.
    func names(in relative: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: shown(relative))) ?? []
        return all.filter { !$0.hasPrefix(".") }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    /// Paths of everything below a lesson's folder but its pages and what is hidden, sorted. Links are not followed.
    func files(below lesson: String) -> [String] {
        var found: [String] = []
        var folders = [lesson]
        while let folder = folders.popLast() {
            for name in names(in: folder) where !(folder == lesson && name.hasSuffix(".md")) {
                let path = "\(folder)/\(name)"
                switch kind(path) {
                case .folder: folders.append(path)
                case .file: found.append(path)
                default: break
                }
            }
        }
        return found.sorted()
    }

    func read(_ relative: String) -> SourceFile? {
        guard isFile(relative), let data = FileManager.default.contents(atPath: shown(relative)) else { return nil }
        return SourceFile(path: shown(relative), bytes: [UInt8](data))
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
        guard let file = ContentFolder(path: root).read(relative) else { return nil }
        return SourceFile(path: relative, bytes: file.bytes)
    }

    /// A path below the folder that holds this one.
    func beside(_ relative: String) -> String {
        URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent().appendingPathComponent(relative).path
    }

    /// A picture as an address that holds it; nil for what is no picture a browser knows.
    func dataAddress(_ relative: String) -> String? { read(relative)?.dataAddress }

    func shown(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }
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

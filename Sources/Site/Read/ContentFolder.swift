import Foundation
import Source

/// The folder of the lessons on the disk. The only place of Read that touches files; every path it gives is the one the
/// user would type.
struct ContentFolder: Sendable {
    /// The folder as the user named it, such as `content`.
    let path: String

    func exists() -> Bool { isFolder("") }

    func isFolder(_ relative: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: shown(relative), isDirectory: &isFolder) && isFolder.boolValue
    }

    func isFile(_ relative: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: shown(relative), isDirectory: &isFolder) && !isFolder.boolValue
    }

    /// Names of what is in a folder, sorted by bytes, without hidden files.
    func names(in relative: String) -> [String] {
        let all = (try? FileManager.default.contentsOfDirectory(atPath: shown(relative))) ?? []
        return all.filter { !$0.hasPrefix(".") }.sorted { Array($0.utf8).lexicographicallyPrecedes(Array($1.utf8)) }
    }

    func read(_ relative: String) -> SourceFile? {
        guard let data = FileManager.default.contents(atPath: shown(relative)) else { return nil }
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
                Diagnostic("not-utf8", "the file is not UTF-8 text", at: file, Span(place, place)).noting(
                    "save it as UTF-8"))
            return nil
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        return file.bytes.starts(with: mark) ? SourceFile(path: file.path, bytes: Array(file.bytes.dropFirst(3))) : file
    }

    /// A file below the folder that holds this one. Symbolic links are not followed and `..` does not lead out.
    /// - Returns: nil when there is no such file, or it is out of bounds.
    func readBeside(_ relative: String) -> SourceFile? {
        let root = URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
        let parts = relative.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(""), !parts.contains(".."), !parts.contains(".") else { return nil }
        var url = root
        for part in parts {
            url.appendPathComponent(part)
            let type = try? FileManager.default.attributesOfItem(atPath: url.path)[.type] as? FileAttributeType
            guard type == .typeDirectory || type == .typeRegular else { return nil }
        }
        guard let data = FileManager.default.contents(atPath: url.path) else { return nil }
        return SourceFile(path: relative, bytes: [UInt8](data))
    }

    func shown(_ relative: String) -> String { relative.isEmpty ? path : "\(path)/\(relative)" }
}

import Foundation

/// Where templates come from: a folder of the author's, or those that are built into the program. It gives names and bytes and
/// knows nothing of what is in them.
public enum TemplateSource: Sendable, Equatable {
    /// As the user gave it; messages show it so.
    case folder(String)
    case builtIn

    /// - Parameter folder: nil for those that are built in.
    public init(_ folder: String?) { self = folder.map(Self.folder) ?? .builtIn }

    /// Every file that can be one of a library's, by its path below the folder, in order. Hidden files are none of it.
    /// - Returns: nil when there is no such folder. A file that cannot be read has no bytes.
    public var files: [(path: String, bytes: [UInt8]?)]? {
        switch self {
        case .builtIn: return BuiltInFile.below("templates").map { ($0.path, $0.bytes) }
        case .folder(let root):
            guard Self.names(in: root) != nil else { return nil }
            var files: [(path: String, bytes: [UInt8]?)] = []
            var folders = [""]
            while let folder = folders.popLast() {
                for name in Self.names(in: shown(folder)) ?? [] {
                    let path = folder.isEmpty ? name : "\(folder)/\(name)"
                    var isFolder: ObjCBool = false
                    let exists = FileManager.default.fileExists(atPath: shown(path), isDirectory: &isFolder)
                    if exists, isFolder.boolValue {
                        // What else somebody keeps there is not looked into.
                        if path == "partials" || path == "assets" || folder.hasPrefix("assets") { folders.append(path) }
                    } else {
                        files.append((path, FileManager.default.contents(atPath: shown(path)).map(Array.init)))
                    }
                }
            }
            return files.sorted { $0.path < $1.path }
        }
    }

    /// A path as messages have it.
    func shown(_ path: String) -> String {
        guard case .folder(let root) = self else { return path.isEmpty ? "templates" : "templates/" + path }
        if path.isEmpty { return root }
        return root.hasSuffix("/") ? root + path : root + "/" + path
    }

    private static func names(in folder: String) -> [String]? {
        try? FileManager.default.contentsOfDirectory(atPath: folder).filter { !$0.hasPrefix(".") }
    }
}

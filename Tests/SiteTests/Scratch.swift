import Foundation
import Site

/// A folder of its own for one test, gone with it.
final class Scratch: Sendable {
    let path: String

    init() {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-" + UUID().uuidString)
        path = folder.path
        try! FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    func put(_ name: String, _ text: String) { put(name, Data(text.utf8)) }

    func put(_ name: String, _ data: Data) {
        let file = path + "/" + name
        let folder = (file as NSString).deletingLastPathComponent
        try! FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try! data.write(to: URL(fileURLWithPath: file))
    }

    func text(_ name: String) -> String? {
        FileManager.default.contents(atPath: path + "/" + name).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Everything below a folder of the scratch folder, in order, hidden files too.
    func names(_ name: String = "") -> [String] {
        let names = FileManager.default.enumerator(atPath: path + "/" + name)?.compactMap { $0 as? String } ?? []
        return names.sorted()
    }

    func attributes(_ name: String) -> [FileAttributeKey: Any] {
        (try? FileManager.default.attributesOfItem(atPath: path + "/" + name)) ?? [:]
    }
}

func outputFile(_ path: String, _ text: String) -> OutputFile { OutputFile(path: path, bytes: Array(text.utf8)) }

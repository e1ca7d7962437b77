import Foundation

/// The root of the repository the tests were built from.
public let repositoryRoot = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

/// Paths, from the root and sorted, of the source files that import a module.
public func importers(of module: String) throws -> [String] {
    let sources = repositoryRoot.appendingPathComponent("Sources")
    var found: [String] = []
    for case let path as String in FileManager.default.enumerator(atPath: sources.path) ?? .init()
    where path.hasSuffix(".swift") {
        let text = try String(contentsOf: sources.appendingPathComponent(path), encoding: .utf8)
        if text.split(separator: "\n").contains(where: { $0.hasSuffix("import \(module)") }) {
            found.append("Sources/" + path)
        }
    }
    return found.sorted()
}

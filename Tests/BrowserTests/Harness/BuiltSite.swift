import Foundation
import TestSupport

/// A site built for the tests by the command, once a run, with the repository's templates; it lies in a scratch folder
/// that goes with the tests.
final class BuiltSite: Sendable {
    let folder: String
    /// Every page, as a path from the site's root, sorted.
    let pages: [String]
    private let keeper: Keeper

    /// The repository's own lessons.
    static func ofRepository() async throws -> BuiltSite { try await repository.value }

    private static let repository = Task { try BuiltSite(content: repositoryRoot.path + "/content") }

    /// Builds any folder of lessons.
    init(content: String) throws {
        keeper = try Keeper("cat")
        folder = keeper.scratch + "/site"
        let built = try Oracle.run(
            GradbookBinary.path,
            ["build", "--content", content, "--templates", repositoryRoot.path + "/templates", "--output", folder],
            folder: repositoryRoot.path)
        guard built.status == 0 else { throw BrowserError(built.errors) }
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        pages = files.filter { $0.hasSuffix(".html") }.sorted()
    }

    /// The address of a page when it is opened from disk.
    func file(_ page: String) -> String { URL(fileURLWithPath: folder + "/" + page).absoluteString }

    /// Serves the site on a port of its own.
    func serve() async throws -> StaticServer { try await StaticServer(folder: folder) }
}

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

    /// A site with every kind of figure and block there is, in sizes that lessons do not have.
    static func ofFigures() async throws -> BuiltSite { try await figures.value }

    private static let figures = Task {
        // A page that stands for any missing one loads its style from the site's address, which is nowhere here.
        try BuiltSite(
            content: repositoryRoot.path + "/Tests/BrowserTests/Fixtures/figures/content", leavingOut: ["404.html"])
    }

    /// The sites whose every page is judged.
    enum Judged: CaseIterable {
        case repository, figures

        func built() async throws -> BuiltSite {
            switch self {
            case .repository: try await BuiltSite.ofRepository()
            case .figures: try await BuiltSite.ofFigures()
            }
        }

        /// Whether a page is judged in this look: all of the lessons' pages in all of four, those of the figures in two.
        func isSeen(width: Int, scheme: Browser.Scheme, scripts: Bool) -> Bool {
            self == .repository || (width > 500) == ((scheme == .dark) == scripts)
        }
    }

    /// Builds any folder of lessons.
    init(content: String, leavingOut left: Set<String> = []) throws {
        keeper = try Keeper("cat")
        folder = keeper.scratch + "/site"
        let built = try Oracle.run(
            GradbookBinary.path,
            ["build", "--content", content, "--templates", repositoryRoot.path + "/templates", "--output", folder],
            folder: repositoryRoot.path)
        guard built.status == 0 else { throw BrowserError(built.errors) }
        let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
        pages = files.filter { $0.hasSuffix(".html") && !left.contains($0) }.sorted()
    }

    /// The address of a page when it is opened from disk.
    func file(_ page: String) -> String { URL(fileURLWithPath: folder + "/" + page).absoluteString }

    /// Serves the site on a port of its own.
    func serve() async throws -> StaticServer { try await StaticServer(folder: folder) }
}

import Foundation

/// A page a test writes itself, to see that a judge sees.
struct ScratchPage {
    private let keeper: Keeper

    init(_ html: String) throws {
        keeper = try Keeper("cat")
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        try Data(html.utf8).write(to: URL(fileURLWithPath: folder + "/page.html"))
    }

    var folder: String { keeper.scratch + "/pages" }
    var url: String { URL(fileURLWithPath: folder + "/page.html").absoluteString }
}

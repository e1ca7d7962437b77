import Foundation
import Markup

@testable import Site

/// A page of each kind in which every field of the model is filled, for looking at and for checking templates with.
enum RenderSample {
    static let templates = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("templates").path

    static func page(_ kind: Page.Kind) -> Page {
        var page = Page(
            kind: kind, path: "build-nns/01-micrograd/\(kind.rawValue).html", language: "en",
            siteTitle: "gradbook", title: "Micrograd", heading: "Micrograd: <em>the engine</em>",
            description: "An autograd engine.", canonical: "https://example.org/", root: "../../")
        page.breadcrumbs = [
            .init("gradbook", "../../index.html"), .init("Build NNs", "../index.html"),
            .init("Micrograd", "", isCurrent: true),
        ]
        return page
    }
}

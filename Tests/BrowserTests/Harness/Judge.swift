import Foundation
import TestSupport
import Testing

extension Browser {
    /// Asks one of our own judges, a script in `Judges`, what it objects to on the page that is open.
    func judge(_ name: String) async throws -> [String] {
        try await run(try source(ofJudge: name))
    }

    nonisolated func source(ofJudge name: String) throws -> String {
        try String(contentsOfFile: repositoryRoot.path + "/Tests/BrowserTests/Judges/\(name).js", encoding: .utf8)
    }

    /// Makes the window as high as the page, so that everything on it can be pointed at.
    func showAll(width: Int) async throws {
        try await resize(width: width, height: 800)
        let height: Int = try await run("return document.documentElement.scrollHeight")
        try await resize(width: width, height: max(height, 800))
    }
}

/// Fails with every complaint on a line of its own, below the place they are from.
func expectNone(_ complaints: [String], _ place: String, sourceLocation: SourceLocation = #_sourceLocation) {
    if complaints.isEmpty { return }
    Issue.record("\(place):\n\(complaints.joined(separator: "\n"))", sourceLocation: sourceLocation)
}

extension Browser {
    /// What cannot be read for want of contrast: the colours of the text, against a picture of the page without it.
    func contrastComplaints(width: Int) async throws -> [String] {
        // What lies over the page is as high as the window.
        if try await count("dialog[open]") == 0 {
            try await showAll(width: width)
        } else {
            try await resize(width: width, height: 800)
        }
        let inks: JSONValue = try await run(try source(ofJudge: "inks"))
        let picture = try await screenshot().base64EncodedString()
        return try await runAsync(try source(ofJudge: "contrast"), [.string(picture), inks])
    }
}

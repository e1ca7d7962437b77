import Foundation

/// What axe-core finds on the page that is open, by the rules of WCAG 2.0 to 2.2, A and AA, and its best practices.
struct Axe: Decodable {
    struct Finding: Decodable, CustomStringConvertible {
        struct Node: Decodable {
            let target: [JSONValue]
            let html: String
            let failureSummary: String?
        }
        let id: String
        let help: String
        let nodes: [Node]

        var description: String {
            let places = nodes.prefix(4).map { node in
                "\n    \(node.target.map { $0.text ?? "" }.joined(separator: " ")): \(node.html.prefix(160))"
                    + "\n        \((node.failureSummary ?? "").replacing("\n", with: "\n        "))"
            }
            return "\(id) (\(nodes.count)): \(help)" + places.joined()
        }
    }

    /// What is wrong.
    let violations: [Finding]
    /// What axe could not decide by itself.
    let incomplete: [Finding]

    /// What remains undecided where no judge of ours decides it: contrast is measured on the picture by `contrast.js`.
    var undecided: [Finding] { incomplete.filter { $0.id != "color-contrast" } }

    static func judge(_ browser: Browser) async throws -> Axe {
        guard let path = JudgeFile.axe else { throw BrowserError("no axe-core: scripts/setup --tests") }
        if try await browser.run("return typeof axe === 'undefined'") {
            try await browser.act(try String(contentsOfFile: path, encoding: .utf8))
        }
        let found: JSONValue = try await browser.runAsync(
            """
            const [tags, done] = arguments;
            axe.run({runOnly: tags, resultTypes: ["violations", "incomplete"], preload: false})
                .then(done, (error) => done({error: String(error)}));
            """, [["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]])
        if let error = found["error"]?.text { throw BrowserError("axe: \(error)") }
        return try JSONDecoder().decode(Axe.self, from: JSONEncoder().encode(found))
    }
}

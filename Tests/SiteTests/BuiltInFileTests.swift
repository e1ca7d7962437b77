import Foundation
import TestSupport
import Testing

@testable import Site

/// What is built into the program is what the repository holds: every file, and its bytes.
struct BuiltInFileTests {
    /// Hidden files of the starter's site are part of it; an editor's or a build's are not.
    private func files(below folder: String, hidden: [String] = []) -> [String] {
        let all = FileManager.default.enumerator(atPath: repositoryRoot.appendingPathComponent(folder).path)
        var found: [String] = []
        while let path = all?.nextObject() as? String {
            let parts = path.split(separator: "/").map(String.init)
            if parts.contains(where: { $0.hasPrefix(".") && !hidden.contains($0) }) { continue }
            if all?.fileAttributes?[.type] as? FileAttributeType == .typeRegular { found.append("\(folder)/\(path)") }
        }
        return found
    }

    @Test func everyFileIsThere() throws {
        let expected = files(below: "templates") + files(below: "starter", hidden: [".gitignore"])
        #expect(expected.count > 40)
        #expect(
            BuiltInFile.all.map(\.path).sorted() == (expected + ["integrations/github-workflow.yml"]).sorted(),
            "list it in Sources/CBuiltIn/files.c")
        for file in BuiltInFile.all {
            let url = repositoryRoot.appendingPathComponent(file.path)
            #expect(try file.bytes == Array(Data(contentsOf: url)), "\(file.path)")
        }
    }

    @Test func oneFileKnowsWhereTheyAre() throws {
        #expect(try importers(of: "CBuiltIn") == ["Sources/Site/Begin/BuiltInFile.swift"])
    }

    @Test func bothSourcesOfTemplatesHaveTheSameFiles() throws {
        let folder = TemplateSource.folder(RenderSample.templates)
        let (ours, theirs) = try (#require(TemplateSource.builtIn.files), #require(folder.files))
        #expect(ours.map(\.path) == theirs.map(\.path) && ours.map(\.path) == ours.map(\.path).sorted())
        for (a, b) in zip(ours, theirs) { #expect(a.bytes == b.bytes, "\(a.path)") }
        #expect(TemplateSource.folder("no/such/folder").files == nil)
        #expect(try TemplateLibrary(.builtIn).assets == TemplateLibrary(folder: RenderSample.templates).assets)
    }

    /// What is no template is not read, however much of it stands in the folder.
    @Test func whatElseStandsThereIsLeftAlone() {
        let scratch = Scratch()
        scratch.put("lesson.mustache", "a")
        scratch.put("partials/head.mustache", "b")
        scratch.put("assets/fonts/a.woff2", "c")
        scratch.put("node_modules/x/y.js", "d")
        scratch.put(".git/config", "e")
        #expect(
            TemplateSource.folder(scratch.path).files?.map(\.path) == [
                "assets/fonts/a.woff2", "lesson.mustache", "partials/head.mustache",
            ])
    }
}

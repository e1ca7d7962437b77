import Foundation
import Source
import Testing

@testable import Site

/// Files as they come from other machines.
struct ContentFolderTests {
    func check(_ bytes: [UInt8], of name: String = "content/t/01-a/lesson.md") throws -> String {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite { scratch.put(path, text) }
        try Data(bytes).write(to: URL(fileURLWithPath: scratch.path + "/" + name))
        return BrokenLessonTests.verify(scratch)
    }

    @Test func aByteOrderMarkAndCarriageReturnsAreNoTrouble() throws {
        let text =
            "\u{FEFF}---\r\ntitle: A\r\n---\r\n\r\n```python\r\nx = 3\r\nprint(x)\r\n```\r\n```output\r\n3\r\n```\r\n\r\n`=x => 4`\r\n"
        #expect(
            try check(Array(text.utf8)) == """
                content/t/01-a/lesson.md:13:8: error: the page claims 4, the engine computes 3 for `x` [claim-differs]
                  13 | `=x => 4`
                     |        ^
                  note: work it out again
                  help: if the engine is right, write 3

                """)
    }

    @Test func whatIsNoTextIsSaidAtItsPlace() throws {
        #expect(
            try check(Array("---\ntitle: A\n---\n\nab".utf8) + [0xFF, 0x0A]) == """
                content/t/01-a/lesson.md:5:3: error: the file is not UTF-8 text [not-utf8]
                  5 | ab\u{FFFD}
                    |   ^
                  note: save it as plain UTF-8 text

                """)
        #expect(
            try check([0x74, 0x00], of: "content/site.yml") == """
                content/site.yml:1:2: error: the file holds a NUL byte [not-utf8]
                  1 | t␀
                    |  ^
                  note: save it as plain UTF-8 text

                """)
    }

    /// Root may read everything, so there the test has nothing to show.
    @Test(.enabled(if: getuid() != 0, "root may read every file")) func whatCannotBeReadIsSaid() throws {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite { scratch.put(path, text) }
        let page = scratch.path + "/content/t/01-a/lesson.md"
        try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: page)
        #expect(
            BrokenLessonTests.verify(scratch) == """
                content/t/01-a/lesson.md:1:1: error: the file cannot be read [file-unreadable]
                  note: see whether you may read it

                """)
    }

    @Test func aFolderInThePlaceOfThePage() throws {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite where !path.hasSuffix("lesson.md") { scratch.put(path, text) }
        scratch.put("content/t/01-a/lesson.md/x.txt", "")
        #expect(
            BrokenLessonTests.verify(scratch) == """
                content/t/01-a/lesson.md:1:1: error: the lesson's lesson.md is a folder [lesson-missing]
                  note: it is the one page that a lesson must have

                """)
    }

    @Test func aLinkInThePlaceOfThePage() throws {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite where !path.hasSuffix("lesson.md") { scratch.put(path, text) }
        scratch.put("elsewhere.md", "---\ntitle: B\n---\n")
        scratch.put("content/t/01-a/README.md", "")
        try FileManager.default.createSymbolicLink(
            atPath: scratch.path + "/content/t/01-a/lesson.md", withDestinationPath: scratch.path + "/elsewhere.md")
        #expect(
            BrokenLessonTests.verify(scratch) == """
                content/t/01-a/lesson.md:1:1: error: symbolic links are not followed [symbolic-link]
                  note: put the file or folder itself here

                """)
    }

    /// What a link leads to is not the author's, and must not come into the site.
    @Test func symbolicLinksAreNotFollowed() throws {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite { scratch.put(path, text) }
        scratch.put("content/t/01-a/lesson.md", "---\ntitle: A\n---\n\n[x](secret.txt)\n")
        scratch.put("secret.txt", "secret")
        scratch.put("elsewhere/lesson.md", "---\ntitle: B\n---\n")
        for (link, target) in [("t/01-a/secret.txt", "secret.txt"), ("t/02-b", "elsewhere")] {
            try FileManager.default.createSymbolicLink(
                atPath: "\(scratch.path)/content/\(link)", withDestinationPath: "\(scratch.path)/\(target)")
        }
        #expect(
            BrokenLessonTests.verify(scratch) == """
                content/t/01-a/lesson.md:5:5: error: there is no page or file `t/01-a/secret.txt` [link-missing]
                  5 | [x](secret.txt)
                    |     ^~~~~~~~~~
                  note: the path is taken from this page's folder
                content/t/01-a/secret.txt:1:1: error: symbolic links are not followed [symbolic-link]
                  note: put the file or folder itself here
                content/t/02-b:1:1: error: symbolic links are not followed [symbolic-link]
                  note: put the file or folder itself here

                """)
    }
}

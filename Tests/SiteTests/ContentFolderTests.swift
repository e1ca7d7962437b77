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
                content/t/01-a/lesson.md:13:8: error: the page claims 4, the engine computes 3 for `x`
                  13 | `=x => 4`
                     |        ^
                  note: work it out again; if the engine is right, write 3

                """)
    }

    @Test func whatIsNoTextIsSaidAtItsPlace() throws {
        #expect(
            try check(Array("---\ntitle: A\n---\n\nab".utf8) + [0xFF, 0x0A]) == """
                content/t/01-a/lesson.md:5:3: error: the file is not UTF-8 text
                  5 | ab\u{FFFD}
                    |   ^
                  note: save it as UTF-8

                """)
        #expect(
            try check([0x74, 0x00], of: "content/site.yml") == """
                content/site.yml:1:2: error: the file is not UTF-8 text
                  1 | t\u{0}
                    |  ^
                  note: save it as UTF-8

                """)
    }

    /// A file that nobody can read to its end, root neither: a process's own memory, from address zero.
    @Test func whatCannotBeReadIsSaid() throws {
        let scratch = Scratch()
        for (path, text) in BrokenLessonTests.soundSite { scratch.put(path, text) }
        let page = scratch.path + "/content/t/01-a/practice.md"
        try FileManager.default.createSymbolicLink(atPath: page, withDestinationPath: "/proc/self/mem")
        #expect(
            BrokenLessonTests.verify(scratch) == """
                content/t/01-a/practice.md:1:1: error: the file cannot be read
                  note: see whether you may read it

                """)
    }
}

import Foundation
import Testing

@testable import Site

@Suite struct WriteTests {
    let scratch = Scratch()
    var output: String { scratch.path + "/public" }
    let site = [outputFile("index.html", "home"), outputFile("track/01-a/lesson.html", "a lesson")]
    let marker = SiteWriter.marker.path

    @Test func theFirstBuildWritesEverything() throws {
        let summary = try SiteWriter(output: output).write(site)
        #expect(summary == .init(written: 3, unchanged: 0, removed: 0))
        #expect(
            scratch.names("") == [
                "public", "public/.gradbook", "public/index.html", "public/track", "public/track/01-a",
                "public/track/01-a/lesson.html",
            ])
        #expect(scratch.text("public/track/01-a/lesson.html") == "a lesson")
        #expect(try SiteWriter(output: output).differences(from: site) == [])
    }

    /// A cache that belongs to somebody else is not written, and the site is.
    @Test func aCacheThatMayNotBeWrittenIsDoneWithout() throws {
        scratch.put("content/site.yml", "title: T\n")
        scratch.put(".gradbook/objects/kept", "theirs")
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: scratch.path)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: scratch.path + "/.gradbook")
        // Root may everything: for this thread and a moment it is nobody.
        let become = dlsym(nil, "setfsuid").map { unsafeBitCast($0, to: (@convention(c) (uid_t) -> Int32).self) }
        let isRoot = geteuid() == 0
        if isRoot { _ = become?(65534) }
        defer { if isRoot { _ = become?(0) } }
        guard Disk.mayWrite(in: scratch.path) else { return }
        #expect(!Disk.mayWrite(in: scratch.path + "/.gradbook"))
        let summary = try SiteWriter(output: output, remembersBeside: scratch.path + "/content").write(site)
        #expect(summary == .init(written: 3, unchanged: 0, removed: 0))
        #expect(scratch.text("public/index.html") == "home")
        #expect(scratch.names(".gradbook") == ["objects", "objects/kept"])
    }

    /// The new site is put together in a place that nobody has named.
    @Test func whatGoesWrongInTheCacheIsToldOfTheSite() throws {
        scratch.put("content/site.yml", "title: T\n")
        let error = #expect(throws: WriteError.self) {
            try SiteWriter(output: output, remembersBeside: scratch.path + "/content")
                .write([outputFile(String(repeating: "a", count: 300), "")])
        }
        #expect(
            error?.description == """
                \(output): error: a file of the new site cannot be written: File name too long
                  note: what builds keep in `.gradbook` beside the content may be deleted at any time
                """)
    }

    @Test func foldersAboveTheOutputAreMade() throws {
        _ = try SiteWriter(output: scratch.path + "/a/b/public/").write(site)
        #expect(scratch.text("a/b/public/index.html") == "home")
    }

    @Test func theSameBuildAgainTouchesNothing() throws {
        _ = try SiteWriter(output: output).write(site)
        let before = scratch.attributes("public")[.systemFileNumber] as? Int
        let summary = try SiteWriter(output: output).write(site.reversed())
        #expect(summary == .init(written: 0, unchanged: 3, removed: 0))
        #expect(scratch.attributes("public")[.systemFileNumber] as? Int == before)
    }

    @Test func unchangedFilesKeepTheirTimeStampsAndTheRestIsReplaced() throws {
        _ = try SiteWriter(output: output).write(site + [outputFile("old/page.html", "gone soon")])
        let past = Date(timeIntervalSince1970: 1_000_000)
        for name in ["index.html", "track/01-a/lesson.html"] {
            try FileManager.default.setAttributes([.modificationDate: past], ofItemAtPath: output + "/" + name)
        }
        let summary = try SiteWriter(output: output).write([site[0], outputFile("track/01-a/lesson.html", "b lesson")])
        #expect(summary == .init(written: 1, unchanged: 2, removed: 1))
        #expect(scratch.attributes("public/index.html")[.modificationDate] as? Date == past)
        #expect(scratch.attributes("public/track/01-a/lesson.html")[.modificationDate] as? Date != past)
        #expect(scratch.text("public/track/01-a/lesson.html") == "b lesson")
        #expect(scratch.names("public") == [marker, "index.html", "track", "track/01-a", "track/01-a/lesson.html"])
        #expect(scratch.names("").filter { $0.hasPrefix(".") } == [])
    }

    @Test func aSiteWithoutExchangeOfFoldersIsTheSame() throws {
        var writer = SiteWriter(output: output)
        writer.exchangesInOneStep = false
        _ = try writer.write(site)
        _ = try writer.write([site[0]])
        #expect(scratch.names("") == ["public", "public/.gradbook", "public/index.html"])
    }

    @Test func whatAKilledBuildLeftIsClearedAway() throws {
        _ = try SiteWriter(output: output).write(site)
        scratch.put(".public.gradbook-staging/half/of.html", "half")
        scratch.put(".public.gradbook-retired/index.html", "older")
        _ = try SiteWriter(output: output).write(site)
        #expect(scratch.names("").filter { $0.hasPrefix(".") } == [])
    }

    @Test func aBuildKilledBetweenTwoRenamesIsTakenBack() throws {
        _ = try SiteWriter(output: output).write(site)
        try FileManager.default.moveItem(atPath: output, toPath: scratch.path + "/.public.gradbook-retired")
        let summary = try SiteWriter(output: output).write(site)
        #expect(summary == .init(written: 0, unchanged: 3, removed: 0))
    }

    @Test func aFailedBuildLeavesTheOldSite() throws {
        _ = try SiteWriter(output: output).write(site)
        let tooLong = String(repeating: "n", count: 300)
        let error = #expect(throws: WriteError.self) {
            try SiteWriter(output: output).write([outputFile("index.html", "other"), outputFile(tooLong, "")])
        }
        #expect(
            error
                == WriteError(
                    scratch.path + "/.public.gradbook-staging/" + tooLong, "cannot be written: File name too long"))
        #expect(try SiteWriter(output: output).differences(from: site) == [])
        #expect(scratch.names("").filter { $0.hasPrefix(".") } == [])
    }

    // MARK: Refusals

    @Test func aFolderOfSomeoneElsesIsRefused() {
        scratch.put("public/letters.txt", "dear")
        let error = #expect(throws: WriteError.self) { try SiteWriter(output: output).write(site) }
        #expect(
            error?.description == """
                \(output): error: the folder was not made by gradbook, and a build would replace it with all that is in it
                  note: name another folder, or empty this one; a site of ours has a file `.gradbook`
                """)
        #expect(scratch.names("") == ["public", "public/letters.txt"])
    }

    @Test func aFolderNamedAsTheMarkerIsNoMarker() {
        scratch.put("public/.gradbook/cache", "")
        #expect(throws: WriteError.self) { try SiteWriter(output: output).write(site) }
        scratch.put("other/.gradbook", "my own notes")
        #expect(throws: WriteError.self) { try SiteWriter(output: scratch.path + "/other").write(site) }
    }

    @Test func anEmptyFolderIsTaken() throws {
        try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
        _ = try SiteWriter(output: output).write(site)
        #expect(scratch.text("public/index.html") == "home")
    }

    @Test func aFileInTheWayIsRefused() {
        scratch.put("public", "a file")
        #expect(throws: WriteError(output, "expected a folder, found a file")) {
            try SiteWriter(output: output).write(site)
        }
    }

    @Test func aRepositoryIsRefused() throws {
        _ = try SiteWriter(output: output).write(site)
        scratch.put("public/.git/HEAD", "")
        #expect(throws: WriteError.self) { try SiteWriter(output: output).write([]) }
        #expect(scratch.text("public/index.html") == "home")
    }

    @Test(arguments: ["", "/", "/etc/../..", ".", ".."])
    func aFolderThatIsNoSitesFolderIsRefused(_ output: String) {
        #expect(throws: WriteError.self) { try SiteWriter(output: output).write(site) }
    }

    @Test(arguments: [
        "", "/etc/motd", "../up.html", "a/../../up.html", "a//b.html", "./a.html", "a/", "a/./b", ".gradbook",
        "index.html", "index.html/under",
    ])
    func aPathThatLeavesTheFolderOrIsTakenIsRefused(_ path: String) {
        #expect(throws: WriteError.self) { try SiteWriter(output: output).write(site + [outputFile(path, "x")]) }
        #expect(scratch.names("") == [])
    }

    // MARK: Links

    @Test func aLinkedOutputStaysALink() throws {
        scratch.put("elsewhere/.keep", "")
        try FileManager.default.createSymbolicLink(atPath: output, withDestinationPath: "elsewhere/site")
        #expect(throws: WriteError(output, "the symbolic link leads nowhere")) {
            try SiteWriter(output: output).write(site)
        }
        try FileManager.default.createDirectory(
            atPath: scratch.path + "/elsewhere/site", withIntermediateDirectories: true)
        _ = try SiteWriter(output: output).write(site)
        _ = try SiteWriter(output: output).write([site[0]])
        #expect(try FileManager.default.destinationOfSymbolicLink(atPath: output) == "elsewhere/site")
        #expect(scratch.names("elsewhere") == [".keep", "site", "site/.gradbook", "site/index.html"])
    }

    @Test func linksInsideAnOldSiteAreReplacedNotFollowed() throws {
        scratch.put("private.html", "home")
        scratch.put("folder/lesson.html", "a lesson")
        _ = try SiteWriter(output: output).write([])
        try FileManager.default.createSymbolicLink(
            atPath: output + "/index.html", withDestinationPath: "../private.html")
        try FileManager.default.createSymbolicLink(atPath: output + "/track", withDestinationPath: "../folder")
        let writer = SiteWriter(output: output)
        #expect(
            try writer.differences(from: site) == [
                Difference(.changed, "index.html"), Difference(.unexpected, "track"),
                Difference(.missing, "track/01-a/lesson.html"),
            ])
        _ = try writer.write(site)
        #expect(scratch.attributes("public/index.html")[.type] as? FileAttributeType == .typeRegular)
        #expect(scratch.text("private.html") == "home")
        #expect(scratch.text("folder/lesson.html") == "a lesson")
    }

    // MARK: Comparing

    @Test func differencesNameEveryFile() throws {
        _ = try SiteWriter(output: output).write(site + [outputFile("b/extra.html", "")])
        let fresh = [outputFile("index.html", "hame"), outputFile("a.html", ""), site[1]]
        #expect(
            try SiteWriter(output: output).differences(from: fresh) == [
                Difference(.missing, "a.html"), Difference(.unexpected, "b/extra.html"),
                Difference(.changed, "index.html"),
            ])
        #expect(
            try SiteWriter(output: scratch.path + "/none").differences(from: [site[0]]) == [
                Difference(.missing, ".gradbook"), Difference(.missing, "index.html"),
            ])
    }

    // MARK: Together, and killed

    @Test func buildsAtOnceDoNotHurtEachOther() async throws {
        let (output, first, second) = (output, Self.version("first"), Self.version("second"))
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<8 {
                group.addTask {
                    for _ in 0..<5 {
                        _ = try SiteWriter(output: output).write(number.isMultiple(of: 2) ? first : second)
                    }
                }
            }
            try await group.waitForAll()
        }
        let writer = SiteWriter(output: output)
        let wholes = try [first, second].filter { try writer.differences(from: $0).isEmpty }
        #expect(wholes.count == 1)
        #expect(scratch.names("").filter { $0.hasPrefix(".") } == [])
    }

    /// Each round is a process that builds two sites in turn and is killed in the middle of it.
    @Test(arguments: [true, false])
    func aKilledBuildLeavesAWholeSite(exchanges: Bool) async throws {
        let output = output
        var writer = SiteWriter(output: output)
        writer.exchangesInOneStep = exchanges
        _ = try writer.write(Self.version("first"))
        var interrupted = 0
        for round in 0..<25 {
            let delay = UInt32(200 + round * 397 % 5000)
            await #expect(processExitsWith: .signal(SIGKILL)) {
                [output = output as String, exchanges, delay = delay as UInt32] in
                var writer = SiteWriter(output: output)
                writer.exchangesInOneStep = exchanges
                Thread.detachNewThread {
                    usleep(delay)
                    kill(getpid(), SIGKILL)
                }
                while true {
                    _ = try writer.write(WriteTests.version("second"))
                    _ = try writer.write(WriteTests.version("first"))
                }
            }
            if !scratch.names("").filter({ $0.hasPrefix(".") }).isEmpty { interrupted += 1 }
            if !exchanges, !FileManager.default.fileExists(atPath: output) {
                // Between two renames there may be a moment without a site; the next build takes it back.
                #expect(try Self.isWhole(scratch.path + "/.public.gradbook-retired"))
            } else {
                #expect(try Self.isWhole(output))
            }
        }
        #expect(interrupted > 5, "the rounds must meet builds at work to show anything")
        _ = try writer.write(Self.version("first"))
        #expect(try writer.differences(from: Self.version("first")) == [])
        #expect(scratch.names("").filter { $0.hasPrefix(".") } == [])
    }

    static func isWhole(_ folder: String) throws -> Bool {
        let writer = SiteWriter(output: folder)
        return try [version("first"), version("second")].contains { try writer.differences(from: $0).isEmpty }
    }

    /// A site of some size: half of its files differ from version to version, some are in one only.
    static func version(_ name: String) -> [OutputFile] {
        (0..<60).map { number in
            let text = number.isMultiple(of: 2) ? "the same in all" : name
            let path = number.isMultiple(of: 7) ? "\(name)/\(number).html" : "pages/\(number % 5)/\(number).html"
            return outputFile(path, String(repeating: text + "\n", count: 200))
        }
    }
}

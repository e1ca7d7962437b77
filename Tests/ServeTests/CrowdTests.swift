import Foundation
import TestSupport
import Testing

@testable import Serve
@testable import Site

/// Many pages and many changes at once: nobody misses anything, and nothing is left behind.
@Suite(.serialized) struct CrowdTests {
    /// Pages that are open in browsers: each hears events and reads the page again when it is told to.
    private final class Crowd: @unchecked Sendable {
        private let port: UInt16
        private var streams: [Wire] = []
        private var rest: [[UInt8]] = []
        /// What each page shows, and whether it has to look again.
        private(set) var shown: [String] = []
        private var isDirty: [Bool] = []
        private(set) var events = 0

        init(_ count: Int, port: UInt16) throws {
            self.port = port
            for _ in 0..<count {
                let wire = try Wire(port: port)
                wire.send("GET /-/events?since=0.0 HTTP/1.1\r\nHost: localhost:\(port)\r\n\r\n")
                _ = fcntl(wire.file, F_SETFL, O_NONBLOCK)
                streams.append(wire)
            }
            rest = streams.map { _ in [] }
            shown = streams.map { _ in "" }
            isDirty = streams.map { _ in false }
        }

        /// Hears what there is to hear within some milliseconds.
        func hear(_ milliseconds: Int32) {
            var files = streams.map { pollfd(fd: $0.file, events: Int16(POLLIN), revents: 0) }
            guard poll(&files, nfds_t(files.count), milliseconds) > 0 else { return }
            for index in files.indices where files[index].revents != 0 {
                var buffer = [UInt8](repeating: 0, count: 16384)
                while true {
                    let count = recv(streams[index].file, &buffer, buffer.count, 0)
                    guard count > 0 else { break }
                    rest[index] += buffer[..<count]
                }
                let text = String(decoding: rest[index], as: UTF8.self)
                guard let end = text.range(of: "\n\n", options: .backwards)?.upperBound else { continue }
                for event in text[..<end].split(whereSeparator: \.isNewline) where event.hasPrefix("data: ") {
                    events += 1
                    if event.contains("t/01-a/lesson.html") || event.contains("\"*\"") { isDirty[index] = true }
                }
                rest[index] = Array(text[end...].utf8)
            }
        }

        /// Every page that has to reads the site again.
        func look() async throws {
            for index in streams.indices where isDirty[index] {
                isDirty[index] = false
                let page = try await Wire.get("/t/01-a/lesson.html", port: port)
                let start = page.range(of: "The number is ")
                shown[index] = String(page[(start?.lowerBound ?? page.endIndex)...].prefix(400))
            }
        }

        var isSilent: Bool { !isDirty.contains(true) }

        func leave() { streams = [] }
    }

    /// The command, as a process of its own, so that what it holds can be counted.
    private final class Child {
        let process = Process()
        let port: UInt16

        init(_ site: Small) async throws {
            let log = site.folder + "/said"
            try Data().write(to: URL(fileURLWithPath: log))
            process.executableURL = URL(fileURLWithPath: GradbookBinary.path)
            process.arguments = ["serve", "--port", "0", "--content", site.content, "--templates", site.templates]
            process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: log))
            process.standardError = process.standardOutput
            process.standardInput = FileHandle.nullDevice
            try process.run()
            var said = ""
            _ = await eventually(60) {
                said = (try? String(contentsOfFile: log, encoding: .utf8)) ?? ""
                return said.contains(" ms\n")
            }
            port =
                said.range(of: "/  ").flatMap { UInt16(said[..<$0.lowerBound].split(separator: ":").last ?? "") } ?? 0
        }

        deinit { process.terminate() }

        func count(_ what: String) -> Int {
            (try? FileManager.default.contentsOfDirectory(atPath: "/proc/\(process.processIdentifier)/\(what)").count)
                ?? 0
        }
    }

    @Test(.timeLimit(.minutes(3))) func twoHundredPagesAndTenThousandChanges() async throws {
        let site = try Small(lessons: 3)
        let child = try await Child(site)
        // What is made once and stays.
        for _ in 0..<20 { _ = try await Wire.get("/t/01-a/lesson.html", port: child.port) }
        _ = await eventually(0.5) { false }
        let (files, threads) = (child.count("fd"), child.count("task"))

        let crowd = try Crowd(200, port: child.port)
        #expect(await eventually(20) { child.count("fd") == files + 200 })

        // 10,000 files written, in batches; those of one lesson, of others, beside them, in place and by renaming.
        let writer = Task.detached {
            for batch in 1...100 {
                for number in 0..<100 {
                    switch number % 5 {
                    case 0: try site.writeLesson(1, value: batch * 1000 + number)
                    case 1: try site.replace("content/t/02-a/lesson.md", Small.lesson(2, value: batch * 1000 + number))
                    case 2: try site.write("content/t/03-a/notes-\(number).txt", "\(batch)")
                    case 3: try site.write("content/t/01-a/.lesson.md.swp", "\(batch)")
                    default: try site.write("content/t/03-a/lesson.md", Small.lesson(3, value: batch * 1000 + number))
                    }
                }
                try await Task.sleep(for: .milliseconds(10))
            }
            try site.writeLesson(1, value: 424_242)
        }
        let end = ContinuousClock.now + .seconds(100)
        let isWritten = Notes()
        Task {
            _ = try? await writer.value
            isWritten.add("")
        }
        var lastLook = ContinuousClock.now
        while ContinuousClock.now < end {
            crowd.hear(20)
            if ContinuousClock.now - lastLook > .milliseconds(300) {
                try await crowd.look()
                lastLook = .now
            }
            if !isWritten.all.isEmpty, crowd.isSilent, crowd.shown.allSatisfy({ $0.contains("424242") }) { break }
            await Task.yield()
        }
        try await writer.value
        #expect(crowd.shown.count { $0.contains("424242") } == 200)
        #expect(crowd.events >= 200)

        // They go, and nothing of them stays.
        crowd.leave()
        #expect(await eventually(30) { child.count("fd") <= files })
        #expect(await eventually(20) { child.count("task") <= threads + 4 })
    }
}

import Foundation
import Testing

@testable import Serve
@testable import Site

/// The preview over the wire: what it answers, what it tells, and that it ends.
@Suite(.serialized) struct PreviewTests {
    private static func answer(_ status: String, _ type: String, _ text: String, _ more: String = "") -> String {
        let body = text + "\n"
        return "HTTP/1.1 \(status)\r\n" + (more.hasPrefix("Allow") ? more : "")
            + "Cache-Control: no-store\r\nConnection: close\r\nContent-Length: \(body.utf8.count)\r\nContent-Type: \(type)\r\n"
            + "Cross-Origin-Resource-Policy: same-origin\r\nX-Content-Type-Options: nosniff\r\n\r\n" + body
    }

    /// To the byte; nothing of the request comes back.
    @Test func refusals() async throws {
        let site = try Small(lessons: 1)
        let preview = try await Running.start(site.pipeline)
        let plain = "text/plain; charset=utf-8"
        let foreign = Self.answer(
            "421 Misdirected Request", plain,
            "This is a preview for its author: it answers to localhost, 127.0.0.1 and [::1], and to no other name.")
        for host in ["evil.example", "evil.example:\(preview.port)", "127.0.0.1.evil.example", ""] {
            #expect(try await Wire.get("/", port: preview.port, host: host) == foreign)
        }
        #expect(
            try await Wire.get("/", port: preview.port, host: nil)
                == Self.answer("400 Bad Request", plain, "A request must name its host."))
        let nowhere = Self.answer("400 Bad Request", plain, "This is no address of a page.")
        for target in [
            "/../content/site.yml", "/%2e%2e/content/site.yml", "/..%2fcontent/site.yml", #"/..\content\site.yml"#,
            "/%00", "//content/site.yml", "http://localhost/", "/t/%2e%2e/%2e%2e/content/site.yml",
        ] {
            #expect(try await preview.get(target) == nowhere, "\(target)")
        }
        #expect(
            try await Wire.get("/", port: preview.port, method: "POST", "Content-Length: 0\r\n")
                == Self.answer(
                    "405 Method Not Allowed", plain, "A preview is only read: GET and HEAD are all it knows.",
                    "Allow: GET, HEAD\r\n"))
        #expect(await preview.stop() == nil)
    }

    /// Answered once, and not for as long as the connection lives.
    @Test func aHeadWithoutEnd() async throws {
        let site = try Small(lessons: 1)
        let preview = try await Running.start(site.pipeline)
        let wire = try Wire(port: preview.port)
        let start = "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nCookie: "
        wire.send(start + String(repeating: "a", count: Request.longest + 1 - start.utf8.count))
        #expect(
            await wire.all() == Self.answer("400 Bad Request", "text/plain; charset=utf-8", "This is no request."))
        #expect(await preview.stop() == nil)
    }

    @Test func pagesAreThoseOfTheBuildWithOneScript() async throws {
        let site = try Small(lessons: 1)
        let preview = try await Running.start(site.pipeline)
        let files = try site.pipeline.files()
        for file in files where file.path != "404.html" {
            let answer = try await Wire.bytes("/" + file.path, port: preview.port)
            guard file.path.hasSuffix(".html") else {
                #expect(answer == file.bytes, "\(file.path)")
                continue
            }
            var text = String(decoding: answer, as: UTF8.self)
            let start = try #require(text.range(of: #"<script src="/-/preview.js""#)?.lowerBound)
            let end = try #require(text[start...].range(of: "</script>")?.upperBound)
            text.removeSubrange(start..<end)
            text = text.replacingOccurrences(of: "; connect-src 'self'", with: "")
            #expect(text == String(decoding: file.bytes, as: UTF8.self), "\(file.path)")
        }
        #expect(try await preview.get("/t").hasPrefix("HTTP/1.1 302 Found\r\n"))
        #expect(try await preview.get("/t").contains("\r\nLocation: /t/\r\n"))
        #expect(try await preview.get("/t/").body.contains("A track"))
        #expect(try await preview.get("/").body.contains("<title>Small</title>"))
        for missing in ["/t/x", "/content/site.yml", "/.gradbook/formulas", "/t/01-a/"] {
            let answer = try await preview.get(missing)
            #expect(answer.status == 404 && answer.contains("Page not found"), "\(missing)")
        }
        let whole = try await preview.get("/index.html")
        let head = try await Wire.get("/index.html", port: preview.port, method: "HEAD")
        #expect(head == String(whole[..<(try #require(whole.range(of: "\r\n\r\n")).upperBound)]))
        // Nothing was written.
        #expect(try FileManager.default.contentsOfDirectory(atPath: site.folder).sorted() == ["content", "templates"])
        #expect(await preview.stop() == nil)
    }

    /// The page for addresses that lead nowhere finds its style under any address.
    @Test(arguments: ["", "base-url: https://a.example/b\n"])
    func theMissingPageIsWhole(config: String) async throws {
        let site = try Small(lessons: 1)
        try site.write("content/site.yml", "title: Small\n" + config)
        let preview = try await Running.start(site.pipeline)
        let answer = try await preview.get("/deep/down/nowhere")
        #expect(answer.status == 404)
        #expect(answer.contains(#"href="/assets/gradbook.css""#))
        #expect(answer.contains(#"href="/index.html""#))
        #expect(await preview.stop() == nil)
    }

    @Test func anEditIsToldAndServed() async throws {
        let site = try Small()
        let preview = try await Running.start(site.pipeline)
        let stream = try preview.events()
        try #require(await stream.reads(#""kind":"ok""#))
        stream.forget()
        try site.writeLesson(1, value: 41)
        try #require(await stream.reads("\n\n"))
        #expect(stream.text.contains(#"{"kind":"reload","paths":["#))
        #expect(stream.text.contains(#""t/01-a/lesson.html""#))
        #expect(!stream.text.contains(#""t/02-a/lesson.html""#))
        #expect(try await preview.get("/t/01-a/lesson.html").contains("n is 41"))
        #expect(
            await eventually {
                preview.said.all.last?.hasPrefix(site.path("content/t/01-a/lesson.md: 1 page in ")) ?? false
            })
        #expect(await preview.stop() == nil)
    }

    @Test func errorsAreToldAsTheTerminalSaysThemAndTheLastGoodPageStays() async throws {
        let site = try Small()
        let preview = try await Running.start(site.pipeline)
        let stream = try preview.events()
        try #require(await stream.reads(#""kind":"ok""#))
        stream.forget()
        try site.replace("content/t/01-a/lesson.md", Small.lesson(1, value: 5) + "\n`=n => 6`\n")
        try #require(await stream.reads(#""kind":"errors""#))
        _ = await eventually { !preview.complained.all.isEmpty }
        let said = try #require(preview.complained.all.first)
        #expect(
            said.contains("lesson.md:12:8: error: the page claims 6, the engine computes 5 for `n` [claim-differs]"))
        struct Event: Decodable {
            let kind: String
            let errors: [String]?
        }
        let lines = stream.text.split(whereSeparator: \.isNewline).filter { $0.hasPrefix("data: ") }
        let events = try lines.map { try JSONDecoder().decode(Event.self, from: Data($0.dropFirst(6).utf8)) }
        #expect(events.compactMap(\.errors) == [[said]])
        #expect(try await preview.get("/t/01-a/lesson.html").contains("n is 1"))
        // A page that comes now is told too, and another lesson goes on.
        let late = try preview.events(since: "x.1")
        try #require(await late.reads(#""kind":"errors""#))
        stream.forget()
        try site.writeLesson(1, value: 6)
        try #require(await stream.reads(#""kind":"ok""#))
        #expect(try await preview.get("/t/01-a/lesson.html").contains("n is 6"))
        #expect(await preview.stop() == nil)
    }

    @Test func templatesAndStyles() async throws {
        let site = try Small()
        let preview = try await Running.start(site.pipeline)
        let stream = try preview.events()
        try #require(await stream.reads(#""kind":"ok""#))
        stream.forget()
        try site.replace("templates/assets/gradbook.css", "body { color: red }\n")
        try #require(await stream.reads("\n\n"))
        #expect(stream.text.contains(#"{"kind":"css","paths":["assets/gradbook.css"]"#))
        #expect(!stream.text.contains(#""kind":"reload""#))
        #expect(try await preview.get("/assets/gradbook.css").body == "body{color:red}\n")
        stream.forget()
        let template = try String(contentsOfFile: site.path("templates/lesson.mustache"), encoding: .utf8)
        try site.write("templates/lesson.mustache", template.replacing("</body>", with: "<p>A foot.</p></body>"))
        try #require(await stream.reads(#""kind":"reload""#))
        #expect(try await preview.get("/t/02-a/lesson.html").contains("A foot."))
        stream.forget()
        try site.write("templates/lesson.mustache", template.replacing("{{title}}", with: "{{titel}}"))
        try #require(await stream.reads(#""kind":"errors""#))
        #expect(stream.text.contains("titel"))
        #expect(try await preview.get("/t/02-a/lesson.html").contains("A foot."))
        #expect(await preview.stop() == nil)
    }

    @Test func lessonsComeGoAndAreRenamed() async throws {
        let site = try Small()
        let preview = try await Running.start(site.pipeline)
        try site.writeLesson(3, value: 33)
        #expect(try await preview.shows("n is 33", at: "/t/03-a/lesson.html"))
        #expect(try await preview.shows("Lesson 3", at: "/t/"))
        #expect(try await preview.shows("03-a", at: "/t/02-a/lesson.html"))
        try site.move("content/t/03-a", "content/t/04-d")
        #expect(try await preview.shows("n is 33", at: "/t/04-d/lesson.html"))
        #expect(try await preview.get("/t/03-a/lesson.html").status == 404)
        try site.remove("content/t/04-d")
        #expect(try await eventually { try await preview.get("/t/04-d/lesson.html").status == 404 })
        #expect(try await eventually { try await !preview.get("/t/").contains("Lesson 3") })
        // All of it goes, and comes back.
        try site.move("content", "away")
        #expect(await eventually { !preview.complained.all.isEmpty })
        #expect(try await preview.get("/t/01-a/lesson.html").contains("n is 1"))
        try site.move("away", "content")
        #expect(await eventually { await preview.errors.isEmpty })
        try site.writeLesson(1, value: 99)
        #expect(try await preview.shows("n is 99", at: "/t/01-a/lesson.html"))
        #expect(await preview.stop() == nil)
    }

    /// A site with errors from the beginning is shown as far as it goes, and whole when they are mended.
    @Test func aSiteThatIsBrokenFromTheStart() async throws {
        let site = try Small(lessons: 1)
        try site.write("content/t/track.yml", "titel: A track\n")
        let preview = try await Running.start(site.pipeline)
        let answer = try await Wire.get("/", port: preview.port, "Accept: text/html\r\n")
        #expect(answer.contains("/-/preview.js"))
        let stream = try preview.events(since: "0.0")
        try #require(await stream.reads(#""kind":"errors""#))
        #expect(stream.text.contains("titel"))
        try site.write("content/t/track.yml", "title: A track\n")
        #expect(try await preview.shows("<title>Small</title>", at: "/"))
        #expect(await preview.stop() == nil)
    }

    /// The address comes at once, and a page asked for before the first build says that there is one, and waits.
    @Test func theFirstBuildIsWaitedFor() async throws {
        let site = try Small(lessons: 1)
        try site.write(
            "content/t/01-a/lesson.md",
            Small.lesson(1, value: 1).replacing("n = 1", with: "n = 1\nfor i in range(1500000):\n    n = i\nn = 1"))
        let preview = try await Running.start(site.pipeline, isBuilt: false)
        let page = try await Wire.get("/", port: preview.port, "Accept: text/html\r\n")
        #expect(page.status == 200 || page.contains("<title>Building …</title>"))
        #expect(try await Wire.get("/t/01-a/lesson.html", port: preview.port).contains("n is 1"))
        #expect(await preview.stop() == nil)
    }

    @Test func aPortInUse() async throws {
        let site = try Small(lessons: 1)
        let preview = try await Running.start(site.pipeline)
        let notes = Notes()
        let second = Preview(site.pipeline, port: preview.port, voice: .init(say: notes.add, complain: notes.add))
        await #expect(
            throws: Preview.Failure(
                message:
                    "Port \(preview.port) is in use, perhaps by another preview. End that one, give another port, or 0 for any."
            )
        ) { try await second.run() }
        #expect(notes.all.isEmpty)
        #expect(await preview.stop() == nil)
    }

    /// What came while a page was away is told when it is back; of another run, or of too long ago, that all may be new.
    @Test func whatAPageMissed() async throws {
        let channel = Channel()
        await channel.tell(["a.html"], errors: [])
        let name = await channel.name
        await channel.tell(["b.html", "x.css"], errors: [])
        await channel.tell(["c.html"], errors: ["no"])
        func heard(_ since: String?) async -> String {
            var listener = await channel.listener(at: since)
            return String(decoding: await channel.next(&listener) ?? [], as: UTF8.self)
                .replacing(channel.epoch, with: "E")
        }
        #expect(
            await heard(name) == """
                retry: 300

                data: {"kind":"css","paths":["x.css"],"version":"E.3"}

                data: {"kind":"reload","paths":["b.html","c.html"],"version":"E.3"}

                data: {"errors":["no"],"kind":"errors","version":"E.3"}


                """)
        let all = """
            retry: 300

            data: {"kind":"reload","paths":["*"],"version":"E.3"}

            data: {"errors":["no"],"kind":"errors","version":"E.3"}


            """
        #expect(await heard("other.2") == all)
        #expect(await heard("0.0") == all)
        #expect(await heard("\(channel.epoch).99") == all)
        #expect(await heard("\(channel.epoch).-5") == all)
        for number in 0..<300 { await channel.tell(["\(number).html"], errors: ["no"]) }
        #expect(await heard(name).contains(#"{"kind":"reload","paths":["*"],"version":"E.303"}"#))
    }
}

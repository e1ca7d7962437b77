import Foundation
import TestSupport
import Testing

extension BrowserTests {
    /// The preview in a browser: what is saved is on the page at once, and the page stays where its author was.
    struct PreviewTests {
        /// A site on the disk with `gradbook serve` on it, both gone with it.
        private final class Served {
            let folder =
                FileManager.default.temporaryDirectory.path + "/gradbook-preview-\(UUID().uuidString.prefix(8))"
            private(set) var port = 0
            private var process = Process()

            init() async throws {
                try FileManager.default.createDirectory(
                    atPath: folder + "/content/t/01-a", withIntermediateDirectories: true)
                try FileManager.default.copyItem(
                    atPath: repositoryRoot.path + "/templates", toPath: folder + "/templates")
                try write("content/site.yml", "title: Small\n")
                try write("content/t/track.yml", "title: A track\n")
                try write("content/t/01-a/lesson.md", Self.lesson())
                try await start()
            }

            deinit {
                stop()
                try? FileManager.default.removeItem(atPath: folder)
            }

            func start() async throws {
                process = Process()
                process.executableURL = URL(fileURLWithPath: GradbookBinary.path)
                process.arguments = ["serve", "--port", String(port)]
                process.currentDirectoryURL = URL(fileURLWithPath: folder)
                try write("said", "")
                try write("complained", "")
                process.standardOutput = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/said"))
                process.standardError = try FileHandle(forWritingTo: URL(fileURLWithPath: folder + "/complained"))
                try process.run()
                for _ in 0..<400 where !(try read("said").contains(" ms\n")) {
                    try await Task.sleep(for: .milliseconds(25))
                }
                let address = try #require(try read("said").split(separator: " ").first)
                port = try #require(Int(address.dropLast().split(separator: ":").last ?? ""))
            }

            func stop() {
                guard process.isRunning else { return }
                process.terminate()
                process.waitUntilExit()
            }

            func url(_ path: String) -> String { "http://127.0.0.1:\(port)/\(path)" }

            func read(_ path: String) throws -> String {
                try String(contentsOfFile: folder + "/" + path, encoding: .utf8)
            }

            func write(_ path: String, _ text: String) throws {
                try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + path))
            }

            func edit(_ path: String, _ old: String, _ new: String) throws {
                try write(path, try read(path).replacing(old, with: new))
            }

            static func lesson() -> String {
                let filler = (1...30).map { "Paragraph \($0) has nothing to say, and says it at some length.\n\n" }
                    .joined()
                return """
                    ---
                    title: A lesson
                    ---

                    ## Numbers

                    ```python
                    n = 41
                    print("n is", n)
                    ```

                    The number is `=n`, and the text is old.

                    ## Nothing

                    \(filler)
                    ## A pass

                    ```python
                    from micrograd.engine import Value

                    a = Value(2.0)
                    b = Value(-3.0)
                    c = Value(10.0)
                    L = a * b + c
                    L.backward()
                    ```

                    ```steps L
                    ```

                    ```practice L
                    ```

                    """
            }
        }

        private static let lesson = "content/t/01-a/lesson.md"
        private static let page = "t/01-a/lesson.html"

        /// Text is exchanged where it stands; the page is not loaded again, and keeps all that its reader did.
        @Test func aSavedNumberIsShownInPlace() async throws {
            let site = try await Served()
            let browser = try await Browser.fresh(width: 320)
            try await browser.open(site.url(Self.page))
            try await browser.act(
                """
                window.mark = 1;
                document.querySelector('.contents-folded').open = true;
                document.querySelector('.practice input').value = '-3';
                document.querySelector('.stepper button:nth-of-type(2)').click();
                document.querySelectorAll('a.why')[0].focus();
                scrollTo({top: 700, behavior: 'instant'});
                """)
            try site.edit(Self.lesson, "n = 41", "n = 42")
            try await browser.wait(until: "return document.querySelector('a.why').textContent.includes('42')")
            try site.edit(Self.lesson, "the text is old", "the text is *new*, with `=n + 1`")
            try await browser.wait(until: "return /new, with 43/.test(document.body.innerText)")
            #expect(try await browser.run("return document.querySelector('.snippet').innerText.includes('n = 42')"))
            #expect(try await browser.run("return document.querySelector('.snippet .copy') != null"))
            let kept: [String] = try await browser.run(
                """
                return [window.mark, scrollY, document.querySelector('.contents-folded').open,
                  document.querySelector('.practice input').value,
                  document.querySelector('.stepper output').textContent.slice(0, 6),
                  document.activeElement.className].map(String);
                """)
            #expect(kept == ["1", "700", "true", "-3", "Step 2", "why"])
            // What was put there is followed too.
            try site.edit(Self.lesson, "`=n + 1`", "`=n + 2`")
            try await browser.wait(until: "return /new, with 44/.test(document.body.innerText)")
            #expect(try await browser.run("return window.mark === 1"))

            try site.edit("templates/assets/gradbook.css", "--serif: Charter", "--serif: monospace, Charter")
            try await browser.wait(
                until:
                    "return getComputedStyle(document.documentElement).getPropertyValue('--serif').startsWith('mono')")
            #expect(try await browser.run("return window.mark === 1 && scrollY === 700"))
            #expect(try await browser.consoleProblems() == [])
        }

        /// What scripts hold wants the page again; then all is put back.
        @Test func whatScriptsHoldIsPutBack() async throws {
            let site = try await Served()
            let browser = try await Browser.fresh()
            try await browser.open(site.url(Self.page))
            try await browser.act(
                """
                window.mark = 1;
                document.querySelector('.stepper button:nth-of-type(2)').click();
                const input = document.querySelectorAll('.practice input')[1];
                input.value = '0.5';
                input.focus({preventScroll: true});
                document.querySelector('.practice').scrollIntoView({behavior: 'instant'});
                """)
            let top = "return Math.round(document.querySelector('.practice').getBoundingClientRect().top)"
            let before: Int = try await browser.run(top)
            try site.edit(Self.lesson, "Value(-3.0)", "Value(-4.0)")
            try await browser.wait(until: "return window.mark === undefined && document.readyState === 'complete'")
            try await browser.wait(until: "return document.querySelectorAll('.practice input')[1]?.value === '0.5'")
            #expect(try await browser.text(".stepper output").hasPrefix("Step 2 of "))
            #expect(
                try await browser.run(
                    "return document.activeElement === document.querySelectorAll('.practice input')[1]"))
            let after: Int = try await browser.run(top)
            #expect(abs(after - before) <= 2)
            #expect(try await browser.consoleProblems() == [])
        }

        /// What is wrong stands over the page in the words of the terminal, goes when it is mended, and lets itself be
        /// hidden.
        @Test func whatIsWrongStandsOverThePage() async throws {
            let site = try await Served()
            let browser = try await Browser.fresh(width: 320)
            try await browser.open(site.url(Self.page))
            let shadow = "const root = document.querySelector('#gradbook-preview')?.shadowRoot;"
            let isShown = shadow + "return !!root && !root.querySelector('.box').hidden"
            try await browser.act("window.mark = 1")
            try site.edit(Self.lesson, "the text is old", "the next is `=n + 1 => 43`, `=m`")
            try await browser.wait(until: isShown)
            let said = try site.read("complained")
            let texts: [String] = try await browser.run(
                shadow + "return [...root.querySelectorAll('pre')].map((pre) => pre.textContent)")
            #expect(texts.joined() == said)
            #expect(texts.count == 2)
            #expect(try await browser.run("return document.body.innerText.includes('the text is old')"))
            for (width, scheme) in [(320, Browser.Scheme.dark), (320, .light), (1280, .dark), (1280, .light)] {
                try await browser.resize(width: width, height: 720)
                try await browser.emulate(scheme: scheme)
                let axe = try await Axe.judge(browser)
                #expect(axe.violations.map(\.description) == [], "\(width) px, \(scheme)")
                #expect(try await browser.run("return document.documentElement.scrollWidth <= innerWidth"))
                let inside: Bool = try await browser.run(
                    shadow + """
                        const box = root.querySelector('.box').getBoundingClientRect();
                        return box.left >= 0 && box.right <= innerWidth && box.top > innerHeight / 4;
                        """)
                #expect(inside)
                if let folder = ProcessInfo.processInfo.environment["GRADBOOK_SCREENSHOTS"] {
                    let picture = try await browser.devtools("Page.captureScreenshot", ["format": "png"])
                    let data = try #require(picture["data"]?.text.flatMap { Data(base64Encoded: $0) })
                    try data.write(to: URL(fileURLWithPath: "\(folder)/preview-errors-\(width)-\(scheme).png"))
                }
            }
            try await browser.press(.escape)
            #expect(try await browser.run(isShown) == false)
            #expect(
                try await browser.run(shadow + "return root.activeElement.textContent") == "2 errors: show")
            try await browser.act(shadow + "root.activeElement.click()")
            #expect(try await browser.run(isShown))
            try site.edit(Self.lesson, "`=n + 1 => 43`, `=m`", "`=n + 1 => 42`")
            try await browser.wait(until: shadow + "return root.querySelector('.box').hidden")
            #expect(try await browser.run("return window.mark === 1"))
            try await browser.wait(until: "return document.body.innerText.includes('the next is 42')")
            #expect(try await browser.consoleProblems() == [])
        }

        /// A preview that ended is waited for, and what was saved meanwhile is shown when it is back.
        @Test func aPreviewThatEndedIsWaitedFor() async throws {
            let site = try await Served()
            let browser = try await Browser.fresh()
            try await browser.open(site.url(Self.page))
            try await browser.act("window.mark = 1")
            site.stop()
            try await browser.wait(
                until: """
                    const root = document.querySelector('#gradbook-preview')?.shadowRoot;
                    return root?.querySelector('.calm').textContent === 'The preview has ended; waiting for it';
                    """)
            try site.edit(Self.lesson, "n = 41", "n = 57")
            try await site.start()
            try await browser.wait(until: "return document.querySelector('a.why').textContent.includes('57')")
            #expect(try await browser.run("return window.mark === 1"))
            try await browser.wait(
                until: "return document.querySelector('#gradbook-preview').shadowRoot.querySelector('.calm').hidden")
        }
    }
}

import Testing

extension BrowserTests {
    /// A snippet's button copies its code and nothing else, whether the clipboard is open to scripts or not.
    struct CopyTests {
        private static let page = "build-nns-from-scratch/01-micrograd/lesson.html"

        /// What the clipboard holds, as someone who pastes it would see.
        private func pasted(_ browser: Browser) async throws -> String {
            try await browser.act(
                "const t = document.createElement('textarea'); document.body.append(t); t.focus()")
            // Insert pastes too, on every keyboard layout.
            try await browser.press(.insert, with: .shift)
            return try await browser.run("return document.activeElement.value")
        }

        @Test(arguments: ["open", "closed", "missing"], [true, false])
        func theCodeIsCopied(clipboard: String, fromDisk: Bool) async throws {
            let site = try await BuiltSite.ofRepository()
            let server = try await site.serve()
            let browser = try await Browser.fresh()
            try await browser.open(fromDisk ? site.file(Self.page) : server.url(Self.page))
            switch clipboard {
            case "closed":
                try await browser.act("navigator.clipboard.writeText = () => Promise.reject(new Error('closed'))")
            case "missing":
                try await browser.act("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
            default: break
            }
            let code: String = try await browser.run("return document.querySelector('.snippet code').textContent")
            try await browser.click(".snippet .copy")
            try await browser.wait(until: "return document.querySelector('.unseen[role=status]').textContent !== ''")
            #expect(try await browser.text(".snippet .copy") == "Copied")
            #expect(try await browser.run("return document.querySelector('.unseen').textContent") == "Copied")
            // A selection is copied without the end of its last line.
            let text = try await pasted(browser)
            #expect(text == code || text + "\n" == code)
            #expect(
                text.hasPrefix("def loss(w):") && text.hasSuffix("print(slope)\n") || text.hasSuffix("print(slope)"))
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func everySnippetHasAButtonThatIsLargeEnoughAndSaysWhatItDoes() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(width: 320)
            try await browser.open(site.file(Self.page))
            #expect(try await browser.count(".snippet") > 5)
            #expect(
                try await browser.run(
                    """
                    return [...document.querySelectorAll('.snippet, figure.source')].every(box => {
                      const buttons = box.querySelectorAll('button'), b = buttons[0].getBoundingClientRect();
                      return buttons.length === 1 && buttons[0].textContent === 'Copy' && b.width >= 24 && b.height >= 24;
                    })
                    """) == true)
        }

        @Test func withoutScriptThereIsNone() async throws {
            let site = try await BuiltSite.ofRepository()
            let browser = try await Browser.fresh(scripts: false)
            try await browser.open(site.file(Self.page))
            #expect(try await browser.count(".copy") == 0)
            // What a snippet prints is told in words.
            #expect(try await browser.text(".output p") == "prints")
        }
    }
}

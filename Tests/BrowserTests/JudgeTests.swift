import Testing

extension BrowserTests {
    /// Each judge objects to a page that was made to be objected to, and to nothing else of it.
    struct JudgeTests {
        private func complaints(_ judge: String, _ body: String, width: Int = 320) async throws -> [String] {
            let page = try ScratchPage("<!DOCTYPE html><html lang=en><title>A</title><body>\(body)")
            let browser = try await Browser.fresh(width: width)
            try await browser.open(page.url)
            return judge == "contrast"
                ? try await browser.contrastComplaints(width: width) : try await browser.judge(judge)
        }

        @Test func contrast() async throws {
            let found = try await complaints(
                "contrast",
                """
                <style>body { background: #fff } .ruled { background: linear-gradient(90deg, #fff 50%, #777 50%) 0 0 / 8px 8px }
                p { margin: 9px } text { font: 14px sans-serif }</style>
                <p style="color: #767676">just enough</p>
                <p class="faint" style="color: #777">not enough</p>
                <p class="large" style="color: #949494; font-size: 24px">large</p>
                <p class="ghost" style="opacity: 0.5">half seen</p>
                <p class="ruled" style="color: #000">on a pattern</p>
                <p class="ruled blue" style="color: #33f">on a pattern</p>
                <svg role="img" width="200" height="40"><rect width="200" height="40" fill="#000" stroke="#000"/>
                <text x="9" y="20" fill="#fff">good</text><text class="dark" x="99" y="20" fill="#333">bad</text></svg>
                <svg role="img" width="200" height="40"><path class="pale" d="M9 9H99" stroke="#ccc"/></svg>
                <p class="short" style="color: #999">8</p>
                """)
            #expect(
                found == [
                    "4.48 of 4.5: p.faint \"not enough\"",
                    "3.98 of 4.5: p.ghost \"half seen\"",
                    "1.53 of 4.5: p.ruled blue \"on a pattern\"",
                    "1.66 of 4.5: text.dark \"bad\"",
                    "2.85 of 4.5: p.short \"8\"",
                    "1.61 of 3: the line of path.pale",
                ])
        }

        @Test func layout() async throws {
            let found = try await complaints(
                "layout",
                """
                <style>body { margin: 0 } div { height: 30px }</style>
                <div class="wide" style="width: 400px"></div>
                <div style="width: 100px; overflow: auto" tabindex="0"><div style="width: 200px"></div></div>
                <div class="mouse" style="width: 100px; overflow: auto"><div style="width: 200px"></div></div>
                <div class="cut" style="width: 100px; overflow: hidden"><div style="width: 200px">text</div></div>
                <button class="small" style="width: 20px; height: 40px"></button>
                <label><input type="checkbox"> a label that is large enough to be hit<br>is a target</label>
                """)
            #expect(
                found == [
                    "the page is 400 wide in a window of 320", "div.wide ends at 400",
                    "div.mouse scrolls, but not by the keyboard", "div.cut hides what is wider than it: text",
                    "button.small is 20 by 40",
                ])
        }

        @Test func hygiene() async throws {
            let found = try await complaints(
                "hygiene",
                """
                <h1 id="a">A</h1><h3 id="a">B</h3><p style="color: red" onclick="a()">&lt;b&gt;c</p><a href="#gone">d</a>
                <img src="https://example.org/a.png" alt="e"><div aria-labelledby="a nowhere" tabindex="2">f</div>
                <script>0</script><script type="application/json">{</script><code>&lt;p&gt;</code>
                """)
            #expect(
                found.map { $0.prefix { $0 != ":" } } == [
                    "the id a twice", "style on <p style=\"color", "onclick on <p style=\"color", "leads nowhere",
                    "loads from elsewhere", "aria-labelledby names no element", "tabindex above 0",
                    "a script in the page",
                    "no JSON, Expected property name or '}' in JSON at position 1 (line 1 column 2)",
                    "the policy", "markup as text", "from level 1 to 3",
                ])
        }

        @Test func figures() async throws {
            let found = try await complaints(
                "figures",
                """
                <figure id="one"><svg role="img" aria-label="A"><text>−2.5</text><text>∂ 1.0</text><text class="o">1.5e-08</text>
                <text data-value="-3.0">3.0</text></svg><table><tr><td>a −2.5, b 1.0<td>3.0</table></figure>
                <figure id="two"><svg role="img"><text>1</text></svg></figure>
                <data value="-4.0">4.0</data><data value="-4.0">−4.0</data>
                """)
            #expect(
                found == [
                    "one: 1.5e-08 of \"1.5e-08\" is in no table", "one: -3.0 is drawn without its sign",
                    "two: a picture without a name", "two: a graph without a table",
                    "a negative value without its sign: <data value=\"-4.0\">4.0</data>",
                ])
        }

        @Test func scriptless() async throws {
            let found = try await complaints(
                "scriptless",
                """
                <main><button hidden>a</button><button>b</button><p hidden>c</p><details><summary>d</summary><p>e</p></details>
                <div hidden><p>f</p></div></main>
                """)
            #expect(found == ["a dead control: <button>b</button>", "hidden for good: <p hidden=\"\">c</p>"])
        }
    }
}

import Foundation
import TestSupport

/// A tab of Chromium, as a test uses it: one process for all tests, made as good as new for each by `Browser.fresh`.
/// It knows nothing of our pages.
actor Browser {
    enum Scheme: String { case light, dark }

    private let session: String
    private let driver: WebDriver
    private let keeper: Keeper
    /// Scripts that run before those of each page, until the next test.
    private var preludes: [JSONValue] = []

    private init(driver: WebDriver, session: String, keeper: Keeper) {
        (self.driver, self.session, self.keeper) = (driver, session, keeper)
    }

    // MARK: Beginning

    /// Whether tests that need the browser are to run: when Chromium, its driver and the judges are there, or must be.
    static let isThere: Bool = {
        let asked = "command -v chromium && command -v chromedriver && command -v curl && command -v python3"
        return Oracle.areRequired || (try? Oracle.run("/bin/bash", ["-c", asked]))?.status == 0
    }()

    private static let shared = Task { try await start() }

    private static func start() async throws -> Browser {
        let (driver, keeper) = try await WebDriver.start()
        struct Session: Decodable { let sessionId: String }
        let arguments: JSONValue = [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
            "--disable-extensions", "--lang=en", "--force-device-scale-factor=1",
            // Nothing outside of this machine is ever reached.
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        ]
        let capabilities: JSONValue = [
            "capabilities": [
                "alwaysMatch": [
                    "goog:chromeOptions": ["args": arguments],
                    "goog:loggingPrefs": ["browser": "ALL", "performance": "ALL"],
                    "unhandledPromptBehavior": "ignore",
                ]
            ]
        ]
        // On a busy machine Chromium now and then gives up while it starts.
        var attempts = 3
        while true {
            attempts -= 1
            do {
                let session: Session = try await driver.send("/session", capabilities)
                return Browser(driver: driver, session: session.sessionId, keeper: keeper)
            } catch {
                if attempts == 0 { throw error }
                try await Task.sleep(for: .seconds(2))
            }
        }
    }

    /// The browser on an empty page, with nothing stored, no log, and exactly these conditions.
    static func fresh(
        width: Int = 1280, height: Int = 800, scheme: Scheme = .light, scripts: Bool = true, media: String = "screen",
        forcedColors: Bool = false, reducedMotion: Bool = false
    ) async throws -> Browser {
        let browser = try await shared.value
        try await browser.allowScripts(true)
        try await browser.forgetPreludes()
        try await browser.open("about:blank")
        try await browser.devtools("Storage.clearDataForOrigin", ["origin": "*", "storageTypes": "all"])
        try await browser.devtools("Storage.clearDataForOrigin", ["origin": "file://", "storageTypes": "all"])
        try await browser.resize(width: width, height: height)
        try await browser.emulate(
            scheme: scheme, media: media, forcedColors: forcedColors, reducedMotion: reducedMotion)
        if !scripts { try await browser.allowScripts(false) }
        _ = try await browser.consoleProblems()
        _ = try await browser.requests()
        return browser
    }

    // MARK: Conditions

    /// The size of the page's window in CSS pixels; a phone's 320 is really 320.
    func resize(width: Int, height: Int) async throws {
        try await devtools(
            "Emulation.setDeviceMetricsOverride",
            [
                "width": .number(Double(width)), "height": .number(Double(height)), "deviceScaleFactor": 1,
                "mobile": false,
            ])
    }

    func emulate(
        scheme: Scheme = .light, media: String = "screen", forcedColors: Bool = false, reducedMotion: Bool = false
    ) async throws {
        try await devtools(
            "Emulation.setEmulatedMedia",
            [
                "media": .string(media),
                "features": [
                    ["name": "prefers-color-scheme", "value": .string(scheme.rawValue)],
                    ["name": "forced-colors", "value": forcedColors ? "active" : "none"],
                    ["name": "prefers-reduced-motion", "value": reducedMotion ? "reduce" : "no-preference"],
                ],
            ])
    }

    /// Whether scripts of pages that are opened from now on run; a test's own `run` always does.
    func allowScripts(_ allowed: Bool) async throws {
        try await devtools("Emulation.setScriptExecutionDisabled", ["value": .bool(!allowed)])
    }

    /// Runs a script before those of every page that is opened from now on, until the next test.
    func beforeEachPage(_ script: String) async throws {
        let added = try await devtools("Page.addScriptToEvaluateOnNewDocument", ["source": .string(script)])
        if let identifier = added["identifier"] { preludes.append(identifier) }
    }

    private func forgetPreludes() async throws {
        for prelude in preludes {
            try await devtools("Page.removeScriptToEvaluateOnNewDocument", ["identifier": prelude])
        }
        preludes = []
    }

    // MARK: Pages

    func open(_ url: String) async throws { try await post("/url", ["url": .string(url)]) }

    func reload() async throws { try await post("/refresh", [:]) }

    func back() async throws { try await post("/back", [:]) }

    func url() async throws -> String { try await driver.send("/session/\(session)/url") }

    func title() async throws -> String { try await driver.send("/session/\(session)/title") }

    // MARK: Elements

    /// The first element for a CSS selector; that there is none is an error.
    func find(_ selector: String) async throws -> Element {
        let id: [String: String] = try await driver.send(
            "/session/\(session)/element", ["using": "css selector", "value": .string(selector)])
        return try Element(id, browser: self)
    }

    func findAll(_ selector: String) async throws -> [Element] {
        let ids: [[String: String]] = try await driver.send(
            "/session/\(session)/elements", ["using": "css selector", "value": .string(selector)])
        return try ids.map { try Element($0, browser: self) }
    }

    func count(_ selector: String) async throws -> Int { try await findAll(selector).count }

    func click(_ selector: String) async throws { try await find(selector).click() }

    /// The text of an element as the page shows it.
    func text(_ selector: String) async throws -> String { try await find(selector).text() }

    /// The element that has the focus.
    func focused() async throws -> Element {
        try Element(try await driver.send("/session/\(session)/element/active"), browser: self)
    }

    // MARK: Keys

    /// Presses keys one after the other, to whatever has the focus.
    func press(_ keys: Key...) async throws {
        try await strike(keys.flatMap { [("keyDown", $0.rawValue), ("keyUp", $0.rawValue)] })
    }

    /// Presses a key while others are held: `press(.tab, with: .shift)`.
    func press(_ key: Key, with first: Key, _ others: Key...) async throws {
        let held = [first] + others
        try await strike(
            held.map { ("keyDown", $0.rawValue) } + [("keyDown", key.rawValue), ("keyUp", key.rawValue)]
                + held.reversed().map { ("keyUp", $0.rawValue) })
    }

    /// Types characters, to whatever has the focus.
    func type(_ text: String) async throws {
        try await strike(text.flatMap { [("keyDown", String($0)), ("keyUp", String($0))] })
    }

    private func strike(_ actions: [(type: String, value: String)]) async throws {
        let strokes = actions.map { JSONValue.object(["type": .string($0.type), "value": .string($0.value)]) }
        try await post("/actions", ["actions": [["type": "key", "id": "keyboard", "actions": .array(strokes)]]])
    }

    // MARK: Scripts

    /// Runs the body of a function in the page and gives what it returns: `let n: Int = try await browser.run("return 1")`.
    func run<Value: Decodable & Sendable>(_ script: String, _ arguments: [JSONValue] = []) async throws -> Value {
        try await driver.send(
            "/session/\(session)/execute/sync", ["script": .string(script), "args": .array(arguments)])
    }

    /// Runs the body of a function in the page for what it does there.
    func act(_ script: String, _ arguments: [JSONValue] = []) async throws {
        let _: JSONValue? = try await run(script, arguments)
    }

    /// The same as `run` for a function whose last argument is called with its result.
    func runAsync<Value: Decodable & Sendable>(_ script: String, _ arguments: [JSONValue] = []) async throws -> Value {
        try await driver.send(
            "/session/\(session)/execute/async", ["script": .string(script), "args": .array(arguments)])
    }

    /// Runs the body of an asynchronous function, in which `await until(() => …)` waits for something.
    func go(_ way: String) async throws {
        let failure: String? = try await runAsync(
            """
            const done = arguments[arguments.length - 1];
            const until = async (condition) => {
                for (let i = 0; !condition(); i++) {
                    if (i > 250) throw Error("still not: " + condition);
                    await new Promise((go) => setTimeout(go, 20));
                }
            };
            (async () => { \(way) })().then(() => done(null), (error) => done(String(error)));
            """)
        if let failure { throw BrowserError(failure) }
    }

    /// Waits, up to five seconds, until the body of a function returns true.
    func wait(until condition: String) async throws {
        for _ in 0..<100 {
            if try await run(condition) as Bool? == true { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        throw BrowserError("still not after five seconds: \(condition)")
    }

    // MARK: Pictures

    /// The page from top to bottom as a PNG, or the window when something lies over the page.
    func screenshot() async throws -> Data {
        let size: [Double] = try await run(
            """
            const {clientWidth, scrollHeight} = document.documentElement;
            return [clientWidth, document.querySelector("dialog[open]") ? innerHeight : Math.max(scrollHeight, innerHeight)];
            """)
        let answer = try await devtools(
            "Page.captureScreenshot",
            [
                "format": "png",
                "captureBeyondViewport": .bool(try await run("return !document.querySelector('dialog[open]')")),
                "clip": ["x": 0, "y": 0, "width": .number(size[0]), "height": .number(size[1]), "scale": 1],
            ])
        return try data(answer)
    }

    /// The page as it is printed, with the paper its own style asks for; the screen is light afterwards.
    func pdf() async throws -> Data {
        // A medium that is emulated would be printed.
        try await emulate(media: "")
        return try data(await devtools("Page.printToPDF", ["preferCSSPageSize": true, "printBackground": true]))
    }

    private func data(_ answer: JSONValue) throws -> Data {
        guard let text = answer["data"]?.text, let data = Data(base64Encoded: text) else {
            throw BrowserError("no picture came")
        }
        return data
    }

    // MARK: Logs

    /// What the console and the network complained about since it was last asked: errors and warnings, as text.
    func consoleProblems() async throws -> [String] {
        struct Entry: Decodable {
            let level: String
            let message: String
        }
        let entries: [Entry] = try await driver.send("/session/\(session)/se/log", ["type": "browser"])
        return entries.filter { $0.level == "SEVERE" || $0.level == "WARNING" }.map(\.message)
    }

    /// Every request since it was last asked, and whether it was answered well.
    func requests() async throws -> [PageRequest] {
        struct Entry: Decodable { let message: String }
        struct Event: Decodable {
            struct Message: Decodable {
                let method: String
                let params: JSONValue
            }
            let message: Message
        }
        let entries: [Entry] = try await driver.send("/session/\(session)/se/log", ["type": "performance"])
        let events = try entries.map { try JSONDecoder().decode(Event.self, from: Data($0.message.utf8)).message }
        return PageRequest.read(events.map { ($0.method, $0.params) })
    }

    // MARK: The wire

    /// A command of the Chrome DevTools protocol, for what WebDriver has no word for.
    @discardableResult
    func devtools(_ command: String, _ parameters: JSONValue = [:]) async throws -> JSONValue {
        try await driver.send(
            "/session/\(session)/goog/cdp/execute", ["cmd": .string(command), "params": parameters])
    }

    private func post(_ path: String, _ body: JSONValue) async throws {
        let _: JSONValue? = try await driver.send("/session/\(session)" + path, body)
    }

    func send<Value: Decodable & Sendable>(
        toElement id: String, _ path: String, _ body: JSONValue? = nil
    ) async throws -> Value {
        try await driver.send("/session/\(session)/element/\(id)/\(path)", body)
    }
}

/// An element of the page that is open; it is gone with that page.
struct Element: Sendable {
    private let id: String
    private let browser: Browser

    /// From the reference WebDriver gives, an object of one member.
    init(_ reference: [String: String], browser: Browser) throws {
        guard let id = reference.values.first else { throw BrowserError("no reference to an element") }
        (self.id, self.browser) = (id, browser)
    }

    /// As an argument of a script.
    var argument: JSONValue { ["element-6066-11e4-a52e-4f735466cecf": .string(id)] }

    /// Scrolls it into view and clicks its middle; that something covers it is an error.
    func click() async throws { let _: JSONValue? = try await browser.send(toElement: id, "click", [:]) }

    /// Focuses it and types.
    func type(_ text: String) async throws {
        let _: JSONValue? = try await browser.send(toElement: id, "value", ["text": .string(text)])
    }

    func clear() async throws { let _: JSONValue? = try await browser.send(toElement: id, "clear", [:]) }

    /// Its text as the page shows it: what is hidden is not in it.
    func text() async throws -> String { try await browser.send(toElement: id, "text") }

    func attribute(_ name: String) async throws -> String? {
        try await browser.run("return arguments[0].getAttribute(arguments[1])", [argument, .string(name)])
    }

    func property<Value: Decodable & Sendable>(_ name: String) async throws -> Value {
        try await browser.run("return arguments[0][arguments[1]]", [argument, .string(name)])
    }

    /// A property of its computed style.
    func style(_ name: String) async throws -> String {
        try await browser.run(
            "return getComputedStyle(arguments[0]).getPropertyValue(arguments[1])", [argument, .string(name)])
    }

    /// Its name as assistive technology has it.
    func accessibleName() async throws -> String { try await browser.send(toElement: id, "computedlabel") }

    func role() async throws -> String { try await browser.send(toElement: id, "computedrole") }

    func isDisplayed() async throws -> Bool { try await browser.send(toElement: id, "displayed") }

    func isEnabled() async throws -> Bool { try await browser.send(toElement: id, "enabled") }
}

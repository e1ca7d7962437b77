import Testing

/// Everything that is judged in a real browser. One test at a time has it; a test belongs into an extension of this
/// suite, in a file named for what it tests, and begins with `Browser.fresh`.
@Suite(.serialized, .enabled(if: Browser.isThere, "Chromium with its driver is not installed: scripts/setup --tests"))
struct BrowserTests {}

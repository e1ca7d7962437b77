import Foundation

/// Makes a PDF of an HTML file by headless Chromium, or a browser of its family, where there is one. It knows nothing of
/// what is printed: the file says its own size of paper. The browser gets a profile of its own that is thrown away, reaches
/// no network, and is stopped when it takes too long; what it wrote is given back as bytes, so that nothing half stands
/// anywhere.
public struct PDFPrinter: Sendable {
    /// The browser's program.
    public let browser: String
    /// In seconds.
    public var patience = 120

    public init(browser: String) { self.browser = browser }

    static let names = [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge",
        "brave-browser",
    ]
    static let applications = [
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
    ]

    /// The browser that `CHROME_PATH` names, or else the first on the path.
    ///
    /// - Parameter output: the file the PDF is for, of which the message speaks.
    public static func found(
        for output: String, environment: [String: String] = ProcessInfo.processInfo.environment
    ) throws(WriteError) -> PDFPrinter {
        let files = FileManager.default
        if let named = environment["CHROME_PATH"], !named.isEmpty {
            if files.isExecutableFile(atPath: named) { return PDFPrinter(browser: named) }
            throw WriteError(
                output, "CHROME_PATH names `\(named)`, which is no program",
                note: "name Chromium's program, or unset CHROME_PATH to look for it on the path")
        }
        let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
        let places = names.flatMap { name in folders.map { "\($0)/\(name)" } } + applications
        if let place = places.first(where: files.isExecutableFile) { return PDFPrinter(browser: place) }
        throw WriteError(
            output, "a PDF is made by Chromium, and there is none here",
            note:
                "install Chromium or Chrome, or name its program in CHROME_PATH; or write --format html and print that "
                + "from any browser, at 100 % and without margins")
    }

    /// - Parameter html: a whole file that stands alone.
    public func pdf(of html: String, for output: String) throws(WriteError) -> [UInt8] {
        // Short, for the browser keeps a socket in it, whose path may have no more than some hundred characters.
        let folder = "/tmp/gradbook-\(UUID().uuidString.prefix(8))"
        let files = FileManager.default
        defer { try? files.removeItem(atPath: folder) }
        let log = folder + "/log"
        do {
            try files.createDirectory(
                atPath: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
            try Data(html.utf8).write(to: URL(fileURLWithPath: folder + "/sheets.html"))
            try Data().write(to: URL(fileURLWithPath: log))
        } catch {
            throw WriteError(output, "there is no room for the browser's own files", note: "make room in /tmp")
        }
        guard let status = run(in: folder, log: log) else {
            throw WriteError(
                output, "\(browser) was stopped: it made no PDF in \(patience) seconds",
                note: "try again, or print fewer lessons at once")
        }
        let bytes = files.contents(atPath: folder + "/sheets.pdf").map { [UInt8]($0) } ?? []
        guard status == 0, bytes.starts(with: Array("%PDF-".utf8)),
            String(decoding: bytes.suffix(16), as: UTF8.self).contains("%%EOF")
        else {
            let said =
                String(decoding: files.contents(atPath: log) ?? Data(), as: UTF8.self)
                .split(separator: "\n").last.map { "it said: " + $0 } ?? "it said nothing"
            throw WriteError(output, "\(browser) made no PDF", note: said)
        }
        return Self.undated(bytes)
    }

    /// The file without the time at which the browser made it, so that the same sheets are the same bytes. It is covered with
    /// blanks and not taken out: every other thing in the file stays at the place where its table says it is.
    static func undated(_ pdf: [UInt8]) -> [UInt8] {
        var out = pdf
        for key in ["/CreationDate (D:", "/ModDate (D:"].map({ Array($0.utf8) }) {
            // Among the first objects; streams, in which such a text would be something else, are compressed.
            guard let place = pdf.firstRange(of: key)?.lowerBound,
                let close = pdf[place...].prefix(64).firstIndex(of: UInt8(ascii: ")"))
            else { continue }
            for index in place...close { out[index] = UInt8(ascii: " ") }
        }
        return out
    }

    /// The status with which the browser ended; nil when it did not in time, or could not be started.
    private func run(in folder: String, log: String) -> Int32? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: browser)
        process.arguments =
            [
                "--headless", "--disable-gpu", "--no-first-run", "--disable-extensions",
                "--disable-background-networking",
                "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
                "--host-resolver-rules=MAP * ~NOTFOUND", "--user-data-dir=\(folder)/profile",
                "--no-pdf-header-footer", "--print-to-pdf=\(folder)/sheets.pdf",
            ]
            // Chromium refuses its sandbox to the superuser; the file holds no script.
            + (geteuid() == 0 ? ["--no-sandbox"] : []) + ["file://\(folder)/sheets.html"]
        var environment = ProcessInfo.processInfo.environment
        environment["TMPDIR"] = folder
        process.environment = environment
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle(forWritingAtPath: log) ?? FileHandle.nullDevice
        let ended = DispatchSemaphore(value: 0)
        process.terminationHandler = { _ in ended.signal() }
        do { try process.run() } catch { return 127 }
        if ended.wait(timeout: .now() + .seconds(patience)) == .success { return process.terminationStatus }
        // Its helpers too, where it leads a group of its own.
        let id = process.processIdentifier
        kill(getpgid(id) == id ? -id : id, SIGKILL)
        ended.wait()
        return nil
    }
}

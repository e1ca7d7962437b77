import Foundation
import Site
import Source

/// The preview of a site for its author: it serves the site from memory, watches the files it is made from, makes anew what
/// changes and tells the open pages. Nothing is written to the disk.
public struct Preview: Sendable {
    /// Where what happens is said.
    public struct Voice: Sendable {
        /// The address, and a line for each build.
        public var say: @Sendable (String) -> Void
        /// What is wrong with the lessons, and with the watching.
        public var complain: @Sendable (String) -> Void

        /// Called behind each build, whether there is anything to say or not.
        public var isDone: @Sendable () -> Void

        public init(
            say: @escaping @Sendable (String) -> Void, complain: @escaping @Sendable (String) -> Void,
            isDone: @escaping @Sendable () -> Void = {}
        ) {
            (self.say, self.complain, self.isDone) = (say, complain, isDone)
        }
    }

    /// Why there is no preview, in words for whoever asked for one.
    public struct Failure: Error, Sendable, Equatable { public let message: String }

    public static let defaultPort: UInt16 = 8000
    /// How many ports are tried when none was asked for.
    private static let tries: UInt16 = 20

    private let pipeline: Pipeline
    private let port: UInt16?
    private let voice: Voice
    /// Seconds between two signs of life to each page; a browser that is gone is noticed by the second.
    private let heartbeat: Double
    private let channel: Channel

    /// - Parameter port: nil for the usual one, or the next that is free; 0 for any.
    public init(_ pipeline: Pipeline, port: UInt16?, voice: Voice) {
        self.init(pipeline, port: port, voice: voice, heartbeat: 5, channel: Channel())
    }

    init(_ pipeline: Pipeline, port: UInt16?, voice: Voice, heartbeat: Double, channel: Channel) {
        (self.pipeline, self.port, self.voice) = (pipeline, port, voice)
        (self.heartbeat, self.channel) = (heartbeat, channel)
    }

    /// Serves until the task is cancelled.
    public func run() async throws(Failure) {
        let site = SiteQueue(pipeline)
        let server = try listen(SiteHandler(site: site, channel: channel))
        voice.say("http://\(server.hasName ? "localhost" : "127.0.0.1"):\(server.port)/  (Ctrl-C ends it)\n")
        let mailbox = Mailbox()
        let lookout = Lookout(await site.places(), mailbox, tell: voice.complain)
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await server.run() }
            group.addTask { await beat() }
            group.addTask { await keepUp(site, mailbox, lookout) }
            // Whichever ends first ends all: the server when it fails, all of them when the task is cancelled.
            await group.next()
            group.cancelAll()
        }
        lookout.stop()
        await channel.end()
    }

    private func listen(_ handler: SiteHandler) throws(Failure) -> Loopback {
        let first = port ?? Self.defaultPort
        for next in first..<(port == nil ? first + Self.tries : first + 1) {
            do {
                return try Loopback.listen(port: next, handler: handler)
            } catch is Loopback.PortInUse {
                continue
            } catch {
                throw Failure(message: "Nothing can be served on port \(next): \(error.localizedDescription)")
            }
        }
        throw Failure(
            message: port == nil
                ? "The ports \(first) to \(first + Self.tries - 1) are all in use. Give another one with --port, or 0 for any."
                : "Port \(first) is in use, perhaps by another preview. End that one, give another port, or 0 for any.")
    }

    private func beat() async {
        while (try? await Task.sleep(for: .seconds(heartbeat))) != nil { await channel.wake() }
    }

    // MARK: Building

    private func keepUp(_ site: SiteQueue, _ mailbox: Mailbox, _ lookout: Lookout) async {
        var told: Set<String> = []
        await build(.init(isEverything: true), site, lookout, &told)
        for await _ in mailbox.signs {
            let changes = mailbox.take()
            if !changes.isEmpty { await build(changes, site, lookout, &told) }
        }
    }

    private func build(
        _ changes: LiveSite.Changes, _ site: SiteQueue, _ lookout: Lookout, _ told: inout Set<String>
    ) async {
        let isFirst = told.isEmpty && changes.isEverything
        let start = ContinuousClock.now
        let (update, places) = await site.update(changes)
        let time = ContinuousClock.now - start
        voice.isDone()
        lookout.watch(places)
        let printer = DiagnosticPrinter()
        let findings = update.diagnostics.map { (isError: $0.severity == .error, text: printer.text(for: $0)) }
        await channel.tell(update.changed, errors: findings.filter(\.isError).map(\.text))
        // What is still wrong was said before.
        let news = findings.map(\.text).filter { !told.contains($0) }
        let isOther = Set(findings.map(\.text)) != told
        told = Set(findings.map(\.text))
        if !news.isEmpty { voice.complain(news.joined()) }
        guard isFirst || isOther || !update.changed.isEmpty else { return }
        voice.say(Self.line(changes, update, time))
    }

    /// Such as `content/t/01-a/lesson.md: 1 page in 12 ms`.
    static func line(_ changes: LiveSite.Changes, _ update: LiveSite.Update, _ time: Duration) -> String {
        let paths = changes.paths.sorted()
        var subject = paths.first ?? "the site"
        if changes.isEverything {
            subject = "the site"
        } else if paths.count > 1 {
            subject += " and \(paths.count - 1) more"
        }
        func count(_ number: Int, _ word: String) -> String { "\(number) \(word)\(number == 1 ? "" : "s")" }
        let (seconds, attoseconds) = time.components
        let milliseconds = Int(seconds) * 1000 + Int(attoseconds / 1_000_000_000_000_000)
        let errors = update.errors.count
        return "\(subject): \(count(update.pages, "page")) in \(milliseconds) ms"
            + (errors > 0 ? ", \(count(errors, "error"))\n" : "\n")
    }
}

import Foundation

@testable import Serve
@testable import Site

/// A preview that runs while a test does.
final class Running: Sendable {
    let port: UInt16
    let said: Notes
    let complained: Notes
    let channel: Channel
    private let task: Task<Preview.Failure?, Never>

    private init(
        _ port: UInt16, _ said: Notes, _ complained: Notes, _ channel: Channel, _ task: Task<Preview.Failure?, Never>
    ) {
        (self.port, self.said, self.complained, self.channel, self.task) = (port, said, complained, channel, task)
    }

    /// Starts one on a port of its own and waits for its first build.
    static func start(_ pipeline: Pipeline, heartbeat: Double = 5, isBuilt: Bool = true) async throws -> Running {
        let (said, complained, channel) = (Notes(), Notes(), Channel())
        let preview = Preview(
            pipeline, port: 0, voice: .init(say: said.add, complain: complained.add), heartbeat: heartbeat,
            channel: channel)
        let task = Task { () -> Preview.Failure? in
            do throws(Preview.Failure) {
                try await preview.run()
                return nil
            } catch { return error }
        }
        _ = await eventually { !said.all.isEmpty }
        guard let address = said.all.first, let end = address.range(of: "/  ")?.lowerBound,
            let port = UInt16(address[..<end].split(separator: ":").last ?? "")
        else { throw Wire.Failure(message: "no preview: \(said.all)") }
        let running = Running(port, said, complained, channel, task)
        if isBuilt { _ = await eventually(60) { said.all.count > 1 } }
        return running
    }

    func get(_ target: String) async throws -> String { try await Wire.get(target, port: port) }

    /// Ends it, and waits for its end.
    func stop() async -> Preview.Failure? {
        task.cancel()
        return await task.value
    }

    /// A stream of events, from what is now or from a version on.
    func events(since version: String? = nil) throws -> Wire {
        let wire = try Wire(port: port)
        wire.send("GET /-/events\(version.map { "?since=\($0)" } ?? "") HTTP/1.1\r\nHost: 127.0.0.1:\(port)\r\n\r\n")
        return wire
    }

    /// What is wrong now.
    var errors: [String] { get async { await channel.errorTexts } }

    /// Whether an answer to a request holds a text, in time.
    func shows(_ text: String, at target: String, _ seconds: Double = 10) async throws -> Bool {
        try await eventually(seconds) { try await get(target).contains(text) }
    }
}

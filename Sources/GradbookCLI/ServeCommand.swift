import ArgumentParser
import Foundation
import Serve
import Site

/// `gradbook serve`
struct ServeCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Show the site in a browser while it is written.",
        discussion: """
            Serves the site from memory, to this machine alone, and writes nothing. Whatever is saved is built at once, and \
            open pages show it: numbers change in place, and what is wrong stands over the page until it is mended.
            """)

    @OptionGroup var options: SiteOptions

    @Option(help: ArgumentHelp("The port; 0 for any that is free. Without it, 8000 or the next that is free."))
    var port: UInt16?

    func run() throws {
        let line = ProgressLine()
        defer { line.end() }
        var pipeline = options.pipeline
        pipeline.progress = { line.report($0) }
        func above(_ write: @escaping @Sendable (String) -> Void) -> @Sendable (String) -> Void {
            {
                line.rest()
                write($0)
            }
        }
        let preview = Preview(
            pipeline, port: port,
            voice: .init(say: above(Console.print), complain: above(Console.error), isDone: { line.rest() }))
        let task = Task { () -> Preview.Failure? in
            do throws(Preview.Failure) {
                try await preview.run()
                return nil
            } catch { return error }
        }
        let signals = [SIGINT, SIGTERM, SIGHUP].map { signal(endedBy: $0, task) }
        defer { for signal in signals { signal.cancel() } }
        if let failure = Self.wait(for: task) {
            Console.error(failure.message + "\n")
            throw ExitCode(1)
        }
    }

    /// Ends the preview in its own order; what does not end in two seconds ends with the program.
    private func signal(endedBy number: Int32, _ task: Task<Preview.Failure?, Never>) -> any DispatchSourceSignal {
        Foundation.signal(number, SIG_IGN)
        let source = DispatchSource.makeSignalSource(signal: number, queue: .global())
        source.setEventHandler {
            task.cancel()
            DispatchQueue.global().asyncAfter(deadline: .now() + 2) { Foundation.exit(0) }
        }
        source.resume()
        return source
    }

    private static func wait(for task: Task<Preview.Failure?, Never>) -> Preview.Failure? {
        let done = DispatchSemaphore(value: 0)
        let box = Box()
        Task {
            box.failure = await task.value
            done.signal()
        }
        done.wait()
        return box.failure
    }

    /// Written before the semaphore is signalled and read after it.
    private final class Box: @unchecked Sendable { var failure: Preview.Failure? }
}

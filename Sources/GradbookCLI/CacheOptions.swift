import ArgumentParser
import Site

/// Whether a command takes what earlier builds kept beside the content.
struct CacheOptions: ParsableArguments {
    @Flag(name: .customLong("no-cache"), help: "Make everything anew, and keep nothing beside the content.")
    var noCache = false
}

import Foundation

/// The built command, which lies beside the test bundle.
enum GradbookBinary {
    static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    static let path = folder + "/gradbook"
}

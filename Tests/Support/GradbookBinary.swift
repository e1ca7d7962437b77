import Foundation

/// The built command, which lies beside the test bundle.
public enum GradbookBinary {
    public static let folder = URL(fileURLWithPath: CommandLine.arguments[0]).deletingLastPathComponent().path
    public static let path = folder + "/gradbook"
}

/// One way in which a folder is not what a fresh build would write.
public struct Difference: Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// A build would write the file, the folder does not have it.
        case missing
        /// The folder has the file, a build would not write it.
        case unexpected
        /// Both have the file, with different bytes.
        case changed
    }

    public let kind: Kind
    /// Below the output folder, `/` between parts.
    public let path: String

    public init(_ kind: Kind, _ path: String) {
        self.kind = kind
        self.path = path
    }
}

extension Unicode.Scalar {
    /// The scalar as it may go to a terminal or into a log: a tab as four spaces, so that marks stand under their place
    /// whatever the terminal's tabs are, and control characters and changes of direction as pictures.
    public var visible: String {
        switch value {
        case 0x09: "    "
        case 0x00..<0x20: String(Character(Unicode.Scalar(0x2400 + value) ?? " "))
        case 0x7F: "\u{2421}"
        case 0x80..<0xA0, 0x200E...0x200F, 0x202A...0x202E, 0x2066...0x2069: "\u{FFFD}"
        default: String(Character(self))
        }
    }
}

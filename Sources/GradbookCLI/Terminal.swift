import Foundation

/// What the terminal around us is like.
enum Terminal {
    /// Columns of standard output; 80 where it is no terminal, so that files are alike everywhere.
    static var width: Int { columns(of: STDOUT_FILENO) }

    /// Columns of standard error, where the line of progress stands; asked for each line, for windows change.
    static var errorWidth: Int { columns(of: STDERR_FILENO) }

    /// Whether standard error is a terminal that can take a line back.
    static var takesLinesBack: Bool {
        let kind = ProcessInfo.processInfo.environment["TERM"] ?? ""
        return isatty(STDERR_FILENO) == 1 && !["", "dumb"].contains(kind)
    }

    /// Whether it is ours to write on: a job in the background would write into somebody's typing. On a terminal that
    /// controls nobody there are no jobs.
    static var isOurs: Bool {
        let group = tcgetpgrp(STDERR_FILENO)
        return group < 0 || group == getpgrp()
    }

    private static func columns(of file: Int32) -> Int {
        var size = winsize()
        guard isatty(file) == 1, ioctl(file, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }
}

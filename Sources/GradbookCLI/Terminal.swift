import Foundation

/// What the terminal around us is like.
enum Terminal {
    /// Columns of standard output; 80 where it is no terminal, so that files are alike everywhere.
    static var width: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else {
            return 80
        }
        return Int(size.ws_col)
    }
}

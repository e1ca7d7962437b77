import Foundation

/// JavaScriptCore, opened while the program runs. Linking it would cost every start of the program tens of milliseconds
/// for seventy shared libraries; so it is asked for by name, and only when there is a script to run. C pointers do not
/// leave this file. It knows nothing of formulas.
///
/// An engine is used by one thread at a time.
final class ScriptEngine {
    /// What kept a script from giving a text: its exception, as text.
    struct Exception: Error {
        let message: String
    }

    /// The libraries that have it: what Debian's `libjavascriptcoregtk-4.1-0` installs, its older and newer sisters, and
    /// the system's own on macOS.
    static let libraries = [
        "libjavascriptcoregtk-4.1.so.0", "libjavascriptcoregtk-6.0.so.1", "libjavascriptcoregtk-4.0.so.18",
        "/System/Library/Frameworks/JavaScriptCore.framework/JavaScriptCore",
    ]

    private let functions: Functions
    private let context: OpaquePointer

    /// - Returns: nil where none of the libraries is there.
    init?(libraries: [String] = ScriptEngine.libraries) {
        guard let functions = libraries.lazy.compactMap(Functions.init(library:)).first,
            let context = functions.makeContext(nil)
        else { return nil }
        self.functions = functions
        self.context = context
    }

    deinit { functions.releaseContext(context) }

    /// Runs a script.
    /// - Returns: its value, as text.
    func run(_ script: String) throws(Exception) -> String {
        guard let source = functions.makeString(script) else { throw Exception(message: "out of memory") }
        defer { functions.releaseString(source) }
        var exception: OpaquePointer?
        let value = functions.evaluate(context, source, nil, nil, 1, &exception)
        if let exception { throw Exception(message: text(exception)) }
        return value.map(text) ?? ""
    }

    private func text(_ value: OpaquePointer) -> String {
        guard let string = functions.copyText(context, value, nil) else { return "" }
        defer { functions.releaseString(string) }
        var bytes = [CChar](repeating: 0, count: functions.textCapacity(string))
        let count = functions.readText(string, &bytes, bytes.count)
        // The last byte is a zero.
        return String(decoding: bytes.prefix(max(0, count - 1)).map(UInt8.init(bitPattern:)), as: UTF8.self)
    }

    /// The seven functions of JavaScriptCore's C interface that running a script takes. The interface is stable: its
    /// header says of each when it came, and none has ever changed.
    private struct Functions {
        let makeContext: @convention(c) (OpaquePointer?) -> OpaquePointer?
        let releaseContext: @convention(c) (OpaquePointer) -> Void
        let makeString: @convention(c) (UnsafePointer<CChar>) -> OpaquePointer?
        let releaseString: @convention(c) (OpaquePointer) -> Void
        let evaluate:
            @convention(c) (
                OpaquePointer, OpaquePointer, OpaquePointer?, OpaquePointer?, CInt,
                UnsafeMutablePointer<OpaquePointer?>
            ) -> OpaquePointer?
        let copyText:
            @convention(c) (OpaquePointer, OpaquePointer, UnsafeMutablePointer<OpaquePointer?>?) -> OpaquePointer?
        let textCapacity: @convention(c) (OpaquePointer) -> Int
        let readText: @convention(c) (OpaquePointer, UnsafeMutablePointer<CChar>, Int) -> Int

        /// The library stays open until the program ends: it cannot be unloaded.
        init?(library: String) {
            guard let handle = dlopen(library, RTLD_NOW | RTLD_LOCAL) else { return nil }
            func find<Function>(_ name: String, as type: Function.Type) -> Function? {
                dlsym(handle, name).map { unsafeBitCast($0, to: type) }
            }
            guard let makeContext = find("JSGlobalContextCreate", as: type(of: makeContext)),
                let releaseContext = find("JSGlobalContextRelease", as: type(of: releaseContext)),
                let makeString = find("JSStringCreateWithUTF8CString", as: type(of: makeString)),
                let releaseString = find("JSStringRelease", as: type(of: releaseString)),
                let evaluate = find("JSEvaluateScript", as: type(of: evaluate)),
                let copyText = find("JSValueToStringCopy", as: type(of: copyText)),
                let textCapacity = find("JSStringGetMaximumUTF8CStringSize", as: type(of: textCapacity)),
                let readText = find("JSStringGetUTF8CString", as: type(of: readText))
            else { return nil }
            self.makeContext = makeContext
            self.releaseContext = releaseContext
            self.makeString = makeString
            self.releaseString = releaseString
            self.evaluate = evaluate
            self.copyText = copyText
            self.textCapacity = textCapacity
            self.readText = readText
        }
    }
}

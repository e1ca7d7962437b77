import Foundation

/// Typesets TeX with KaTeX: a formula goes in, the tree that KaTeX makes of it comes out as a flat list, in the order in
/// which a tree is written down. It knows nothing of files of lessons, and makes no markup: what is allowed in a page is
/// decided by who builds it.
///
/// One is used by one thread at a time. It is made once for all formulas that are new, for that takes some 80
/// milliseconds, and each formula a third of one.
public final class KaTeX {
    /// A node: an element by its name, its number of children and its attributes by turns name and value; or, with an
    /// empty name, a text.
    public typealias Node = [String]

    /// What is wrong with a formula.
    public struct Mistake: Error, Equatable, Sendable {
        /// KaTeX's own words, without the place, or the reason for a refusal.
        public let message: String
        /// In bytes of the formula; nil where no place is known.
        public let range: Range<Int>?
        /// What to do, where it is a refusal of ours.
        public let help: String?

        public init(_ message: String, _ range: Range<Int>? = nil, help: String? = nil) {
            self.message = message
            self.range = range
            self.help = help
        }
    }

    /// Where Debian and others put the script.
    public static let scripts = [
        "/usr/share/javascript/katex/katex.min.js", "/usr/share/nodejs/katex/dist/katex.min.js",
        "/usr/local/lib/node_modules/katex/dist/katex.min.js",
        "/opt/homebrew/lib/node_modules/katex/dist/katex.min.js",
    ]

    /// Formulas that are longer, or nested deeper, are refused unread.
    public static let lengthLimit = 5_000

    private let engine: ScriptEngine

    /// - Parameter script: KaTeX's own, whole.
    /// - Returns: nil where JavaScriptCore is missing or the script is none of KaTeX.
    public init?(script: [UInt8], libraries: [String]? = nil) {
        guard let engine = libraries.map({ ScriptEngine(libraries: $0) }) ?? ScriptEngine() else { return nil }
        self.engine = engine
        do throws(ScriptEngine.Exception) {
            _ = try engine.run(String(decoding: script, as: UTF8.self))
            guard try engine.run(Self.setup) == "ready" else { return nil }
        } catch {
            return nil
        }
    }

    /// What the tree of a formula depends on beside the formula: KaTeX's script and what we ask of it.
    public static func identity(ofScript script: [UInt8]) -> UInt64 {
        digest(of: Array(setup.utf8), from: digest(of: script))
    }

    /// FNV-1a: it finds what was damaged, not what was forged.
    public static func digest(of bytes: [UInt8], from start: UInt64 = 0xcbf2_9ce4_8422_2325) -> UInt64 {
        var hash = start
        bytes.withUnsafeBufferPointer { for byte in $0 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 } }
        return hash
    }

    public func typeset(_ tex: String, isDisplay: Bool) throws(Mistake) -> [Node] {
        guard tex.utf8.count <= Self.lengthLimit else {
            throw Mistake(
                "a formula is no longer than \(Self.lengthLimit) bytes", help: "divide it, and say what the parts are")
        }
        if let refused = RefusedCommand.first(in: tex) {
            throw Mistake(refused.reason, refused.range, help: refused.help)
        }
        let answer: String
        do throws(ScriptEngine.Exception) {
            answer = try engine.run("typeset(\(Self.literal(tex)),\(isDisplay))")
        } catch {
            throw Mistake(error.message)
        }
        guard let nodes = try? JSONDecoder().decode([Node].self, from: Data(answer.utf8)) else {
            throw Mistake("KaTeX gave no tree")
        }
        // `["!", message, start, end]`, in UTF-16.
        guard let first = nodes.first, first.first == "!", first.count == 4 else { return nodes }
        throw Mistake(first[1], Self.range(first[2], first[3], in: tex))
    }

    private static func range(_ start: String, _ end: String, in tex: String) -> Range<Int>? {
        guard let start = Int(start), let end = Int(end), 0 <= start, start <= end, end <= tex.utf16.count else {
            return nil
        }
        func bytes(_ units: Int) -> Int {
            let place = tex.utf16.index(tex.startIndex, offsetBy: units)
            return tex.utf8.distance(from: tex.startIndex, to: place)
        }
        return bytes(start)..<bytes(end)
    }

    /// A text as JavaScript writes it.
    private static func literal(_ text: String) -> String {
        var out = "\""
        for unit in text.utf16 {
            switch unit {
            case 0x20...0x7E where unit != 0x22 && unit != 0x5C: out.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
            default:
                let digits = String(unit, radix: 16)
                out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            }
        }
        return out + "\""
    }

    /// `trust` and `strict` refuse what a page must not hold and what LaTeX would read differently; letters of every
    /// script are welcome. Sizes are kept to those of a page, and there are no macros to expand but KaTeX's own.
    private static let setup = """
        "use strict";
        function typeset(tex, isDisplay) {
          try {
            const tree = katex.__renderToDomTree(tex, {
              output: "mathml", displayMode: isDisplay, throwOnError: true, trust: false, maxSize: 40, maxExpand: 1000,
              strict: (code) => code === "unicodeTextInMathMode" ? "ignore" : "error",
            });
            const out = [];
            const open = [tree.children[0]];
            while (open.length) {
              const node = open.pop();
              if (node.text !== undefined) out.push(["", node.text]);
              else if (node.character !== undefined) {
                // A blank: of a usual width as a character.
                if (node.character) out.push(["mtext", "1"], ["", node.character]);
                else out.push(["mspace", "0", "width", node.width + "em"]);
              } else {
                const children = node.children || [];
                // A fragment is its children, in the place of itself.
                if (node.type === undefined) out.push(["mrow", String(children.length)]);
                else {
                  const line = [node.type, String(children.length)];
                  for (const name of Object.keys(node.attributes)) line.push(name, String(node.attributes[name]));
                  out.push(line);
                }
                for (let index = children.length; index--;) open.push(children[index]);
              }
            }
            return JSON.stringify(out);
          } catch (error) {
            let message = String(error.message);
            let start = "", end = "";
            if (error instanceof RangeError) message = "it nests too deeply";
            else if (error.position !== undefined) {
              start = error.position;
              const mark = start === tex.length ? " at end of input: " : " at position " + (start + 1) + ": ";
              const cut = message.lastIndexOf(mark);
              if (cut >= 0) {
                // The place is quoted with a line below each of its characters.
                const marked = (message.slice(cut).match(/\\u0332/g) || []).length;
                end = Math.min(tex.length, start + marked);
                message = message.slice(0, cut);
              } else start = "";
            }
            // KaTeX names a character beyond the basic plane by its first half, which is no text.
            message = message.replace(/"[\\uD800-\\uDBFF]" \\(\\d+\\)/u,
              () => '"' + String.fromCodePoint(tex.codePointAt(error.position)) + '"');
            message = message.replace(/[\\uD800-\\uDFFF]/gu, "\\uFFFD").replace(/^KaTeX parse error: /, "")
              .replace(/^LaTeX-incompatible input and strict mode is set to 'error': /, "").replace(/ \\[\\w+\\]$/, "");
            return JSON.stringify([["!", message, String(start), String(end)]]);
          }
        }
        katex && katex.__renderToDomTree ? "ready" : ""
        """
}

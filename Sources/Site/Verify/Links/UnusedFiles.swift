import Foundation
import Source

/// What stands beside the lessons and nothing refers to: a file that goes into no page, a recorded output that no fence
/// claims. It is not part of the site, and most often its name is misspelt somewhere, or it was forgotten.
struct UnusedFiles {
    private let site: SiteOutline
    private let folder: ContentFolder
    private let log: InputLog?

    init(site: SiteOutline, log: InputLog? = nil) {
        self.site = site
        self.log = log
        folder = site.folder.logged(by: log)
    }

    /// - Parameter linked: the files that the lesson's own links lead to.
    func find(in lesson: Lesson, linked: Set<String>) -> [Diagnostic] {
        var used = linked
        var keys: [String: Set<String>] = [:]
        for page in lesson.pages {
            for item in page.items {
                switch item.content {
                case .cards(let fence) where fence.include != nil:
                    used.insert(String(fence.file.path.dropFirst(folder.path.count + 1)))
                case .output(let claim):
                    guard let recorded = claim.recorded else { continue }
                    used.insert("\(lesson.path)/\(recorded.file)")
                    keys["\(lesson.path)/\(recorded.file)", default: []].insert(recorded.key)
                case .source(let excerpt):
                    // A source file may stand among the lessons too; its path begins beside them.
                    let content = (folder.path as NSString).lastPathComponent
                    if excerpt.path.hasPrefix(content + "/") {
                        used.insert(String(excerpt.path.dropFirst(content.utf8.count + 1)))
                    }
                default: break
                }
            }
        }
        used.insert("\(lesson.path)/\(Ledger.fileName)")
        return folder.files(below: lesson.path).flatMap { path -> [Diagnostic] in
            used.contains(path) || isLinkedElsewhere(path) ? unusedKeys(of: path, keys[path]) : [unused(path)]
        }
    }

    private func isLinkedElsewhere(_ path: String) -> Bool {
        let isLinked = site.isLinkedElsewhere(path)
        log?.note(.linkedElsewhere(path), .linkedElsewhere(isLinked))
        return isLinked
    }

    private func unused(_ path: String) -> Diagnostic {
        Diagnostic(
            "file-unused", "nothing refers to this file", at: SourceFile(path: folder.shown(path), bytes: []),
            Span(0, 0), severity: .warning
        ).noting("link to it or show it, and it goes into the site; or remove it")
    }

    /// Recorded outputs that no fence names, each at its key.
    private func unusedKeys(of path: String, _ used: Set<String>?) -> [Diagnostic] {
        guard let used, let file = folder.read(path) else { return [] }
        return RecordedOutput.keys(of: file).filter { !used.contains($0) }.map { key in
            Diagnostic(
                "recorded-unused", "no `output` fence claims the recorded output `\(key)`", at: file,
                file.first("\"\(key)\"") ?? Span(0, 0), severity: .warning
            ).noting("claim it below its snippet, or record without it")
        }
    }
}

extension SourceFile {
    /// Where a text stands first.
    fileprivate func first(_ text: String) -> Span? {
        let wanted = Array(text.utf8)
        guard bytes.count >= wanted.count else { return nil }
        return (0...(bytes.count - wanted.count)).first { bytes[$0...].starts(with: wanted) }
            .map { Span($0, $0 + wanted.count) }
    }
}

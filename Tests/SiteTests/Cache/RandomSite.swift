import Foundation
import TestSupport

/// A small site on the disk that somebody keeps editing: what an author does, what an editor, a checkout or an accident does to
/// the files, and what may happen to the built site and to the cache. Each edit is random and may leave the site broken; a
/// later one may mend it.
struct RandomSite {
    let scratch: Scratch
    var random: SeededGenerator
    /// What was done, for who wants to know why.
    private(set) var log: [String] = []
    /// How the next build is made.
    var drafts = false
    var strict = false
    var baseURL: String?

    private var content: String { scratch.path + "/content" }
    private var manager: FileManager { .default }

    init(seed: UInt64) {
        scratch = Scratch()
        random = SeededGenerator(seed: seed)
        scratch.put("content/site.yml", "title: Site\n")
        scratch.put("code/engine.py", "# snippet.double\ndef double(x):\n    return 2 * x\n# snippet.end\n")
        try! manager.copyItem(
            atPath: repositoryRoot.appendingPathComponent("templates").path, toPath: scratch.path + "/templates")
        for track in ["a", "b"] {
            scratch.put(
                "content/\(track)/track.yml", "title: Track \(track)\nphases:\n  - title: One\n  - title: Two\n")
            for number in 1...Int.random(in: 2...3, using: &random) { addLesson(in: track, number: number) }
        }
    }

    // MARK: Lessons

    private mutating func word() -> String {
        ["slope", "product", "leaf", "chain", "sum", "node", "pass", "root"].randomElement(using: &random)!
    }

    private mutating func chance(_ percent: Int) -> Bool { Int.random(in: 0..<100, using: &random) < percent }

    private mutating func addLesson(in track: String, number: Int) {
        let name = "\(track)/\(String(format: "%02d", number))-\(word())"
        if manager.fileExists(atPath: "\(content)/\(name)") { return }
        scratch.put("content/\(name)/lesson.md", page(of: name))
        if chance(30) { scratch.put("content/\(name)/brief.md", "---\ntitle: Brief \(word())\n---\n\nWhat and why.\n") }
        if chance(30) {
            scratch.put(
                "content/\(name)/practice.md",
                "---\ntitle: Practice\ncontinues: lesson\n---\n\nTwice that is `=2 * L.data`.\n\n```practice L\n```\n")
        }
        if chance(30) {
            scratch.put("content/\(name)/deck.md", "Q: What is a \(word())? {#deck-\(number)}\nA: A \(word()).\n")
        }
        if chance(40) { scratch.put("content/\(name)/plot.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n") }
    }

    private mutating func page(of lesson: String, isRight: Bool = false) -> String {
        let folder = "\(content)/\(lesson)"
        let a = Int.random(in: 1...9, using: &random)
        let b = Int.random(in: 1...9, using: &random)
        let claimed = isRight || chance(96) ? b + 1 : b
        var text = "---\n"
        switch Int.random(in: 0..<10, using: &random) {
        case 0: text += "title: \"The `=L.data` of \(word())\"\n"
        case 1: text += "title: \"The \(word()) $`x^\(a)`$\"\n"
        default: text += "title: The \(word()) of \(word())\n"
        }
        if chance(30) { text += "summary: About a \(word()).\n" }
        if chance(20) { text += "date: 2026-0\(a)-1\(b)\n" }
        if chance(20) { text += "phase: \(1 + a % 2)\n" }
        if chance(10) { text += "draft: true\n" }
        text += """
            ---

            ## First \(word())

            ```python
            from micrograd.engine import Value
            a = Value(\(a).0)
            b = Value(\(b).0)
            L = a * b + a
            L.backward()
            print(L.data)
            ```

            The slope is `=a.grad => \(claimed).0`, the value `=L.data`.

            """
        if chance(30) { text += "\n```backward L\n```\n" }
        if chance(30) { text += "\n```cards\nQ: What is the \(word())? {#\(word())-\(a)}\nA: It is `=a.grad`.\n```\n" }
        if chance(25) { text += "\nA formula: $`x^\(b)`$.\n" }
        if chance(25) { text += "\n```source code/engine.py#double\n```\n" }
        if chance(10) { text += "\nSome \(a + 30) things, see <https://example.org/\(word())>.\n" }
        if manager.fileExists(atPath: folder + "/deck.md"), isRight || chance(95) {
            text += "\n```cards deck.md\n```\n"
        }
        if manager.fileExists(atPath: folder + "/plot.svg"), chance(70) { text += "\n![A plot](plot.svg)\n" }
        if chance(35), let other = lessons().randomElement(using: &random) {
            // A heading that the page has, most often.
            let heading = scratch.text("content/\(other)/lesson.md")?.split(separator: "\n").first {
                $0.hasPrefix("## ")
            }
            let anchor = heading.map { "#" + $0.dropFirst(3).lowercased().replacingOccurrences(of: " ", with: "-") }
            text += "\nSee [there](../../\(other)/lesson.md\(anchor ?? "")).\n"
            if manager.fileExists(atPath: "\(content)/\(other)/plot.svg") {
                text += "\nAnd [its plot](../../\(other)/plot.svg).\n"
            }
        }
        return text
    }

    private func lessons() -> [String] {
        ["a", "b"].flatMap { track in
            ((try? manager.contentsOfDirectory(atPath: "\(content)/\(track)")) ?? [])
                .filter { $0.first?.isNumber ?? false }.sorted().map { "\(track)/\($0)" }
        }
    }

    /// Files below a folder, in order.
    private func files(below folder: String) -> [String] {
        let all = manager.enumerator(atPath: scratch.path + "/" + folder)?.compactMap { $0 as? String } ?? []
        return all.sorted().map { "\(folder)/\($0)" }.filter { path in
            var isFolder: ObjCBool = false
            return manager.fileExists(atPath: scratch.path + "/" + path, isDirectory: &isFolder) && !isFolder.boolValue
        }
    }

    // MARK: Edits

    mutating func edit() {
        switch Int.random(in: 0..<34, using: &random) {
        case 0, 1, 2: rewriteLesson()
        case 3, 4: change("lesson.md", "text") { $0 + "\nMore of the text.\n" }
        case 5:
            change("lesson.md", "snippet") {
                $0.replacingOccurrences(of: "L = a * b + a\n", with: "L = (a * b + a) * 1\n")
            }
        case 6: change("lesson.md", "heading") { $0.replacingOccurrences(of: "## First ", with: "## Second ") }
        case 7: sameSize(restoringTime: false)
        case 8: sameSize(restoringTime: true)
        case 9:
            change("lesson.md", "draft") {
                $0.contains("draft: true\n")
                    ? $0.replacingOccurrences(of: "draft: true\n", with: "")
                    : $0.replacingOccurrences(of: "---\n\n## ", with: "draft: true\n---\n\n## ")
            }
        case 10: change("lesson.md", "break") { $0.replacingOccurrences(of: "L.backward()", with: "L.backwards()") }
        case 11: change("lesson.md", "mend") { $0.replacingOccurrences(of: "L.backwards()", with: "L.backward()") }
        case 12: rename()
        case 13: swapNumbers()
        case 14: remove()
        case 15:
            let track = ["a", "b"].randomElement(using: &random)!
            note("add a lesson to \(track)")
            addLesson(in: track, number: Int.random(in: 1...6, using: &random))
        case 16:
            change(
                template: ["lesson", "track", "index", "partials/head", "home", "key"].randomElement(using: &random)!)
        case 17: asset()
        case 18: trackFile()
        case 19: siteFile()
        case 20: change("deck.md", "deck") { $0 + "\nQ: What else? {#else-\($0.utf8.count)}\nA: Nothing.\n" }
        case 21: excerpt()
        case 22: change("plot.svg", "picture") { $0 + "<!-- -->" }
        case 23: touch()
        case 24: strayFile()
        case 25, 26: editPublic()
        case 27, 28: harmCache()
        case 29: harmSpare()
        case 30: options()
        case 31: leaveStaging()
        case 32: moveFolder()
        default: change("practice.md", "practice") { $0 + "\nAnd `=L.data` again.\n" }
        }
    }

    private mutating func note(_ text: String) { log.append(text) }

    /// Puts right what is wrong, most often.
    /// - Parameter files: those in which something is wrong, as messages name them.
    mutating func mend(_ files: Set<String>) {
        for file in files.sorted() where chance(80) {
            let path = String(file.dropFirst(scratch.path.utf8.count + 1))
            let parts = path.split(separator: "/").map(String.init)
            note("mend \(path)")
            if parts.first == "templates" {
                let original = repositoryRoot.appendingPathComponent(path).path
                try? manager.removeItem(atPath: file)
                try? manager.copyItem(atPath: original, toPath: file)
            } else if parts.last == "lesson.md", parts.count == 4 {
                try? manager.removeItem(atPath: file)
                scratch.put(path, page(of: "\(parts[1])/\(parts[2])", isRight: true))
            } else if parts.last == "site.yml" {
                scratch.put(path, "title: Site\n")
            } else if parts.last == "track.yml" {
                scratch.put(path, "title: Track\nphases:\n  - title: One\n  - title: Two\n")
            } else if parts.first == "content" {
                try? manager.removeItem(atPath: file)
            }
        }
        if manager.fileExists(atPath: scratch.path + "/code/engine.py") { return }
        scratch.put("code/engine.py", "# snippet.double\ndef double(x):\n    return 2 * x\n# snippet.end\n")
    }

    private mutating func rewriteLesson() {
        guard let lesson = lessons().randomElement(using: &random) else { return }
        note("rewrite \(lesson)")
        scratch.put("content/\(lesson)/lesson.md", page(of: lesson))
    }

    private mutating func change(_ name: String, _ what: String, _ change: (String) -> String) {
        let files = files(below: "content").filter { $0.hasSuffix("/" + name) }
        guard let file = files.randomElement(using: &random), let text = scratch.text(file) else { return }
        note("\(what): \(file)")
        scratch.put(file, change(text))
    }

    /// Another digit in the place of one, in the same file on the disk and at once.
    private mutating func sameSize(restoringTime: Bool) {
        let files = files(below: "content").filter { $0.hasSuffix(".md") }
        guard let file = files.randomElement(using: &random), let text = scratch.text(file) else { return }
        let path = scratch.path + "/" + file
        note("same size\(restoringTime ? ", same time" : ""): \(file)")
        let digits = text.utf8.indices.filter { (0x31...0x39).contains(text.utf8[$0]) }
        guard let place = digits.randomElement(using: &random) else { return }
        var bytes = Array(text.utf8)
        bytes[text.utf8.distance(from: text.utf8.startIndex, to: place)] = UInt8.random(in: 0x31...0x39, using: &random)
        let time = scratch.attributes(file)[.modificationDate]
        guard let handle = FileHandle(forWritingAtPath: path) else { return }
        handle.write(Data(bytes))
        try? handle.close()
        if restoringTime, let time { try? manager.setAttributes([.modificationDate: time], ofItemAtPath: path) }
    }

    private mutating func rename() {
        guard let lesson = lessons().randomElement(using: &random) else { return }
        let name = "\(lesson.prefix(5))\(word())-\(Int.random(in: 1...9, using: &random))"
        note("rename \(lesson) to \(name)")
        try? manager.moveItem(atPath: "\(content)/\(lesson)", toPath: "\(content)/\(name)")
    }

    private mutating func swapNumbers() {
        let all = lessons()
        guard let one = all.randomElement(using: &random), let two = all.randomElement(using: &random),
            one != two, one.prefix(1) == two.prefix(1)
        else { return }
        note("swap \(one) and \(two)")
        let newOne = one.prefix(2) + two.dropFirst(2).prefix(2) + one.dropFirst(4)
        let newTwo = two.prefix(2) + one.dropFirst(2).prefix(2) + two.dropFirst(4)
        for (old, new) in [(one, "x"), (two, String(newTwo)), ("x", String(newOne))] {
            try? manager.moveItem(atPath: "\(content)/\(old)", toPath: "\(content)/\(new)")
        }
    }

    private mutating func remove() {
        let files = files(below: "content").filter { !$0.hasSuffix(".yml") }
        if chance(50), let lesson = lessons().randomElement(using: &random) {
            note("remove \(lesson)")
            try? manager.removeItem(atPath: "\(content)/\(lesson)")
        } else if let file = files.randomElement(using: &random) {
            note("remove \(file)")
            try? manager.removeItem(atPath: scratch.path + "/" + file)
        }
    }

    private mutating func change(template name: String) {
        guard let text = scratch.text("templates/\(name).mustache") else { return }
        let isBroken = chance(10)
        note("template \(name)\(isBroken ? ", broken" : "")")
        let broken = "{{no-such-tag}}"
        scratch.put(
            "templates/\(name).mustache",
            text.contains(broken)
                ? text.replacingOccurrences(of: broken, with: "") : text + (isBroken ? broken : "<!-- \(word()) -->\n"))
    }

    private mutating func asset() {
        note("asset")
        if chance(50) {
            scratch.put("templates/assets/extra.txt", word())
        } else if let text = scratch.text("templates/assets/gradbook.css") {
            scratch.put("templates/assets/gradbook.css", text + "\n.\(word()) { color: red }\n")
        }
    }

    private mutating func trackFile() {
        let track = ["a", "b"].randomElement(using: &random)!
        note("track.yml of \(track)")
        let title = chance(20) ? "\"Track $`y^2`$\"" : "Track \(word())"
        scratch.put(
            "content/\(track)/track.yml", "title: \(title)\nphases:\n  - title: \(word())\n  - title: \(word())\n")
    }

    private mutating func siteFile() {
        var text = "title: Site \(word())\n"
        if chance(40) { text += "base-url: https://example.org/\(word())\n" }
        if chance(40) { text += "tracks: [b, a]\n" }
        if chance(10) { text += "strict: true\n" }
        if chance(20) { text += "summary: Some \(word()).\n" }
        if chance(10) { text += "language: de\n" }
        note("site.yml")
        scratch.put("content/site.yml", text)
    }

    private mutating func excerpt() {
        note("excerpt")
        if chance(10) {
            try? manager.removeItem(atPath: scratch.path + "/code/engine.py")
        } else {
            scratch.put(
                "code/engine.py", "# \(word())\n# snippet.double\ndef double(\(word())):\n    return 2\n# snippet.end\n"
            )
        }
    }

    private mutating func touch() {
        guard let file = files(below: "content").randomElement(using: &random) else { return }
        note("touch \(file)")
        let time = chance(50) ? Date() : Date(timeIntervalSince1970: 1_000_000)
        try? manager.setAttributes([.modificationDate: time], ofItemAtPath: scratch.path + "/" + file)
    }

    private mutating func strayFile() {
        guard let lesson = lessons().randomElement(using: &random) else { return }
        let name = ["unused.csv", ".lesson.md.swp", "README.md", "data/more.csv", "plot.svg", "lesso.md"]
            .randomElement(using: &random)!
        note("\(lesson)/\(name)")
        let path = "\(content)/\(lesson)/\(name)"
        if manager.fileExists(atPath: path) {
            try? manager.removeItem(atPath: path)
        } else if chance(15) {
            try? manager.createSymbolicLink(atPath: path, withDestinationPath: "lesson.md")
        } else {
            scratch.put("content/\(lesson)/\(name)", word())
        }
    }

    private mutating func moveFolder() {
        note("another folder in the place of the content")
        let (old, new) = (content, scratch.path + "/other")
        try? manager.copyItem(atPath: old, toPath: new)
        try? manager.removeItem(atPath: old)
        try? manager.moveItem(atPath: new, toPath: old)
    }

    // MARK: What is built, and what is remembered

    private mutating func editPublic() {
        guard let file = files(below: "public").filter({ $0 != "public/.gradbook" }).randomElement(using: &random)
        else {
            return
        }
        let path = scratch.path + "/" + file
        note("built \(file)")
        switch Int.random(in: 0..<7, using: &random) {
        case 0: try? manager.removeItem(atPath: path)
        case 1:
            // In the same file, with the same size.
            guard var bytes = manager.contents(atPath: path), !bytes.isEmpty,
                let handle = FileHandle(forWritingAtPath: path)
            else { return }
            bytes[bytes.startIndex] ^= 1
            handle.write(bytes)
            try? handle.close()
        case 2: scratch.put(file, "by hand")
        case 3: scratch.put("public/\(word())/extra.html", "by hand")
        case 4:
            try? manager.removeItem(atPath: path)
            try? manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        case 5:
            let folder = (path as NSString).deletingLastPathComponent
            if folder != scratch.path + "/public" { try? manager.removeItem(atPath: folder) }
        default:
            try? manager.removeItem(atPath: path)
            try? manager.createSymbolicLink(atPath: path, withDestinationPath: "../index.html")
        }
    }

    private mutating func harmCache() {
        let all = files(below: ".gradbook").filter { !$0.contains("/spare-") }
        switch Int.random(in: 0..<6, using: &random) {
        case 0:
            note("no cache")
            try? manager.removeItem(atPath: scratch.path + "/.gradbook")
        case 1:
            note("the store alone")
            for file in all where !file.contains("/objects/") {
                try? manager.removeItem(atPath: scratch.path + "/" + file)
            }
        case 2:
            note("the state alone")
            try? manager.removeItem(atPath: scratch.path + "/.gradbook/objects")
        default:
            guard let file = all.randomElement(using: &random),
                var bytes = manager.contents(atPath: scratch.path + "/" + file)
            else { return }
            note("harm \(file)")
            if chance(20) { return try! manager.removeItem(atPath: scratch.path + "/" + file) }
            if bytes.isEmpty || chance(20) {
                bytes = Data((0..<100).map { _ in UInt8.random(in: 0...255, using: &random) })
            } else if chance(40) {
                bytes.removeLast(Int.random(in: 1...bytes.count, using: &random))
            } else {
                bytes[bytes.startIndex + Int.random(in: 0..<bytes.count, using: &random)] ^=
                    1 << UInt8.random(in: 0...7, using: &random)
            }
            try? bytes.write(to: URL(fileURLWithPath: scratch.path + "/" + file))
        }
    }

    private mutating func harmSpare() {
        let all = files(below: ".gradbook").filter { $0.contains("/spare-") }
        guard let file = all.randomElement(using: &random) else { return }
        note("harm \(file)")
        let path = scratch.path + "/" + file
        switch Int.random(in: 0..<4, using: &random) {
        case 0: try? manager.removeItem(atPath: path)
        case 1: try? manager.removeItem(atPath: (path as NSString).deletingLastPathComponent)
        case 2:
            try? manager.removeItem(atPath: path)
            scratch.put(file, "by hand")
        default:
            try? manager.removeItem(atPath: path)
            try? manager.createDirectory(atPath: path + "/deep", withIntermediateDirectories: true)
        }
    }

    /// As a build leaves it that was killed.
    private mutating func leaveStaging() {
        note("left by a killed build")
        scratch.put(".public.gradbook-staging/a/index.html", "half")
        scratch.put(".gradbook/aside-1-x", "half")
    }

    private mutating func options() {
        note("options")
        switch Int.random(in: 0..<3, using: &random) {
        case 0: drafts.toggle()
        case 1: strict.toggle()
        default: baseURL = baseURL == nil ? "https://example.com" : nil
        }
    }
}

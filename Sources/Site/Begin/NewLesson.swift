import Foundation
import Source

/// The next lesson of a track, as `gradbook new` makes it, with the track when there is none: the smallest lesson that has
/// something of everything and holds. What it is called is checked before anything is written, and what is wrong with that is
/// said with the name that was meant.
public struct NewLesson: Sendable {
    /// `TRACK/NN-slug`.
    public let path: String
    /// Whether the track is made too.
    public let isNewTrack: Bool
    /// A track that is there already and is called almost like the new one; nil when none is.
    public let similarTrack: String?
    /// The files, by their paths below the content.
    let files: [(path: String, bytes: [UInt8])]
    private let folder: ContentFolder

    /// A name that no lesson can have, or none here.
    public struct Misnamed: Error, Sendable, Equatable {
        /// A sentence.
        public let message: String
        /// What was meant, `TRACK/NN-slug`.
        public let meant: String?
    }

    /// - Parameters:
    ///   - name: `TRACK/NN-slug`, or `TRACK/slug` for the next number.
    ///   - title: nil for one made of the slug.
    /// - Throws: `Misnamed`, `BadTitle`, or `WriteError` when there is no site.
    public init(_ name: String, title: String?, in content: String, day: Day) throws {
        let folder = ContentFolder(path: content)
        guard folder.isFile("site.yml") else {
            throw WriteError(
                content, "there is no site here: no site.yml is in the folder",
                note: "`gradbook init DIR` makes one; `--content` names the folder of another")
        }
        let place = try Place(name, in: folder)
        self.folder = folder
        path = "\(place.track)/\(place.lesson.text)"
        isNewTrack = !folder.isFile("\(place.track)/track.yml")
        let others = folder.names(in: "").filter { folder.isFile("\($0)/track.yml") }
        similarTrack = isNewTrack ? Spelling.nearest(to: place.track, among: others) : nil
        files = try Self.files(
            path, title: title ?? Slug.title(place.lesson.slug), isNewTrack ? Slug.title(place.track) : nil, day)
    }

    /// Writes it. The folder is whole when it appears, for whoever watches the content, as `gradbook serve` does.
    /// - Returns: the paths of the files, as the user would type them.
    public func write() throws(WriteError) -> [String] {
        let track = String(path.prefix { $0 != "/" })
        let isWholeTrack = folder.kind(track) == nil
        let new = isWholeTrack ? track : path
        let inside = files.filter { $0.path.hasPrefix(new + "/") }
        try FileWriter.write(
            files.filter { !$0.path.hasPrefix(new + "/") }.map { ($0.path, $0.bytes) }, into: folder.path)
        let name = new.split(separator: "/").last ?? ""
        let aside = folder.shown(isWholeTrack ? ".\(name).gradbook" : "\(track)/.\(name).gradbook")
        do throws(WriteError) {
            try Disk.remove(aside)
            try FileWriter.write(
                inside.map { (String($0.path.dropFirst(new.count + 1)), $0.bytes) }, into: aside)
            try Disk.rename(aside, to: folder.shown(new))
        } catch {
            try? Disk.remove(aside)
            // Of the folder that was asked for, not of the one beside it.
            throw WriteError(folder.shown(new), error.message, note: error.note)
        }
        return files.map { folder.shown($0.path) }
    }

    private static func files(
        _ path: String, title: String, _ track: String?, _ day: Day
    ) throws -> [(path: String, bytes: [UInt8])] {
        guard let written = YAMLText.quoted(title) else { throw BadTitle(title) }
        let begun = Dictionary(BuiltInFile.below("starter/new").map { ($0.path, $0.bytes) }) { first, _ in first }
        let name = "\(path)/lesson.md"
        let trackFile = "\(path.prefix { $0 != "/" })/track.yml"
        var lesson = NewSite.titled(begun["lesson.md"] ?? [], written)
        func trial(_ lesson: [UInt8], track: String) throws -> Trial {
            let (site, track) = (Array("title: T\n".utf8), NewSite.titled(begun["track.yml"] ?? [], track))
            return try Trial(
                [("content/site.yml", site), ("content/\(trackFile)", track), ("content/\(name)", lesson)], day: day)
        }
        var problem = try trial(lesson, track: "T").findings.first
        if problem?.id == "number-unaccounted", let location = problem?.location {
            // A number in a title is a name: the lesson says so.
            let number = YAMLText.quoted(location.file.text(in: location.span)) ?? ""
            lesson = NewSite.titled(begun["lesson.md"] ?? [], "\(written)\nplain: [\(number)]")
            problem = try trial(lesson, track: "T").findings.first
        }
        if let problem { throw BadTitle(title, problem) }
        guard let track else { return [(name, lesson)] }
        // The name of a folder may hold a number that is none of a title; whoever writes the lessons finds a better one.
        let isSound = try !track.isEmpty && trial(lesson, track: YAMLText.quoted(track) ?? "").findings.isEmpty
        let title = YAMLText.quoted(isSound ? track : "Lessons") ?? ""
        return [(trackFile, NewSite.titled(begun["track.yml"] ?? [], title)), (name, lesson)]
    }

    /// Where the lesson goes.
    private struct Place {
        let track: String
        let lesson: LessonName

        init(_ name: String, in folder: ContentFolder) throws(Misnamed) {
            let parts = name.split(separator: "/", omittingEmptySubsequences: false).filter { $0 != "." }
                .map(String.init)
            guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else {
                throw Misnamed(
                    message: "A lesson is named TRACK/NN-slug, or TRACK/slug for the next number.",
                    meant: Self.whole(parts.filter { !$0.isEmpty }, in: folder))
            }
            let track = parts[0]
            func meant(_ lesson: LessonName?) -> String? {
                lesson.map { (Slug.isGood(track) ? track : Slug.made(from: track)) + "/" + $0.text }
            }
            let taken = Taken(folder, track)
            let wanted = LessonName(parts[1])
            let slug = Slug.made(from: wanted?.slug ?? parts[1])
            let next = slug.isEmpty ? nil : taken.next.map { LessonName($0, width: taken.width, slug: slug) }
            guard Slug.isGood(track) else {
                throw Misnamed(
                    message:
                        "A track is named by a-z, 0-9 and `-`, for it becomes part of addresses; `\(track)` is not.",
                    meant: Slug.made(from: track).isEmpty ? nil : meant(wanted.flatMap { $0.isGood ? $0 : nil } ?? next)
                )
            }
            if let kind = folder.kind(track), kind != .folder {
                throw Misnamed(message: "`\(folder.shown(track))` is no folder, so it cannot be a track.", meant: nil)
            }
            guard let wanted else {
                guard Slug.isGood(parts[1]) else {
                    throw Misnamed(
                        message:
                            "A lesson is named by a-z, 0-9 and `-`, for it becomes part of addresses; `\(parts[1])` is not.",
                        meant: meant(next))
                }
                if let twin = taken.lessons.first(where: { $0.slug == slug }) {
                    throw Misnamed(message: "There is a lesson \(track)/\(twin.text) already.", meant: nil)
                }
                guard let next else { throw Self.full(track, taken) }
                self.init(track: track, lesson: next)
                return
            }
            try self.init(wanted, track, taken, repaired: meant(Self.repaired(wanted, taken, next)), in: folder)
        }

        private init(track: String, lesson: LessonName) {
            self.track = track
            self.lesson = lesson
        }

        /// A lesson that brings its number.
        private init(
            _ wanted: LessonName, _ track: String, _ taken: Taken, repaired: String?, in folder: ContentFolder
        ) throws(Misnamed) {
            guard Slug.isGood(wanted.slug) else {
                throw Misnamed(
                    message:
                        "A lesson is named by a-z, 0-9 and `-`, for it becomes part of addresses; `\(wanted.text)` is not.",
                    meant: repaired)
            }
            if taken.lessons.contains(wanted) || folder.kind("\(track)/\(wanted.text)") != nil {
                throw Misnamed(message: "There is a lesson \(track)/\(wanted.text) already.", meant: nil)
            }
            guard wanted.digits.count >= 2 else {
                throw Misnamed(message: "The number of a lesson has two digits or more.", meant: repaired)
            }
            guard wanted.number != nil else {
                throw Misnamed(message: "There is no such number of a lesson.", meant: repaired)
            }
            if !taken.lessons.isEmpty, wanted.digits.count != taken.width {
                // Lessons stand in the order of their names.
                throw Misnamed(
                    message:
                        "The lessons of \(track) have numbers of \(taken.width) digits, and only then stand in order.",
                    meant: repaired)
            }
            if let other = taken.lessons.first(where: { $0.number == wanted.number }) {
                throw Misnamed(
                    message: "The number \(wanted.digits) is taken by \(track)/\(other.text).", meant: repaired)
            }
            self.init(track: track, lesson: wanted)
        }

        /// The nearest name that would do. Digits that cannot be the number are taken for a part of the name.
        private static func repaired(_ wanted: LessonName, _ taken: Taken, _ next: LessonName?) -> LessonName? {
            guard let next, let last = next.number else { return nil }
            guard let number = wanted.number, String(number).count <= taken.width else {
                return LessonName(last, width: taken.width, slug: "\(wanted.digits)-\(next.slug)")
            }
            if taken.lessons.contains(where: { $0.number == number }) { return next }
            return LessonName(number, width: taken.width, slug: next.slug)
        }

        private static func full(_ track: String, _ taken: Taken) -> Misnamed {
            Misnamed(
                message: """
                    The numbers of \(track) are used up, up to \(taken.lessons.last?.text ?? ""): give its lessons one digit \
                    more, so that they stand in order.
                    """, meant: nil)
        }

        /// What a name without a track, or with folders before it, was meant to be.
        private static func whole(_ parts: [String], in folder: ContentFolder) -> String? {
            let tracks = folder.names(in: "").filter { folder.isFile("\($0)/track.yml") }
            guard let last = parts.last, let track = parts.count > 1 ? parts[parts.count - 2] : tracks.first,
                parts.count > 1 || tracks.count == 1, Slug.isGood(track)
            else { return nil }
            if let place = try? Place("\(track)/\(last)", in: folder) { return "\(track)/\(place.lesson.text)" }
            return nil
        }
    }

    /// The lessons that a track has, drafts among them.
    private struct Taken {
        let lessons: [LessonName]

        init(_ folder: ContentFolder, _ track: String) {
            lessons = folder.names(in: track).filter { folder.isFolder("\(track)/\($0)") }.compactMap(LessonName.init)
                .filter { $0.digits.count >= 2 && $0.isGood }
        }

        var width: Int { lessons.map(\.digits.count).max() ?? 2 }

        /// Nil when it would have a digit more than the others have.
        var next: Int? {
            let next = (lessons.compactMap(\.number).max() ?? 0) + 1
            return String(next).count <= width ? next : nil
        }
    }
}

extension LessonName {
    fileprivate var isGood: Bool { Slug.isGood(slug) && digits.count >= 2 }
}

import Foundation

/// The computed numbers of a whole site as they were built: from a folder, from a revision, or just now.
public struct BuiltNumbers: Sendable {
    /// What the build is called where it is spoken of.
    public let name: String
    public let lessons: [LessonNumbers]

    /// Why there are none, in a sentence, and what to do.
    public struct Missing: Error {
        public let message: String
    }

    public init(name: String, lessons: [LessonNumbers]) {
        self.name = name
        self.lessons = lessons
    }

    /// - Parameters:
    ///   - name: a built folder, or a revision of the repository around the working folder.
    ///   - site: where the built site is committed, for a revision.
    public static func named(_ name: String, site: String) throws(Missing) -> BuiltNumbers {
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: name, isDirectory: &isFolder), isFolder.boolValue {
            return try inFolder(name)
        }
        let revision: GitRevision
        do throws(GitRevision.Failure) {
            revision = try GitRevision(name)
        } catch {
            throw Missing(message: "`\(name)` is neither a folder nor a revision: \(error.message).")
        }
        let files: [(path: String, bytes: [UInt8])]
        do throws(GitRevision.Failure) {
            files = try revision.files(below: site) { $0.hasSuffix("/\(LessonNumbers.fileName)") }
        } catch {
            throw Missing(message: "The site of `\(name)` cannot be read: \(error.message).")
        }
        if files.isEmpty {
            throw Missing(
                message: """
                    The revision `\(name)` has no \(LessonNumbers.fileName) in `\(site)`: no site was committed there, or \
                    an earlier gradbook built it. Build it from that revision, and name the folder.
                    """)
        }
        return BuiltNumbers(name: name, lessons: try read(files, in: name))
    }

    private static func inFolder(_ folder: String) throws(Missing) -> BuiltNumbers {
        let paths = (FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? [])
            .filter { $0.hasSuffix("/\(LessonNumbers.fileName)") }.sorted()
        if paths.isEmpty {
            throw Missing(
                message: """
                    The folder `\(folder)` has no \(LessonNumbers.fileName): it is no built site, or an earlier gradbook \
                    built it. Build it again with `gradbook build --output \(folder)`.
                    """)
        }
        let files = paths.map { path in
            (path: path, bytes: FileManager.default.contents(atPath: "\(folder)/\(path)").map { [UInt8]($0) } ?? [])
        }
        return BuiltNumbers(name: folder, lessons: try read(files, in: folder))
    }

    private static func read(
        _ files: [(path: String, bytes: [UInt8])], in name: String
    ) throws(Missing) -> [LessonNumbers] {
        var lessons: [LessonNumbers] = []
        for file in files {
            guard let numbers = NumbersFile.read(file.bytes) else {
                throw Missing(
                    message: """
                        `\(file.path)` of `\(name)` is no \(LessonNumbers.fileName) of version \
                        \(LessonNumbers.version). Build that site with this gradbook.
                        """)
            }
            lessons.append(numbers)
        }
        return lessons
    }
}

import Source

/// Ids for cards that have none: the suggestion of the finding, with a number where the track has or had a card of that
/// name. Written once, an id stays, so it is chosen with all others in view.
struct MissingIDs {
    static let finding = "card-id-missing"

    /// The repairs, in order.
    static func repairs(of findings: [Diagnostic], in site: SiteSource) -> [Repair] {
        var taken: [String: Set<String>] = [:]
        for (track, lessons) in site.tracks { taken[track.name] = names(in: lessons, site.folder) }
        return findings.filter { $0.id == finding }.sorted(by: Diagnostic.inOrder).compactMap { finding in
            let path = finding.location.file.path
            guard let fixIt = finding.fixIts.first,
                let track = site.frame.tracks.first(where: { path.hasPrefix(site.folder.shown($0.name) + "/") })
            else { return nil }
            let wanted = fixIt.replacement.filter { !" {#}".contains($0) }
            var name = wanted
            var number = 2
            while taken[track.name]?.contains(name) ?? false {
                name = "\(wanted)-\(number)"
                number += 1
            }
            taken[track.name]?.insert(name)
            return Repair(
                diagnostic: finding,
                fixIt: .init("it gets {#\(name)}", replacing: fixIt.location, with: " {#\(name)}"))
        }
    }

    /// Every id that a track's cards have, and that those had which were taken out.
    private static func names(in lessons: [Lesson], _ folder: ContentFolder) -> Set<String> {
        var names: Set<String> = []
        for lesson in lessons {
            names.formUnion(lesson.writtenCardIDs)
            guard let file = folder.read("\(lesson.path)/\(Ledger.fileName)") else { continue }
            var problems: [Diagnostic] = []
            names.formUnion(Ledger(file, &problems).entries.map(\.id))
        }
        return names
    }
}

import Source

/// Writes pages and ledgers in place: each aside first and then, when all stand on the disk, under its name in one step, so that a
/// page is the old or the new one whatever happens. A file that was changed while the lessons ran is not written over.
struct AcceptWriter {
    static func write(_ plan: AcceptPlan) throws(WriteError) {
        var staged: [(aside: String, path: String)] = []
        do throws(WriteError) {
            for (file, bytes) in plan.files {
                let old = try Disk.read(file.path)
                guard ByteOrderMark.without(old) == file.bytes else {
                    throw WriteError(
                        file.path, "the file was changed while its lesson ran", note: "run `gradbook accept` again")
                }
                let mark = old.count == file.bytes.count ? [] : ByteOrderMark.bytes
                let aside = Self.aside(file.path)
                try Disk.remove(aside)
                try Disk.write(mark + bytes, to: aside)
                staged.append((aside, file.path))
                if let mode = Disk.mode(file.path) { Disk.setMode(mode, of: aside) }
                try Disk.synchronize(aside)
            }
            for ledger in plan.ledgers {
                let path = ledger.file.path
                let old = Disk.kind(path) == nil ? nil : try Disk.read(path)
                guard ledger.isNew ? old == nil : old.map(ByteOrderMark.without) == ledger.file.bytes else {
                    throw WriteError(
                        path, "the ledger was changed while its lesson ran", note: "run `gradbook accept` again")
                }
                let aside = Self.aside(path)
                try Disk.remove(aside)
                try Disk.write(ledger.bytes, to: aside)
                staged.append((aside, path))
                if let mode = Disk.mode(path) { Disk.setMode(mode, of: aside) }
                try Disk.synchronize(aside)
            }
            for (aside, path) in staged { try Disk.rename(aside, to: path) }
        } catch {
            for (aside, _) in staged { try? Disk.remove(aside) }
            throw error
        }
    }

    /// A hidden name in the same folder, which no reader of lessons looks at.
    private static func aside(_ path: String) -> String {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false)
        return (parts.dropLast() + [".\(parts.last ?? "").accept"]).joined(separator: "/")
    }
}

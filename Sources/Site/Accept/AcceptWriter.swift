import Source

/// Writes pages and ledgers in place, all of them or none, so that a page is the old or the new one whatever happens. A file
/// that was changed while the lessons ran is not written over.
struct AcceptWriter {
    static func write(_ plan: AcceptPlan) throws(WriteError) {
        var files: [(path: String, bytes: [UInt8])] = []
        for (file, bytes) in plan.files {
            let old = try Disk.read(file.path)
            guard ByteOrderMark.without(old) == file.bytes else {
                throw WriteError(
                    file.path, "the file was changed while its lesson ran", note: "run `gradbook accept` again")
            }
            let mark = old.count == file.bytes.count ? [] : ByteOrderMark.bytes
            files.append((file.path, mark + bytes))
        }
        for ledger in plan.ledgers {
            let path = ledger.file.path
            let old = Disk.kind(path) == nil ? nil : try Disk.read(path)
            guard ledger.isNew ? old == nil : old.map(ByteOrderMark.without) == ledger.file.bytes else {
                throw WriteError(
                    path, "the ledger was changed while its lesson ran", note: "run `gradbook accept` again")
            }
            files.append((path, ledger.bytes))
        }
        try FileWriter.write(files)
    }
}

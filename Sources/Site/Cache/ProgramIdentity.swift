import Glibc

/// What the running program is: the bytes of its file and of every library it is linked with, as pages depend on how
/// cmark-gfm reads and how libm rounds too. Who updates either begins with an empty cache.
enum ProgramIdentity {
    /// The files of the program, itself first, then its libraries in order of path; empty where that cannot be told.
    static func files() -> [String] {
        guard let program = Disk.resolved("/proc/self/exe"), let maps = try? Disk.read("/proc/self/maps") else {
            return []
        }
        // A line for each part that is in memory: where, how, and behind the first slash of which file.
        var libraries: Set<String> = []
        for line in maps.split(separator: UInt8(ascii: "\n")) {
            let isCode = line.split(separator: UInt8(ascii: " "), maxSplits: 2).dropFirst().first?.contains(
                UInt8(ascii: "x"))
            guard isCode ?? false, let slash = line.firstIndex(of: UInt8(ascii: "/")) else { continue }
            libraries.insert(String(decoding: line[slash...], as: UTF8.self))
        }
        return [program] + libraries.subtracting([program]).sorted()
    }
}

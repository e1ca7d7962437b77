import Glibc

/// The most memory, in bytes, that this process ever held; 0 where the system does not say. The system's counter for
/// children also counts the parent's memory at the fork; the high-water mark of the process itself does not.
package func peakMemory() -> Int {
    guard let status = fopen("/proc/self/status", "r") else { return 0 }
    defer { fclose(status) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, 256, status) != nil {
        let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init), as: UTF8.self)
        let words = text.split { $0 == " " || $0 == "\t" }
        if words.first == "VmHWM:", words.count > 1 { return (Int(words[1]) ?? 0) * 1024 }
    }
    return 0
}

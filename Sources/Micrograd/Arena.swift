#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// The memory of a tape. The C library moves large blocks by remapping their pages, so that a tape that grows copies
/// nothing, and touches no page before a number stands in it; where there is no C library to import, Swift's own
/// allocation does the same at the price of a copy.
enum Arena {
    /// Room for so many records, uninitialised.
    static func allocate(_ capacity: Int) -> UnsafeMutablePointer<Record> {
        #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
            resized(nil, to: capacity)
        #else
            .allocate(capacity: capacity)
        #endif
    }

    /// The same records with room for more.
    static func grow(
        _ records: UnsafeMutablePointer<Record>, from old: Int, to capacity: Int
    ) -> UnsafeMutablePointer<Record> {
        #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
            return resized(records, to: capacity)
        #else
            let grown = UnsafeMutablePointer<Record>.allocate(capacity: capacity)
            grown.moveInitialize(from: records, count: old)
            records.deallocate()
            return grown
        #endif
    }

    static func release(_ records: UnsafeMutablePointer<Record>) {
        #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
            free(records)
        #else
            records.deallocate()
        #endif
    }

    #if canImport(Glibc) || canImport(Musl) || canImport(Darwin)
        private static func resized(
            _ records: UnsafeMutablePointer<Record>?, to capacity: Int
        ) -> UnsafeMutablePointer<Record> {
            guard let memory = realloc(records, capacity * MemoryLayout<Record>.stride) else {
                preconditionFailure("there is no memory for a tape of this length")
            }
            return memory.assumingMemoryBound(to: Record.self)
        }
    #endif
}

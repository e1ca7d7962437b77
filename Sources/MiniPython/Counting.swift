// Counting references by hand. Swift counts as if several threads held an object at once, and such a step takes as long as
// five others. The objects of an interpreter are held by one thread at a time, the one that runs it, so where values are
// moved most, in registers, slots and tables, the runtime's plain functions count.

#if canImport(CRuntime)
    import CRuntime
#endif

extension Unmanaged where Instance: PyObject {
    /// One reference more.
    @inline(__always) func hold() {
        #if canImport(CRuntime)
            _ = swift_nonatomic_retain(toOpaque())
        #else
            _ = retain()
        #endif
    }

    /// One reference less, which may free the object and what only it refers to.
    @inline(__always) func letGo() {
        #if canImport(CRuntime)
            swift_nonatomic_release(toOpaque())
        #else
            release()
        #endif
    }
}

extension UnsafeMutablePointer<PyValue> {
    /// Takes on the value at another place. Most values are numbers and take the place of numbers: then there is nothing to
    /// count.
    @inline(__always) func copy(_ source: UnsafeMutablePointer<PyValue>) {
        let old = peeked
        source.peeked?.hold()
        UnsafeMutableRawPointer(self).copyMemory(from: source, byteCount: MemoryLayout<PyValue>.size)
        old?.letGo()
    }

    /// The same, of a place that holds no value yet.
    @inline(__always) func initialize(copying source: UnsafeMutablePointer<PyValue>) {
        source.peeked?.hold()
        UnsafeMutableRawPointer(self).copyMemory(from: source, byteCount: MemoryLayout<PyValue>.size)
    }

    /// A copy of the value.
    @inline(__always) func counted() -> PyValue {
        peeked?.hold()
        // What is moved out stays there, bit for bit, and has a reference of its own now.
        return move()
    }

    /// Takes the value over in place of the present one.
    @inline(__always) func take(_ value: consuming PyValue) {
        let old = peeked
        initialize(to: value)
        old?.letGo()
    }

    /// Lets go of the value.
    @inline(__always) func drop() {
        let old = peeked
        initialize(to: .undefined)
        old?.letGo()
    }
}

// `range` and `slice` objects: three numbers, or three values, and nothing that changes.

final class PyRange: PyObject {
    let start: Int64
    let stop: Int64
    let step: Int64
    let count: Int64

    init(_ start: Int64, _ stop: Int64, _ step: Int64, count: Int64) {
        self.start = start
        self.stop = stop
        self.step = step
        self.count = count
        super.init(.range)
    }

    func element(_ index: Int64) -> Int64 { start &+ index &* step }
}

final class PySlice: PyObject {
    @exclusivity(unchecked) var start: PyValue
    @exclusivity(unchecked) var stop: PyValue
    @exclusivity(unchecked) var step: PyValue

    init(_ start: PyValue, _ stop: PyValue, _ step: PyValue) {
        self.start = start
        self.stop = stop
        self.step = step
        super.init(.slice)
    }

    func giveUp(_ work: inout [Unmanaged<PyObject>]) {
        Release.take(&start, 1, &work)
        Release.take(&stop, 1, &work)
        Release.take(&step, 1, &work)
    }

    deinit {
        var work: [Unmanaged<PyObject>] = []
        giveUp(&work)
        if !work.isEmpty { Release.finish(&work) }
    }
}

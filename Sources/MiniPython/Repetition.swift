/// Operators of containers and texts: joining, repeating, merging, and formatting with `%`. Sizes are checked before
/// anything is made.
extension Machine {
    func containers(_ op: BinaryOperator, _ a: PyObject, _ x: PyValue, _ y: PyValue) throws(Fault) -> PyValue? {
        if let b = y.object, b.kind == .view, a.instance == nil, let combined = try combineViews(op, x, y) {
            return combined
        }
        switch (op, a.kind) {
        case (.add, .string):
            guard let left = a.string, let right = y.string else { return nil }
            try checkSize(left.bytes.count + right.bytes.count)
            return .text(left.bytes + right.bytes)
        case (.add, .list):
            guard let left = a.list, let right = y.object?.list else { return nil }
            try checkSize(left.items.count + right.items.count)
            return list(left.items + right.items)
        case (.add, .tuple):
            guard let left = a.tuple, let right = y.object?.tuple else { return nil }
            try checkSize(left.items.count + right.items.count)
            return tuple(left.items + right.items)
        case (.mul, .string), (.mul, .list), (.mul, .tuple):
            guard let count = y.integer else { return nil }
            return try repeated(a, count)
        case (.mod, .string):
            guard let format = a.string else { return nil }
            var percent = PercentFormat(self, format.bytes, y)
            return .text(try percent.result())
        case (.or, .dict):
            guard let left = a.dict, let right = y.object?.dict else { return nil }
            let result = newDict()
            try update(result, from: .object(left))
            try update(result, from: .object(right))
            return .object(result)
        case (.or, .set), (.and, .set), (.sub, .set), (.xor, .set):
            guard let left = a.set, let right = y.object?.set else { return nil }
            return .object(try combine(op, left, right))
        case (_, .view): return try combineViews(op, x, y)
        case (.or, .type): throw .unsupported("types joined with '|'")
        default: return nil
        }
    }

    func repeated(_ object: PyObject, _ times: Int64) throws(Fault) -> PyValue? {
        let count = Int(clamping: max(0, times))
        switch object.kind {
        case .string:
            guard let string = object.string else { return nil }
            try checkProduct(string.bytes.count, count)
            var bytes: [UInt8] = []
            bytes.reserveCapacity(string.bytes.count * count)
            for _ in 0..<(string.bytes.isEmpty ? 0 : count) { bytes += string.bytes }
            return .text(bytes)
        case .list:
            guard let items = object.list?.items else { return nil }
            return list(try repeated(items, count))
        case .tuple:
            guard let items = object.tuple?.items else { return nil }
            return tuple(try repeated(items, count))
        default: return nil
        }
    }

    func repeated(_ items: [PyValue], _ count: Int) throws(Fault) -> [PyValue] {
        try checkProduct(items.count, count)
        if items.count == 1, let only = items.first { return [PyValue](repeating: only, count: count) }
        var result: [PyValue] = []
        result.reserveCapacity(items.count * count)
        for _ in 0..<(items.isEmpty ? 0 : count) { result += items }
        return result
    }

    private func checkProduct(_ a: Int, _ b: Int) throws(Fault) {
        let (product, overflow) = a.multipliedReportingOverflow(by: b)
        try checkSize(overflow ? Int.max : product)
    }
}

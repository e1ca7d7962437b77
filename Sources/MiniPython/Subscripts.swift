/// Square brackets: items and slices, read, written and deleted.
extension Machine {
    func length(_ value: PyValue) throws(Fault) -> Int {
        switch value.object?.kind {
        case .string: return value.string?.count ?? 0
        case .list: return value.object?.list?.items.count ?? 0
        case .tuple: return value.object?.tuple?.count ?? 0
        case .dict: return value.object?.dict?.table.count ?? 0
        case .set: return value.object?.set?.table.count ?? 0
        case .range: return Int(clamping: value.object?.range?.count ?? 0)
        case .view: return value.object?.view?.owner.table.count ?? 0
        case .instance, .exception:
            guard let method = value.object?.instance?.type.lookup(.len) else { break }
            let result = try call(method, [value])
            guard let count = result.integer else {
                throw typeError("'\(typeName(result))' object cannot be interpreted as an integer")
            }
            if count < 0 { throw valueError("__len__() should return >= 0") }
            return Int(clamping: count)
        default: break
        }
        throw typeError("object of type '\(typeName(value))' has no len()")
    }

    func getItem(_ value: PyValue, _ key: PyValue) throws(Fault) -> PyValue {
        guard case .object(let object) = value else {
            throw typeError("'\(typeName(value))' object is not subscriptable")
        }
        switch object.kind {
        case .list:
            guard let list = object.list else { break }
            if let slice = key.object?.slice { return self.list(try part(list.items, slice)) }
            return list.items[try index(key, list.items.count, "list", "list index out of range")]
        case .tuple:
            guard let tuple = object.tuple else { break }
            if let slice = key.object?.slice { return self.tuple(try part(tuple.items, slice)) }
            let place = try index(key, tuple.count, "tuple", "tuple index out of range")
            return tuple.place(place).counted()
        case .string:
            guard let string = object.string else { break }
            return try character(string, key)
        case .dict:
            guard let dict = object.dict else { break }
            if let found = try self.value(at: key, in: dict) { return found }
            let exception = PyException(types.keyError, args: [key])
            exception.epoch = epoch
            throw .raised(exception)
        case .range:
            guard let range = object.range else { break }
            if let slice = key.object?.slice { return try self.slice(range, slice) }
            return try element(range, key)
        case .instance, .exception:
            if let method = object.instance?.type.lookup(.getItem) { return try call(method, [value, key]) }
        case .type:
            if object.asType?.isUserDefined == false {
                throw .unsupported("a type with parameters, such as list[int], outside an annotation")
            }
            throw typeError("type '\(object.asType?.name ?? "")' is not subscriptable")
        default: break
        }
        throw typeError("'\(typeName(value))' object is not subscriptable")
    }

    private func character(_ string: PyString, _ key: PyValue) throws(Fault) -> PyValue {
        if string.isASCII {
            if let slice = key.object?.slice {
                let (start, step, count) = try bounds(slice, string.bytes.count)
                try checkSize(count)
                if step == 1 { return .text(Array(string.bytes[start..<start + count])) }
                return .text((0..<count).map { string.bytes[start + $0 * step] })
            }
            let place = try index(key, string.bytes.count, "string", "string index out of range")
            return .text([string.bytes[place]])
        }
        try charge(string.bytes.count / 16)
        let offsets = string.offsets
        if let slice = key.object?.slice {
            let (start, step, count) = try bounds(slice, string.count)
            try checkSize(count)
            var bytes: [UInt8] = []
            for item in 0..<count {
                let place = start + item * step
                bytes += string.bytes[offsets[place]..<offsets[place + 1]]
            }
            return .text(bytes)
        }
        let place = try index(key, string.count, "string", "string index out of range")
        return .text(Array(string.bytes[offsets[place]..<offsets[place + 1]]))
    }

    /// An index as Python takes it, negative ones from the end.
    func index(_ key: PyValue, _ count: Int, _ kind: String, _ message: String) throws(Fault) -> Int {
        guard let number = try place(key) else {
            throw typeError(
                "\(kind) indices must be integers\(kind == "string" ? "" : " or slices"), not \(quotedForString(kind, key))"
            )
        }
        let place = number < 0 ? number + count : number
        guard place >= 0, place < count else { throw exception(types.indexError, message) }
        return place
    }

    private func quotedForString(_ kind: String, _ key: PyValue) -> String {
        kind == "string" ? "'\(typeName(key))'" : typeName(key)
    }

    private func element(_ range: PyRange, _ key: PyValue) throws(Fault) -> PyValue {
        guard let number = try integerIndex(key) else {
            throw typeError("range indices must be integers or slices, not \(typeName(key))")
        }
        let place = number < 0 ? number + range.count : number
        guard place >= 0, place < range.count else {
            throw exception(types.indexError, "range object index out of range")
        }
        return .int(range.element(place))
    }

    /// An index or a count of items: no container has so many that it would not fit.
    func place(_ key: PyValue) throws(Fault) -> Int? {
        try integerIndex(key).map { Int(clamping: $0) }
    }

    /// An int, or what `__index__` gives.
    func integerIndex(_ key: PyValue) throws(Fault) -> Int64? {
        if let number = key.integer { return number }
        guard let method = key.object?.instance?.type.lookup(.index) else { return nil }
        let result = try call(method, [key])
        if let number = result.integer { return number }
        throw typeError("__index__ returned non-int (type \(typeName(result)))")
    }

    /// What functions written in C keep in an `int`.
    func shortInteger(_ value: PyValue) throws(Fault) -> Int {
        guard let number = try integerIndex(value) else {
            throw typeError("'\(typeName(value))' object cannot be interpreted as an integer")
        }
        guard let short = Int32(exactly: number) else {
            throw exception(types.overflowError, "Python int too large to convert to C int")
        }
        return Int(short)
    }

    /// Where a slice of `count` items begins, its step, and how many items it has.
    func bounds(_ slice: PySlice, _ count: Int) throws(Fault) -> (start: Int, step: Int, count: Int) {
        func number(_ value: PyValue) throws(Fault) -> Int? {
            if value.isNone { return nil }
            if let number = try place(value) { return number }
            throw typeError("slice indices must be integers or None or have an __index__ method")
        }
        let step = try number(slice.step) ?? 1
        if step == 0 { throw valueError("slice step cannot be zero") }
        func clamp(_ value: Int) -> Int {
            let place = value < 0 ? max(value, -count - 1) + count : value
            return step > 0 ? min(max(place, 0), count) : min(max(place, -1), count - 1)
        }
        let start = try number(slice.start).map(clamp) ?? (step > 0 ? 0 : count - 1)
        let stop = try number(slice.stop).map(clamp) ?? (step > 0 ? count : -1)
        if step > 0 { return (start, step, start < stop ? (stop - start - 1) / step + 1 : 0) }
        // The most negative step has no positive counterpart.
        let size = step.magnitude > UInt(Int.max) ? Int.max : -step
        return (start, step, stop < start ? (start - stop - 1) / size + 1 : 0)
    }

    private func part(_ items: [PyValue], _ slice: PySlice) throws(Fault) -> [PyValue] {
        let (start, step, count) = try bounds(slice, items.count)
        try checkSize(count)
        if step == 1 { return Array(items[start..<start + count]) }
        return (0..<count).map { items[start + $0 * step] }
    }

    private func slice(_ range: PyRange, _ slice: PySlice) throws(Fault) -> PyValue {
        let (start, step, count) = try bounds(slice, Int(clamping: range.count))
        let (newStep, overflow) = range.step.multipliedReportingOverflow(by: Int64(step))
        if overflow { throw .unsupported(Fault.integerTooLarge) }
        let first = range.element(Int64(start))
        let size = Int64(count)
        return .object(PyRange(first, first &+ size &* newStep, newStep, count: size))
    }

    // MARK: Writing

    func setItem(_ target: PyValue, _ key: PyValue, _ value: PyValue) throws(Fault) {
        guard case .object(let object) = target else { throw noAssignment(target) }
        switch object.kind {
        case .list:
            guard let list = object.list else { return }
            try guardMutation(list)
            if let slice = key.object?.slice { return try setSlice(list, slice, value) }
            list.items[try index(key, list.items.count, "list", "list assignment index out of range")] = value
        case .dict:
            guard let dict = object.dict else { return }
            try guardMutation(dict)
            try store(value, at: key, in: dict)
        case .instance, .exception:
            guard let method = object.instance?.type.lookup(.setItem) else {
                if object.instance?.type.lookup(.delItem) != nil {
                    throw exception(types.attributeError, "__setitem__")
                }
                throw noAssignment(target)
            }
            _ = try call(method, [target, key, value])
        default: throw noAssignment(target)
        }
    }

    private func noAssignment(_ target: PyValue) -> Fault {
        typeError("'\(typeName(target))' object does not support item assignment")
    }

    private func setSlice(_ list: PyList, _ slice: PySlice, _ value: PyValue) throws(Fault) {
        let (_, step, _) = try bounds(slice, list.items.count)
        let new = try listed(
            value, step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice")
        let (start, _, count) = try bounds(slice, list.items.count)
        try checkSize(list.items.count + new.count)
        if step == 1 {
            list.items.replaceSubrange(start..<start + count, with: new)
            return
        }
        if new.count != count {
            throw valueError(
                "attempt to assign sequence of size \(new.count) to extended slice of size \(count)")
        }
        for (index, item) in new.enumerated() { list.items[start + index * step] = item }
    }

    func deleteItem(_ target: PyValue, _ key: PyValue) throws(Fault) {
        guard case .object(let object) = target else { throw noDeletion(target, key) }
        switch object.kind {
        case .list:
            guard let list = object.list else { return }
            try guardMutation(list)
            if let slice = key.object?.slice {
                let (start, step, count) = try bounds(slice, list.items.count)
                try charge(list.items.count)
                let places = Set((0..<count).map { start + $0 * step })
                list.items = list.items.enumerated().filter { !places.contains($0.offset) }.map { $0.element }
            } else {
                let place = try index(key, list.items.count, "list", "list assignment index out of range")
                try charge((list.items.count - place) / 8)
                list.items.remove(at: place)
            }
        case .dict:
            guard let dict = object.dict else { return }
            try guardMutation(dict)
            if try remove(key, from: dict) == nil {
                let exception = PyException(types.keyError, args: [key])
                exception.epoch = epoch
                throw .raised(exception)
            }
        case .instance, .exception:
            guard let method = object.instance?.type.lookup(.delItem) else {
                if object.instance?.type.lookup(.setItem) != nil {
                    throw exception(types.attributeError, "__delitem__")
                }
                throw noDeletion(target, key)
            }
            _ = try call(method, [target, key])
        default: throw noDeletion(target, key)
        }
    }

    /// Sequences say it in other words than the rest when they are asked with an integer.
    private func noDeletion(_ target: PyValue, _ key: PyValue) -> Fault {
        let isSequence =
            switch target.object?.kind {
            case .string, .tuple, .range, .set, .view, .value: true
            case .instance: target.object?.instance?.type !== types.object
            case .exception: target.object?.instance?.type.isUserDefined ?? false
            default: false
            }
        let isIndex = key.integer != nil || key.object?.instance?.type.lookup(.index) != nil
        let verb = isSequence && isIndex ? "doesn't" : "does not"
        return typeError("'\(typeName(target))' object \(verb) support item deletion")
    }
}

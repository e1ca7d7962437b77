/// Membership, `in`: by lookup where there is a table, by arithmetic in ranges, by iteration elsewhere.
extension Machine {
    func contains(_ container: PyValue, _ item: PyValue) throws(Fault) -> Bool {
        guard case .object(let object) = container else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        switch object.kind {
        case .string:
            guard let string = object.string else { return false }
            guard let part = item.string else {
                throw typeError("'in <string>' requires string as left operand, not \(typeName(item))")
            }
            try charge(string.bytes.count / 16)
            return Text.find(part.bytes, in: string.bytes, from: 0) != nil
        case .list:
            guard let list = object.list else { return false }
            var place = 0
            // Comparing may change the list, so its length is asked anew each time.
            while place < list.items.count {
                if place & 3 == 3 { try charge(1) }
                if try equalsOrIs(list.items[place], item) { return true }
                place += 1
            }
            return false
        case .tuple: return try contains(object.tuple?.items ?? [], item)
        case .dict: return try object.dict.map { dict throws(Fault) in try find(item, in: dict) != nil } ?? false
        case .set:
            if item.object?.set != nil { throw .unsupported("looking for a set in a set") }
            return try object.set.map { set throws(Fault) in try find(item, in: set) != nil } ?? false
        case .view:
            if let view = object.view, view.part == .items { return try contains(view, pair: item) }
            if let view = object.view, view.part == .keys { return try find(item, in: view.owner) != nil }
        case .range:
            if let range = object.range, let value = item.integer {
                guard range.count > 0 else { return false }
                let last = range.element(range.count - 1)
                let isInside =
                    range.step > 0 ? value >= range.start && value <= last : value <= range.start && value >= last
                // The distance needs all 64 bits: the ends may lie on either side of 0.
                let distance = UInt64(bitPattern: range.step > 0 ? value &- range.start : range.start &- value)
                return isInside && distance % range.step.magnitude == 0
            }
        case .instance, .exception:
            if let method = object.instance?.type.lookup(.contains) {
                return try isTrue(call(method, [container, item]))
            }
        default: break
        }
        guard isIterable(container) else {
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        let iterator: PyValue
        do throws(Fault) {
            iterator = try self.iterator(container)
        } catch {
            guard case .raised(let exception) = error, exception.type.isSubtype(of: types.typeError) else {
                throw error
            }
            throw typeError("argument of type '\(typeName(container))' is not iterable")
        }
        while let next = try next(iterator) {
            try charge(1)
            if try equalsOrIs(next, item) { return true }
        }
        return false
    }

    func contains(_ items: [PyValue], _ item: PyValue) throws(Fault) -> Bool {
        for (index, candidate) in items.enumerated() where try equalsOrIs(candidate, item) {
            try charge(index / 4)
            return true
        }
        try charge(items.count / 4)
        return false
    }
}

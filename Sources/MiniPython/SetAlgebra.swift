/// What sets do with each other and with anything that can be gone through: union, intersection, differences, and whether
/// one holds the other. Which items are looked for in which set, how often their hashes are asked for and when it is known
/// enough follows CPython's `setobject.c`, for a program's own `__hash__` and `__eq__` see it.
extension Machine {
    /// `a op b`, as a new set.
    func combine(_ op: BinaryOperator, _ a: PySet, _ b: PySet) throws(Fault) -> PySet {
        switch op {
        case .or:
            let result = try copy(a)
            try merge(.object(b), into: result)
            return result
        case .and: return try intersection(a, .object(b))
        case .sub: return try difference(a, .object(b))
        default: return try symmetricDifference(a, .object(b))
        }
    }

    /// `a op= b`.
    func combineInPlace(_ op: BinaryOperator, _ a: PySet, _ b: PySet) throws(Fault) {
        switch op {
        case .or: try merge(.object(b), into: a)
        case .and: a.exchange(with: try intersection(a, .object(b)))
        case .sub: try subtract(.object(b), from: a)
        default: try toggle(.object(b), in: a)
        }
        a.hasHistory = true
    }

    /// The same items in a new set; none is asked for anything.
    func copy(_ old: PySet) throws(Fault) -> PySet {
        try checkSize(old.table.count)
        let copy = newSet()
        copy.table = old.table.copy()
        if old.isKnown { register(copy) }
        copy.hasHistory = true
        return copy
    }

    /// Puts everything into a set, item by item, so that what came before one that cannot be added stays.
    func merge(_ items: PyValue, into set: PySet) throws(Fault) {
        if let other = items.object?.set {
            if other === set { return }
            let isEmpty = set.table.count == 0
            try charge(other.table.count)
            for (item, hash) in other.table.liveEntries {
                if isEmpty {
                    // There is nothing to compare with.
                    registerHolder(set, of: item)
                    set.table.append(hash: hash, key: item, value: .none)
                } else {
                    try insert(item, hash: hash, into: set)
                }
            }
            return try checkSize(set.table.count)
        }
        try forEachHashed(of: items) { (item, hash) throws(Fault) in
            try guardMutation(set)
            try insert(item, hash: hash, into: set)
        }
    }

    /// Goes through items and their hashes, of which those in a dict are known.
    func forEachHashed(of items: PyValue, _ body: (PyValue, UInt32) throws(Fault) -> Void) throws(Fault) {
        if let table = items.object?.dict ?? items.object?.set {
            try charge(table.table.count)
            for (item, hash) in table.table.liveEntries { try body(item, hash) }
            return
        }
        guard isIterable(items) else { throw typeError("'\(typeName(items))' object is not iterable") }
        try forEach(of: items) { (item) throws(Fault) in try body(item, tableHash(item)) }
    }

    /// Of equal items those stay that CPython goes through: the smaller set's, or those of the other one, be it a set or
    /// not. What is no set is gone through until all are found.
    func intersection(_ a: PySet, _ items: PyValue) throws(Fault) -> PySet {
        if items.object === a { return try copy(a) }
        let result = newSet()
        result.hasHistory = true
        if let b = items.object?.set {
            let (asked, walked) = b.table.count > a.table.count ? (b, a) : (a, b)
            try charge(walked.table.count)
            for (item, hash) in walked.table.liveEntries where try find(item, hash: hash, in: asked) != nil {
                try insert(item, hash: hash, into: result)
            }
            return result
        }
        guard isIterable(items) else { throw typeError("'\(typeName(items))' object is not iterable") }
        let iterator = try iterator(items)
        while let item = try next(iterator) {
            try charge(1)
            let hash = try tableHash(item)
            if try find(item, hash: hash, in: a) != nil {
                try insert(item, hash: hash, into: result)
                if result.table.count >= a.table.count { break }
            }
        }
        return result
    }

    func difference(_ a: PySet, _ items: PyValue) throws(Fault) -> PySet {
        let table: PyTable? = items.object?.set ?? items.object?.dict
        // It is shorter to take a few out of many.
        guard let other = table, a.table.count / 4 <= other.table.count else {
            let result = try copy(a)
            try subtract(items, from: result)
            return result
        }
        let result = newSet()
        result.hasHistory = true
        try charge(a.table.count)
        for (item, hash) in a.table.liveEntries where try find(item, hash: hash, in: other) == nil {
            try insert(item, hash: hash, into: result)
        }
        return result
    }

    /// `set.difference_update`.
    func subtract(_ items: PyValue, from set: PySet) throws(Fault) {
        if let other = items.object?.set {
            if other === set {
                set.exchange(with: PySet())
                return
            }
            let isMuch = other.table.count / 8 > set.table.count
            let gone = isMuch ? try intersection(set, items) : other
            try charge(gone.table.count)
            for (item, hash) in gone.table.liveEntries { _ = try remove(item, hash: hash, from: set) }
            return
        }
        guard isIterable(items) else { throw typeError("'\(typeName(items))' object is not iterable") }
        try forEach(of: items) { (item) throws(Fault) in
            try guardMutation(set)
            _ = try remove(item, from: set)
        }
    }

    /// The other one's items as a set, without those that it shares with this and with the rest of this.
    func symmetricDifference(_ a: PySet, _ items: PyValue) throws(Fault) -> PySet {
        let result = newSet()
        result.hasHistory = true
        try merge(items, into: result)
        try toggle(.object(a), in: result)
        return result
    }

    /// `set.symmetric_difference_update`.
    func toggle(_ items: PyValue, in set: PySet) throws(Fault) {
        var table: PyTable? = items.object?.set ?? items.object?.dict
        if table === set {
            set.exchange(with: PySet())
            return
        }
        if table == nil {
            let others = newSet()
            try merge(items, into: others)
            table = others
        }
        guard let table else { return }
        try charge(table.table.count)
        for (item, hash) in table.table.liveEntries where !(try remove(item, hash: hash, from: set)) {
            try insert(item, hash: hash, into: set)
        }
    }

    // MARK: Comparing

    func isSubset(_ a: PySet, of b: PySet) throws(Fault) -> Bool {
        if a.table.count > b.table.count { return false }
        try charge(a.table.count)
        for (item, hash) in a.table.liveEntries where try find(item, hash: hash, in: b) == nil { return false }
        return true
    }

    func isDisjoint(_ a: PySet, _ items: PyValue) throws(Fault) -> Bool {
        if let b = items.object?.set {
            if a === b { return a.table.count == 0 }
            let (asked, walked) = b.table.count > a.table.count ? (b, a) : (a, b)
            try charge(walked.table.count)
            for (item, hash) in walked.table.liveEntries where try find(item, hash: hash, in: asked) != nil {
                return false
            }
            return true
        }
        let iterator = try iterator(items)
        while let item = try next(iterator) {
            try charge(1)
            if try find(item, in: a) != nil { return false }
        }
        return true
    }

    func subset(_ op: CompareOperator, _ a: PySet, _ b: PySet) throws(Fault) -> Bool {
        switch op {
        case .lessEqual: try isSubset(a, of: b)
        case .less: a.table.count < b.table.count ? try isSubset(a, of: b) : false
        case .greaterEqual: try isSubset(b, of: a)
        default: b.table.count < a.table.count ? try isSubset(b, of: a) : false
        }
    }
}

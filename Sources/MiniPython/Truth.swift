/// What counts as true.
extension Machine {
    func isTrue(_ x: PyValue) throws(Fault) -> Bool {
        switch x {
        case .undefined, .callee, .none: return false
        case .bool(let value): return value
        case .int(let value): return value != 0
        case .float(let value): return value != 0
        case .notImplemented, .ellipsis: return true
        case .object(let object):
            switch object.kind {
            case .string: return object.string?.bytes.isEmpty == false
            case .list: return object.list?.items.isEmpty == false
            case .tuple: return object.tuple?.count ?? 0 > 0
            case .dict: return object.dict?.table.count != 0
            case .set: return object.set?.table.count != 0
            case .range: return object.range?.count != 0
            case .view: return object.view?.owner.table.count != 0
            case .instance, .exception: return try isTrue(instance: x, object.instance?.type)
            default: return true
            }
        }
    }

    func isTrue(instance x: PyValue, _ type: PyType?) throws(Fault) -> Bool {
        if let method = type?.lookup(.bool) {
            let result = try call(method, [x])
            guard case .bool(let truth) = result else {
                throw typeError("__bool__ should return bool, returned \(typeName(result))")
            }
            return truth
        }
        if type?.lookup(.len) != nil { return try length(x) != 0 }
        return true
    }
}

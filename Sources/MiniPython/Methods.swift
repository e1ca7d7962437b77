/// The methods of built-in types, found by type and name. A method's first argument is its object.
enum Methods {
    static func make(_ type: NativeType, _ name: String) -> PyBuiltin? {
        switch type {
        case .string: StringMethods.make(name)
        case .list: ListMethods.make(name)
        case .tuple: TupleMethods.make(name)
        case .dict: DictMethods.make(name)
        case .set: SetMethods.make(name)
        case .float: NumberMethods.makeFloat(name)
        case .int, .bool: NumberMethods.makeInt(name)
        case .generator: GeneratorMethods.make(name)
        case .value: ValueMethods.make(name)
        case .range: RangeMethods.make(name)
        case .keys, .items: ViewMethods.make(name)
        default: nil
        }
    }

    /// For "did you mean".
    static func names(_ type: NativeType) -> [String] {
        switch type {
        case .string: StringMethods.names
        case .list: ListMethods.names
        case .tuple: TupleMethods.names
        case .dict: DictMethods.names
        case .set: SetMethods.names
        case .float: ["is_integer"]
        case .int, .bool: ["bit_length", "bit_count"]
        case .generator: ["send", "close"]
        case .value: ValueMethods.names
        case .range: RangeMethods.names
        case .keys, .items: ViewMethods.names
        default: []
        }
    }
}

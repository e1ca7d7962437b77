/// A module that a program imported. Its names do not change.
final class PyModule: PyObject {
    let name: String
    @exclusivity(unchecked) private(set) var attributes: [Symbol: PyValue]

    init(_ name: String, _ attributes: [Symbol: PyValue]) {
        self.name = name
        self.attributes = attributes
        super.init(.module)
    }

    /// A submodule that was imported.
    func set(_ symbol: Symbol, _ value: PyValue) { attributes[symbol] = value }
}

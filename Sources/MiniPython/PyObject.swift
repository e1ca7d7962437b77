/// Everything that lives on the heap. A tag says which final class an object is, so that telling kinds apart is one
/// comparison and never a runtime cast. Objects know nothing of the interpreter: what operators, attributes and calls
/// do with them is said in the files that bear those names.
///
/// Stored properties of classes are checked for overlapping access whenever they are used, which costs as much as an
/// instruction of the machine; these are read and written by one thread in single steps, so they opt out.
class PyObject {
    enum Kind: UInt8 {
        case string, list, tuple, dict, set, range, slice, function, builtin, boundMethod, type, instance, exception
        case cell, iterator, generator, module, value, property, staticMethod, classMethod, superProxy, view
    }

    final let kind: Kind
    /// The latest walk of the collector that found the object.
    @exclusivity(unchecked) final var colour: UInt8 = 0
    /// Which evaluation made the object; 0 for everything a snippet made. See `Machine.guardMutation`.
    @exclusivity(unchecked) final var epoch: UInt32 = 0

    init(_ kind: Kind) { self.kind = kind }

    /// Whether it refers to others that emptying does not take from it, or never stands in the collector's ring itself.
    final var hidesOthers: Bool {
        switch kind {
        case .string, .range, .builtin, .module, .value: false
        case .list, .dict, .set, .instance, .exception, .type, .cell: false
        case .tuple, .slice, .function, .generator, .boundMethod, .iterator, .property, .staticMethod, .classMethod,
            .superProxy,
            .view:
            true
        }
    }
}

/// The casts, by tag. `unsafeDowncast` is checked in debug builds only, which is why the tag is compared here and
/// nowhere else.
extension PyObject {
    @inline(__always) private final func cast<T: PyObject>(_ kind: Kind, _ type: T.Type) -> T? {
        self.kind == kind ? unsafeDowncast(self, to: type) : nil
    }

    @inline(__always) final var string: PyString? { cast(.string, PyString.self) }
    @inline(__always) final var list: PyList? { cast(.list, PyList.self) }
    @inline(__always) final var tuple: PyTuple? { cast(.tuple, PyTuple.self) }
    @inline(__always) final var dict: PyDict? { cast(.dict, PyDict.self) }
    @inline(__always) final var set: PySet? { cast(.set, PySet.self) }
    @inline(__always) final var range: PyRange? { cast(.range, PyRange.self) }
    @inline(__always) final var slice: PySlice? { cast(.slice, PySlice.self) }
    @inline(__always) final var function: PyFunction? { cast(.function, PyFunction.self) }
    @inline(__always) final var builtin: PyBuiltin? { cast(.builtin, PyBuiltin.self) }
    @inline(__always) final var boundMethod: PyBoundMethod? { cast(.boundMethod, PyBoundMethod.self) }
    @inline(__always) final var asType: PyType? { cast(.type, PyType.self) }
    @inline(__always) final var cell: PyCell? { cast(.cell, PyCell.self) }
    @inline(__always) final var iterator: PyIterator? { cast(.iterator, PyIterator.self) }
    @inline(__always) final var generator: PyGenerator? { cast(.generator, PyGenerator.self) }
    @inline(__always) final var module: PyModule? { cast(.module, PyModule.self) }
    @inline(__always) final var value: PyNode? { cast(.value, PyNode.self) }
    @inline(__always) final var property: PyProperty? { cast(.property, PyProperty.self) }
    @inline(__always) final var superProxy: PySuper? { cast(.superProxy, PySuper.self) }
    @inline(__always) final var view: PyView? { cast(.view, PyView.self) }
    @inline(__always) final var exception: PyException? { cast(.exception, PyException.self) }
    /// An instance of a class of the program's, or an exception.
    @inline(__always) final var instance: PyInstance? {
        kind == .instance || kind == .exception ? unsafeDowncast(self, to: PyInstance.self) : nil
    }
    /// `staticmethod` and `classmethod` objects.
    final var wrapped: PyWrapped? {
        kind == .staticMethod || kind == .classMethod ? unsafeDowncast(self, to: PyWrapped.self) : nil
    }
}

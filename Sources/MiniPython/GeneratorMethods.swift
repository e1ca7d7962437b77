/// The methods of generators.
enum GeneratorMethods {
    static func make(_ name: String) -> PyBuiltin? {
        switch name {
        case "send":
            PyBuiltin(name, owner: "generator", arity: 1...1) { machine, arguments throws(Fault) in
                guard let generator = arguments[0].object?.generator else { throw machine.wrongReceiver("generator") }
                if generator.awaiting == nil, generator.state == .suspended, !arguments[1].isNone {
                    throw machine.typeError("can't send non-None value to a just-started generator")
                }
                machine.returned = .none
                if try machine.resume(generator, target: 0, exhausted: -1, sending: arguments[1], leaves: true) {
                    let item = try machine.execute()
                    if !item.isUndefined { return item }
                }
                throw machine.stopIteration()
            }
        case "close":
            PyBuiltin(name, owner: "generator", arity: 0...0) { machine, arguments throws(Fault) in
                guard let generator = arguments[0].object?.generator else { throw machine.wrongReceiver("generator") }
                try machine.guardMutation(generator)
                if generator.awaiting != nil, generator.state == .suspended,
                    !generator.body.code.handlers.isEmpty
                {
                    throw .unsupported("closing a generator inside a 'try' statement")
                }
                generator.state = .finished
                generator.close()
                return .none
            }
        default: nil
        }
    }
}

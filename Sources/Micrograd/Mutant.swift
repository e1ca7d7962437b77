/// An engine with one mistake in it, of the kind that people make who write one. A lesson is run with each of them to see
/// which of its claims would have noticed. The mistakes of `Kind.gradient` leave every value as it is and spoil the
/// backward pass; those of `Kind.value` spoil the forward pass.
///
/// Nothing here is part of the healthy engine, which does not ask whether it is one.
public enum Mutant: String, Sendable, Hashable, CaseIterable {
    // MARK: Local derivatives

    /// Addition hands nothing to its second input.
    case addForgetsSecond = "add-forgets-second"
    /// Addition hands its second input the opposite, as a subtraction does.
    case addSecondSign = "add-second-sign"
    /// Addition shares its gradient out among its inputs.
    case addHalves = "add-halves"
    /// Addition scales by the other input, as a multiplication does.
    case addScales = "add-scales"
    /// Multiplication scales by the input itself and not by the other factor.
    case mulOwnFactor = "mul-own-factor"
    /// Multiplication hands nothing to its second factor.
    case mulForgetsSecond = "mul-forgets-second"
    /// Multiplication forgets the chain rule: the upstream gradient takes no part.
    case mulNoUpstream = "mul-no-upstream"
    /// Multiplication hands its gradient on unchanged, as an addition does.
    case mulUnscaled = "mul-unscaled"
    /// Multiplication has the sign of its derivative wrong.
    case mulSign = "mul-sign"
    /// Multiplication scales by the product.
    case mulByProduct = "mul-by-product"
    /// Negation forgets its sign.
    case negSign = "neg-sign"
    /// A power forgets the exponent in front: x**(n - 1).
    case powNoExponent = "pow-no-exponent"
    /// A power does not lower its exponent: n * x**n.
    case powSameExponent = "pow-same-exponent"
    /// A power forgets the chain rule.
    case powNoUpstream = "pow-no-upstream"
    /// tanh has the derivative 1 - t.
    case tanhNotSquared = "tanh-not-squared"
    /// tanh has the derivative 1 + t**2.
    case tanhPlus = "tanh-plus"
    /// tanh has the derivative 1 - x**2, of its input.
    case tanhOfInput = "tanh-of-input"
    /// tanh has its own value for a derivative.
    case tanhValue = "tanh-value"
    /// tanh forgets the chain rule.
    case tanhNoUpstream = "tanh-no-upstream"
    /// exp hands its gradient on unchanged.
    case expUnscaled = "exp-unscaled"
    /// exp has its input for a derivative.
    case expOfInput = "exp-of-input"
    /// exp forgets the chain rule.
    case expNoUpstream = "exp-no-upstream"
    /// log has the derivative x in place of 1 / x.
    case logInverted = "log-inverted"
    /// log forgets the chain rule.
    case logNoUpstream = "log-no-upstream"
    /// relu lets the gradient of a negative input through.
    case reluNeverCloses = "relu-never-closes"
    /// relu has its own value for a derivative.
    case reluValue = "relu-value"
    /// relu forgets the chain rule.
    case reluNoUpstream = "relu-no-upstream"

    // MARK: The pass

    /// A contribution replaces the gradient that is there: `=` for `+=`.
    case passReplaces = "pass-replaces"
    /// Numbers are visited in the order in which they were made.
    case passForward = "pass-forward"
    /// Numbers are visited as they are met on the way down, whether their gradient is complete or not.
    case passUnsorted = "pass-unsorted"
    /// A number that is used n times hands its gradient on n times.
    case passRevisits = "pass-revisits"
    /// An input that stands twice in one operation receives one contribution.
    case passOnce = "pass-once"
    /// The root's gradient begins with the root's value.
    case passSeed = "pass-seed"
    /// A number hands on its value in place of its gradient.
    case passHandsValue = "pass-hands-value"
    /// Gradients of earlier passes are set to zero first.
    case passClears = "pass-clears"

    // MARK: Values

    /// Addition subtracts.
    case addValue = "add-value"
    /// Multiplication adds.
    case mulValue = "mul-value"
    /// `x - y` is computed as y - x.
    case subSwapped = "sub-swapped"
    /// `x / y` is computed as y / x.
    case divSwapped = "div-swapped"
    /// Negation does nothing.
    case negValue = "neg-value"
    /// A power multiplies with its exponent.
    case powValue = "pow-value"
    /// tanh is the logistic function.
    case tanhLogistic = "tanh-logistic"
    /// exp is a power of 2.
    case expOfTwo = "exp-of-two"
    /// log is a logarithm to the base 10.
    case logOfTen = "log-of-ten"
    /// relu is the absolute value.
    case reluAbsolute = "relu-absolute"

    /// Which half of the engine a mistake is in.
    public enum Kind: Sendable, Hashable, CaseIterable {
        /// The backward pass; values are right.
        case gradient
        /// The forward pass.
        case value
    }

    /// Which half of the engine the mistake is in.
    public var kind: Kind {
        switch self {
        case .addValue, .mulValue, .subSwapped, .divSwapped, .negValue, .powValue, .tanhLogistic, .expOfTwo, .logOfTen,
            .reluAbsolute:
            .value
        default: .gradient
        }
    }

    /// The mistake in a few words.
    public var title: String {
        switch self {
        case .addForgetsSecond: "x + y hands nothing to y"
        case .addSecondSign: "x + y hands y the opposite"
        case .addHalves: "x + y halves what it hands on"
        case .addScales: "x + y scales by the other input"
        case .mulOwnFactor: "x * y scales by the input itself"
        case .mulForgetsSecond: "x * y hands nothing to y"
        case .mulNoUpstream: "x * y without upstream gradient"
        case .mulUnscaled: "x * y hands on unchanged"
        case .mulSign: "x * y with the wrong sign"
        case .mulByProduct: "x * y scales by the product"
        case .negSign: "-x without its sign"
        case .powNoExponent: "x**n' = x**(n - 1)"
        case .powSameExponent: "x**n' = n * x**n"
        case .powNoUpstream: "x**n without upstream gradient"
        case .tanhNotSquared: "tanh' = 1 - t"
        case .tanhPlus: "tanh' = 1 + t**2"
        case .tanhOfInput: "tanh' = 1 - x**2"
        case .tanhValue: "tanh' = t"
        case .tanhNoUpstream: "tanh without upstream gradient"
        case .expUnscaled: "exp' = 1"
        case .expOfInput: "exp' = x"
        case .expNoUpstream: "exp without upstream gradient"
        case .logInverted: "log' = x"
        case .logNoUpstream: "log without upstream gradient"
        case .reluNeverCloses: "relu' = 1 at negative numbers"
        case .reluValue: "relu' = relu"
        case .reluNoUpstream: "relu without upstream gradient"
        case .passReplaces: "= for +="
        case .passForward: "the pass goes forward"
        case .passUnsorted: "numbers hand on before they are complete"
        case .passRevisits: "numbers hand on once for each use"
        case .passOnce: "x op x counts x once"
        case .passSeed: "the pass begins with the root's value"
        case .passHandsValue: "values are handed on for gradients"
        case .passClears: "gradients are zeroed first"
        case .addValue: "x + y subtracts"
        case .mulValue: "x * y adds"
        case .subSwapped: "x - y is y - x"
        case .divSwapped: "x / y is y / x"
        case .negValue: "-x is x"
        case .powValue: "x**n is x * n"
        case .tanhLogistic: "tanh is the logistic function"
        case .expOfTwo: "exp(x) is 2**x"
        case .logOfTen: "log to the base 10"
        case .reluAbsolute: "relu is abs"
        }
    }
}

// MARK: Its rules

extension Mutant {
    /// What this engine's operation makes of its inputs; a power takes its exponent as `y`.
    public func value(_ op: Op, _ x: Double, _ y: Double) -> Double {
        switch (self, op) {
        case (.addValue, .add): x - y
        case (.mulValue, .mul): x + y
        case (.negValue, .neg): x
        case (.powValue, .pow): x * y
        case (.tanhLogistic, .tanh): Sigmoid.value(x)
        case (.expOfTwo, .exp): Libm.pow(2, x)
        case (.logOfTen, .log): Libm.log(x) / Libm.log(10)
        case (.reluAbsolute, .relu): x.magnitude
        default: op.value(x, y)
        }
    }

    /// The local derivatives.
    func derivatives(_ op: Op, _ x: Double, _ y: Double, _ out: Double) -> (x: Double, y: Double) {
        switch (self, op) {
        case (.addForgetsSecond, .add): (1, 0)
        case (.addSecondSign, .add): (1, -1)
        case (.addHalves, .add): (0.5, 0.5)
        case (.addScales, .add): (y, x)
        case (.mulOwnFactor, .mul): (x, y)
        case (.mulForgetsSecond, .mul): (y, 0)
        case (.mulUnscaled, .mul): (1, 1)
        case (.mulSign, .mul): (-y, -x)
        case (.mulByProduct, .mul): (out, out)
        case (.negSign, .neg): (1, 0)
        case (.powNoExponent, .pow): (Libm.pow(x, y - 1), 0)
        case (.powSameExponent, .pow): (y * Libm.pow(x, y), 0)
        case (.tanhNotSquared, .tanh): (1 - out, 0)
        case (.tanhPlus, .tanh): (1 + out * out, 0)
        case (.tanhOfInput, .tanh): (1 - x * x, 0)
        case (.tanhValue, .tanh): (out, 0)
        case (.expUnscaled, .exp): (1, 0)
        case (.expOfInput, .exp): (x, 0)
        case (.logInverted, .log): (x, 0)
        case (.reluNeverCloses, .relu): (1, 0)
        case (.reluValue, .relu): (out, 0)
        default: op.derivatives(x, y, out)
        }
    }

    /// What flows back into the inputs.
    func contributions(
        _ op: Op, _ x: Double, _ y: Double, _ out: Double, _ upstream: Double
    ) -> (x: Double, y: Double) {
        let local = derivatives(op, x, y, out)
        return switch (self, op) {
        case (.mulNoUpstream, .mul), (.powNoUpstream, .pow), (.tanhNoUpstream, .tanh), (.expNoUpstream, .exp),
            (.logNoUpstream, .log), (.reluNoUpstream, .relu):
            local
        case (_, .div): op.contributions(x, y, out, upstream)
        default: (local.x * upstream, local.y * upstream)
        }
    }
}

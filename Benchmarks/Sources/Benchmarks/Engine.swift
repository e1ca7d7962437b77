import CTape
import Workloads

/// Something that can run workloads: an engine of this process, or a program beside it.
struct Engine {
    let name: String
    /// What it can run, and how many repetitions are bearable.
    let counts: [Workload: Int]
    /// The result and the seconds of the processor it took; nil when it could not.
    let run: (Workload, Int) -> (result: Double, seconds: Double)?
    /// How far, of its own size, its result may be from the C tape's.
    var tolerance = 1e-12
    /// How many rounds it is given.
    var rounds = Int.max
}

extension Engine {
    /// In this process: full counts, timed here.
    init(_ name: String, _ workloads: [Workload] = Workload.allCases, _ body: @escaping (Workload, Int) -> Double) {
        self.name = name
        counts = Dictionary(uniqueKeysWithValues: workloads.map { ($0, $0.count) })
        run = { workload, count in
            var result = 0.0
            let seconds = seconds { result = body(workload, count) }
            return (result, seconds)
        }
    }

    /// What everything is compared with.
    static var cTape: Engine {
        Engine("C tape, 24-byte records") { workload, count in
            let moons = Moons()
            switch workload {
            case .w1: return ctape_w1(count)
            case .w2:
                var parameters = Moons.parameters
                return ctape_w2(moons.x, moons.y, 100, &parameters, Int32(count))
            case .w3: return ctape_w3(count)
            case .sum: return ctape_sum(count)
            }
        }
    }

    static var derivedByHand: Engine {
        Engine("C, gradient derived by hand", [.w2]) { _, count in
            let moons = Moons()
            var parameters = Moons.parameters
            return byhand_w2(moons.x, moons.y, 100, &parameters, Int32(count))
        }
    }
}

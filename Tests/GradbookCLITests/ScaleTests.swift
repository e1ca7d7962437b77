import Foundation
import TestSupport
import Testing

/// Building a site on many machines, by the very commands of `docs/scale.md` and of the workflow, each machine a folder.
struct ScaleTests {
    private static let shards = 3

    /// A site of several tracks, with what lessons can have of each other.
    private func site() throws -> CommandTests.Bench {
        let bench = try CommandTests.Bench()
        try FileManager.default.removeItem(atPath: bench.path + "/templates")
        try bench.put("content/site.yml", "title: Site\nbase-url: https://example.org/a\n")
        try bench.put("content/u/track.yml", "title: Other\n")
        for number in 2...9 {
            let track = number % 2 == 0 ? "t" : "u"
            try bench.put(
                "content/\(track)/0\(number)-x/lesson.md",
                """
                ---
                title: "Lesson `=\(number) * 10`"
                date: 2026-01-0\(number)
                ---

                ```python
                from micrograd.engine import Value
                a = Value(\(number).0)
                L = a * a
                L.backward()
                ```

                The slope is `=a.grad`, and [the first lesson](../../t/01-a/lesson.md) comes before.

                ```graph L
                ```

                ```cards
                Q: What is the slope of a times a for lesson \(number)? {#slope-\(number)}
                A: Twice a, `=a.grad`.
                ```

                """)
        }
        return bench
    }

    /// What a machine has before it does anything: a checkout of the site.
    private func checkout(_ site: CommandTests.Bench, _ name: String) throws -> String {
        let path = "\(site.path)/machines/\(name)"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: site.path + "/content", toPath: path + "/content")
        return path
    }

    private func sh(_ script: String, in folder: String, _ environment: [String: String] = [:]) throws -> Oracle.Outcome
    {
        let outcome = try Oracle.run(
            "/bin/sh", ["-e", "-c", script],
            environment: ["PATH": "\(GradbookBinary.folder):/usr/local/bin:/usr/bin:/bin"].merging(environment) { $1 },
            folder: folder)
        #expect(outcome.status == 0, "\(script)\n\(outcome.output)\(outcome.errors)")
        return outcome
    }

    private func files(_ folder: String) -> [String: Data] {
        var files: [String: Data] = [:]
        for case let path as String in FileManager.default.enumerator(atPath: folder) ?? .init() {
            files[path] = FileManager.default.contents(atPath: "\(folder)/\(path)")
        }
        return files
    }

    /// A clean build of a checkout that knows nothing of the others.
    private func clean(_ site: CommandTests.Bench) throws -> [String: Data] {
        let path = try checkout(site, "clean")
        _ = try sh("gradbook build --no-cache", in: path)
        return files(path + "/public")
    }

    /// The joined site is the clean one, and nothing of it was made twice.
    private func expect(_ joined: String, is clean: [String: Data], _ outcome: Oracle.Outcome) throws {
        let built = files(joined + "/public")
        #expect(built.keys.sorted() == clean.keys.sorted() && clean.count > 30)
        for (path, bytes) in clean { #expect(built[path] == bytes, "\(path)") }
        let kept = try sh("gradbook build --verbose --output again", in: joined)
        #expect(kept.errors.split(separator: "\n").allSatisfy { $0.hasPrefix("kept ") }, "\(kept.errors)")
    }

    @Test func theCommandsOfTheDocument() throws {
        let document = try String(
            contentsOf: repositoryRoot.appendingPathComponent("docs/scale.md"), encoding: .utf8)
        func block(_ name: String) throws -> String {
            let parts = document.components(separatedBy: "```sh \(name)\n")
            #expect(parts.count == 2)
            return try #require(parts.last?.components(separatedBy: "```").first)
        }
        let site = try site()
        let clean = try clean(site)
        let joined = try checkout(site, "join")
        for shard in 1...Self.shards {
            let machine = try checkout(site, "\(shard)")
            _ = try sh(block("job"), in: machine, ["K": "\(shard)", "N": "\(Self.shards)"])
            let archive = "objects-\(shard).tgz"
            try FileManager.default.moveItem(atPath: "\(machine)/\(archive)", toPath: "\(joined)/\(archive)")
        }
        let script = try block("join").replacingOccurrences(of: "gradbook build", with: "gradbook build --verbose")
        let outcome = try sh(script, in: joined)
        let lines = outcome.errors.split(separator: "\n")
        #expect(lines.count == 9 && lines.allSatisfy { $0.hasPrefix("kept ") }, "\(outcome.errors)")
        try expect(joined, is: clean, outcome)
    }

    /// The steps of the workflow's jobs, by job; without those that only GitHub can do.
    private func steps() throws -> [String: [String]] {
        let program = """
            import json, sys, yaml
            jobs = yaml.safe_load(sys.stdin)["jobs"]
            print(json.dumps({name: [step["run"] for step in job["steps"] if "run" in step] for name, job in jobs.items()}))
            """
        let workflow = try String(
            contentsOf: repositoryRoot.appendingPathComponent("integrations/github-matrix.yml"), encoding: .utf8)
        let outcome = try Oracle.python(["-c", program], input: workflow)
        return try JSONDecoder().decode([String: [String]].self, from: Data(outcome.output.utf8))
    }

    @Test(.enabled(if: Oracle.hasSchemas)) func theStepsOfTheWorkflow() throws {
        let site = try site()
        let clean = try clean(site)
        let steps = try steps()
        #expect(steps.keys.sorted() == ["join", "program", "shard"])
        func run(_ job: String, in machine: String, shard: Int = 0) throws -> Oracle.Outcome {
            // What the artifact of the first job brings.
            try FileManager.default.createDirectory(
                atPath: machine + "/.program/scripts", withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: GradbookBinary.path, toPath: machine + "/.program/gradbook")
            try Data("exit 0\n".utf8).write(to: URL(fileURLWithPath: machine + "/.program/scripts/setup"))
            var outcome: Oracle.Outcome?
            for step in try #require(steps[job]) {
                let script = step.replacingOccurrences(of: "${{ matrix.shard }}", with: "\(shard)")
                    .replacingOccurrences(of: "${{ strategy.job-total }}", with: "\(Self.shards)")
                #expect(!script.contains("${{"))
                outcome = try sh(script, in: machine)
            }
            return try #require(outcome)
        }
        let joined = try checkout(site, "join")
        for shard in 1...Self.shards {
            let machine = try checkout(site, "\(shard)")
            _ = try run("shard", in: machine, shard: shard)
            let part = "\(joined)/.parts/objects-\(shard)"
            try FileManager.default.createDirectory(atPath: part, withIntermediateDirectories: true)
            try FileManager.default.copyItem(atPath: machine + "/objects.tgz", toPath: part + "/objects.tgz")
        }
        try expect(joined, is: clean, run("join", in: joined))
        // The next day: the cache is restored, nothing has changed, and there is nothing to hand on.
        let later = try checkout(site, "later")
        try FileManager.default.createDirectory(atPath: later + "/.gradbook", withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: joined + "/.gradbook/objects", toPath: later + "/.gradbook/objects")
        _ = try run("shard", in: later, shard: 1)
    }
}

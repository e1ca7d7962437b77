import Foundation
import TestSupport
import Testing

/// What readers copy into repositories of their own: it has the form that others read, and its commands exist.
struct IntegrationTests {
    private func text(_ path: String) throws -> String {
        try String(contentsOf: repositoryRoot.appendingPathComponent(path), encoding: .utf8)
    }

    @Test(.enabled(if: Oracle.hasSchemas), arguments: ["github-workflow", "github-matrix"])
    func theWorkflowIsOne(_ name: String) throws {
        let workflow = try text("integrations/\(name).yml")
        let outcome = try Oracle.validate(workflow, bySchema: "GitHub Workflow")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let wrong = workflow.replacingOccurrences(of: "runs-on:", with: "run-on:")
        #expect(try Oracle.validate(wrong, bySchema: "GitHub Workflow").status == 1)
    }

    @Test(.enabled(if: Oracle.hasSchemas)) func theHookIsOne() throws {
        let hooks = try text(".pre-commit-hooks.yaml")
        let outcome = try Oracle.validate(hooks, bySchema: ".pre-commit-hooks.yml")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let wrong = hooks.replacingOccurrences(of: "language: system", with: "language: swiftly")
        #expect(try Oracle.validate(wrong, bySchema: ".pre-commit-hooks.yml").status == 1)
    }

    /// Every command of ours in them, run as it stands there in a repository with lessons.
    @Test func theCommandsInThemExist() throws {
        let workflow = try text("integrations/github-workflow.yml")
        let hook = try text(".pre-commit-hooks.yaml")
        var commands = workflow.split(separator: "\n").map { $0.drop { $0 == " " } }
            .filter { $0.hasPrefix(".gradbook-source/.build/release/gradbook ") }.map(String.init)
        #expect(commands.count == 2)
        commands += hook.split(separator: "\n").compactMap { line in
            line.range(of: "entry: ").map { String(line[$0.upperBound...]) }
        }
        #expect(commands.count == 3)
        let bench = try CommandTests.Bench()
        let files = FileManager.default
        let release = bench.path + "/.gradbook-source/.build/release"
        try files.createDirectory(atPath: release, withIntermediateDirectories: true)
        try files.createSymbolicLink(atPath: release + "/gradbook", withDestinationPath: GradbookBinary.path)
        try files.removeItem(atPath: bench.path + "/templates")
        _ = try bench.gradbook("build")
        for command in commands {
            let outcome = try Oracle.run(
                "/bin/sh", ["-c", command], environment: ["PATH": "\(GradbookBinary.folder):/usr/bin:/bin"],
                folder: bench.path)
            #expect(outcome.status == 0, "\(command)\n\(outcome.errors)")
        }
        #expect(try bench.text("gradbook.xml").hasPrefix("<?xml"))
        #expect(files.isExecutableFile(atPath: repositoryRoot.appendingPathComponent("scripts/setup").path))
    }
}

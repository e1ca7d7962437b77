import Foundation
import TestSupport
import Testing

/// What `scripts/setup` says on machines that lack something, each played by a path of a few programs.
struct SetupTests {
    /// Runs the script with nothing on its path but the tools every system has and the given stand-ins.
    func setup(_ programs: [String: String]) throws -> Oracle.Outcome {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for tool in ["bash", "dirname", "sed", "head", "id"] {
            let found = ["/bin/", "/usr/bin/"].map { $0 + tool }.first(where: FileManager.default.isExecutableFile)
            try FileManager.default.createSymbolicLink(
                atPath: folder.appendingPathComponent(tool).path, withDestinationPath: #require(found))
        }
        for (name, text) in programs {
            let url = folder.appendingPathComponent(name)
            try Data("#!/bin/bash\n\(text)\n".utf8).write(to: url)
            try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: url.path)
        }
        return try Oracle.run(
            "/bin/bash", [repositoryRoot.appendingPathComponent("scripts/setup").path],
            environment: ["PATH": folder.path])
    }

    let swift = "echo 'Swift version 6.3.1 (swift-6.3.1-RELEASE)'"

    @Test func withoutSwift() throws {
        let outcome = try setup([:])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "gradbook needs Swift 6.2 or newer, and there is no swift here: install it from https://www.swift.org/install\n"
        )
    }

    @Test func withAnOldSwift() throws {
        let outcome = try setup(["swift": "echo 'Swift version 5.9.2 (swift-5.9.2-RELEASE)'"])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors
                == "gradbook needs Swift 6.2 or newer, and this is Swift 5.9: install it from https://www.swift.org/install\n"
        )
    }

    @Test func withoutApt() throws {
        let outcome = try setup(["swift": swift])
        #expect(outcome.status == 1)
        #expect(
            outcome.errors == """
                Please install these packages, or what your system calls them, and try again: \
                pkg-config libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev libjemalloc-dev

                """)
    }

    /// What is missing is installed, and nothing else; only root may, so anyone else goes through sudo.
    @Test func withApt() throws {
        let outcome = try setup([
            "swift": swift, "pkg-config": "exit 1", "apt-get": "echo apt-get $@", "sudo": "\"$@\"",
            "env": "shift; \"$@\"",
        ])
        #expect(outcome.status == 0, "\(outcome.errors)")
        #expect(
            outcome.output == """
                Installing libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev libjemalloc-dev
                apt-get update -qq
                apt-get install -y -qq --no-install-recommends libcmark-gfm-dev libcmark-gfm-extensions-dev libxxhash-dev libjemalloc-dev

                """)
    }

    @Test func withEverythingThere() throws {
        let outcome = try setup(["swift": swift, "pkg-config": "exit 0"])
        #expect(outcome.status == 0 && outcome.output == "" && outcome.errors == "")
    }
}

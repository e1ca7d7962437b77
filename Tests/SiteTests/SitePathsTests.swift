import Testing

@testable import Site

struct SitePathsTests {
    @Test(arguments: [
        ("index.html", "t/01-a/lesson.html", "t/01-a/lesson.html"),
        ("t/01-a/lesson.html", "index.html", "../../index.html"),
        ("t/01-a/lesson.html", "t/01-a/brief.html", "brief.html"),
        ("t/01-a/lesson.html", "t/index.html", "../index.html"),
        ("t/01-a/lesson.html", "u/02-b/lesson.html", "../../u/02-b/lesson.html"),
        ("t/01-a/lesson.html", "t/01-a/lesson.html", "lesson.html"),
    ])
    func linksAreRelative(_ from: String, _ to: String, _ expected: String) {
        #expect(SitePaths.link(from: from, to: to) == expected)
    }

    @Test func linksLeadThroughTheFoldersThatAreNotShared() {
        let names = ["a", "aa", "b", "ä", "01-a", "01-ab"]
        var paths: [String] = []
        for first in names {
            paths.append(first)
            for second in names {
                paths.append("\(first)/\(second)")
                paths += names.map { "\(first)/\(second)/\($0)" }
            }
        }
        for from in paths {
            let here = from.split(separator: "/").dropLast()
            for to in paths {
                let there = to.split(separator: "/")
                let shared = zip(here, there.dropLast()).prefix { $0 == $1 }.count
                let up = String(repeating: "../", count: here.count - shared)
                #expect(SitePaths.link(from: from, to: to) == up + there.dropFirst(shared).joined(separator: "/"))
            }
        }
    }

    @Test func theRootIsAsManyFoldersUp() {
        #expect(SitePaths.root(from: "index.html") == "")
        #expect(SitePaths.root(from: "t/01-a/lesson.html") == "../../")
    }
}

struct ReadingTimeTests {
    @Test func theRuleIsTheOneTheSiteStates() {
        // 238 words a minute, rounded up.
        #expect(ReadingTime(words: 238).minutes == 1)
        #expect(ReadingTime(words: 239).minutes == 2)
        #expect(ReadingTime(words: 2380).minutes == 10)
        #expect(ReadingTime(words: 2100).range == 7...12)
        #expect(ReadingTime(codeWords: 150).minutes == 2)
        // 12 + 11 + … + 3, then 3 each: 75 for ten figures, 81 for twelve.
        #expect(ReadingTime(figures: 10).minutes == 2)
        #expect(ReadingTime(words: 238 * 2 - 1, tableRows: 20).minutes == 3)
        #expect(ReadingTime().minutes == 1)
    }

    @Test func wordsOfProseAndOfCode() {
        #expect(ReadingTime.words(in: "A slope, measured – by a nudge.") == 6)
        #expect(ReadingTime.codeWords(in: "x1 = w*2.0 + b_1") == 5)
    }
}

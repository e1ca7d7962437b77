import Foundation
import TestSupport
import Testing

/// A site of three groups of two cards, and of one lesson with fourteen.
private let site = Task {
    try BuiltSite(content: repositoryRoot.path + "/Tests/BrowserTests/Fixtures/cards")
}
private let lesson = "slopes/01-one/lesson.html"
private let review = "slopes/review.html"

/// What the page asks now, group by group; nil where a group asks nothing.
private let asked = """
    return [...document.querySelectorAll(".cards")].map((box) => [...box.querySelectorAll("div.card")]
        .filter((card) => !card.hidden).map((card) => card.querySelector(".question").textContent).join() || null)
    """

extension BrowserTests {
    struct CardsTests {
        /// Writes the log anew: of each card the grades and how many days ago they were given.
        func remember(_ browser: Browser, _ reviews: [(card: String, grade: Int, daysAgo: Int)]) async throws {
            let entries = reviews.map { review -> JSONValue in
                [
                    "card": .string(review.card), "grade": .number(Double(review.grade)),
                    "ago": .number(Double(review.daysAgo)),
                ]
            }
            try await browser.act(
                """
                localStorage.setItem("gradbook:Recall", arguments[0].map(({ card, grade, ago }, index) => {
                    const at = new Date();
                    at.setDate(at.getDate() - ago);
                    at.setHours(12, 0, index);
                    return JSON.stringify({ at: at.toISOString(), card, day: gradbook.progress.day(at), grade, kind: "review" });
                }).join("\\n"))
                """, [.array(entries)])
            try await browser.reload()
        }

        @Test func theScheduleIsThatOfTheVectors() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            let vectors = try String(
                contentsOf: repositoryRoot.appendingPathComponent("Tests/BrowserTests/Fixtures/fsrs6-vectors.json"),
                encoding: .utf8)
            let wrong: [String] = try await browser.run(
                """
                const { review, interval, recall } = gradbook.fsrs, wrong = [], near = (a, b) => Math.abs(a - b) < 6e-9;
                let rows = 0;
                for (const { name, rows: steps } of JSON.parse(arguments[0])) {
                    let memory = null;
                    for (const step of steps) {
                        const r = memory && recall(step.t, memory.s);
                        memory = review(memory, step.t, step.g);
                        rows++;
                        if (!near(memory.s, step.S) || !near(memory.d, step.D) || !near(r, step.R) ||
                            [0.9, 0.85, 0.95].some((wanted, i) => interval(memory, wanted) != [step.I90, step.I85, step.I95][i]))
                            wrong.push(name + JSON.stringify([step, memory, r]));
                    }
                }
                return rows == 30 ? wrong : ["not all steps: " + rows];
                """, [.string(vectors)])
            #expect(wrong == [])
            // Halves go up, and no interval is shorter than a day or longer than a century.
            #expect(
                try await browser.run(
                    "return [2.5, 3.5, 0.001, 1e9].map((s) => gradbook.fsrs.interval({ s }))") == [3, 4, 1, 36500])
        }

        @Test func aDayEndsAtFourInTheMorning() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            #expect(
                try await browser.run(
                    """
                    return [[2026, 2, 1, 3, 59], [2026, 2, 1, 4, 0], [2026, 0, 1, 0, 0]]
                        .map((parts) => gradbook.progress.day(+new Date(...parts)))
                    """) == ["2026-02-28", "2026-03-01", "2025-12-31"])
        }

        @Test func aMissedCardReturnsInTheNextGroup() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            #expect(try await browser.run(asked) == ["One?", "Three?", "Five?"] as [String?])
            #expect(try await browser.text(".card:not([hidden]) .card-head") == "Card 1 of 6")
            // A disclosure: the state is the button's, and the answer has the focus.
            let show = try await browser.find(".card:not([hidden]) .card-show")
            #expect(try await show.attribute("aria-expanded") == "false")
            try await show.click()
            #expect(try await show.attribute("aria-expanded") == "true")
            let answer = try await show.attribute("aria-controls")
            #expect(try await browser.focused().attribute("id") == answer)
            #expect(try await browser.focused().text() == "First 3. See the data.")
            let grades = try await browser.find(".card:not([hidden]) .grades")
            #expect(try await grades.accessibleName() == "How well did you recall it?")
            #expect(
                try await browser.run(
                    "return [...arguments[0].querySelectorAll('button')].map((one) => one.textContent)",
                    [grades.argument])
                    == ["Again, today", "Hard, 1 day", "Good, 2 days", "Easy, 8 days"])
            try await expectAccessible(browser)
            // Missed: in the next group, and the focus goes on to the next card of this one.
            try await browser.click(".card:not([hidden]) .grades button:nth-of-type(1)")
            #expect(try await browser.focused().text() == "Card 2 of 6")
            #expect(try await browser.run(asked) == ["Two?", "Three?", "Five?"] as [String?])
            try await answerNext(browser, group: 1, grade: 4)
            #expect(
                try await browser.focused().text()
                    == "1 card recalled, back in 8 days. 1 missed card further down this page.\nShow the cards")
            #expect(try await browser.run(asked) == [nil, "Three?", "Five?"] as [String?])
            try await expectAccessible(browser)
            // All that was graded is there again.
            try await browser.reload()
            #expect(try await browser.run(asked) == [nil, "Three?", "Five?"] as [String?])
            try await answerNext(browser, group: 2, grade: 3)
            try await answerNext(browser, group: 2, grade: 3)
            #expect(try await browser.run(asked) == [nil, "One?", "Five?"] as [String?])
            #expect(try await browser.text(".card:not([hidden]) .card-head") == "Card 1 of 6, once more")
            // Missed again, and in the last group as well: at last at the end of the page.
            try await answerNext(browser, group: 2, grade: 1)
            for grade in [3, 3, 1] { try await answerNext(browser, group: 3, grade: grade) }
            #expect(try await browser.run(asked) == [nil, nil, nil, "One?"] as [String?])
            try await browser.reload()
            #expect(try await browser.run(asked) == [nil, nil, nil, "One?"] as [String?])
            try await answerNext(browser, group: 4, grade: 1)
            #expect(try await browser.run(asked) == [nil, nil, nil, "One?"] as [String?])
            try await answerNext(browser, group: 4, grade: 2)
            #expect(try await browser.run(asked) == [nil, nil, nil, nil] as [String?])
            // A link to a card shows it although it is done.
            try await browser.open(site.file(lesson) + "#card-four")
            #expect(try await browser.find("#card-four").isDisplayed())
            #expect(try await browser.consoleProblems() == [])
        }

        func expectAccessible(_ browser: Browser) async throws {
            let axe = try await Axe.judge(browser)
            #expect(axe.violations.map(\.description) == [])
            #expect(axe.undecided.map(\.description) == [])
        }

        func answerNext(_ browser: Browser, group: Int, grade: Int) async throws {
            try await browser.act(
                """
                const card = [...document.querySelectorAll(".cards")][\(group - 1)].querySelector("div.card:not([hidden])");
                const show = card.querySelector(".card-show");
                if (show.ariaExpanded == "false") show.click();
                card.querySelectorAll(".grades button")[\(grade - 1)].click();
                """)
        }

        @Test func keysWorkInsideACardOnly() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            try await browser.type("1 3")
            #expect(try await browser.run(asked) == ["One?", "Three?", "Five?"] as [String?])
            try await browser.act("document.querySelector('.card-show').focus()")
            try await browser.press(.space)
            #expect(try await browser.focused().text() == "First 3. See the data.")
            try await browser.type("3")
            #expect(try await browser.focused().text() == "Card 2 of 6")
            try await browser.press(.space)
            #expect(try await browser.focused().text() == "Second.")
            // Switched off, and remembered.
            try await browser.click(".cards-foot:not([hidden]) label")
            #expect(try await browser.find(".cards-foot:not([hidden]) input").property("checked") == false)
            try await browser.reload()
            #expect(try await browser.find(".cards-foot:not([hidden]) input").property("checked") == false)
            try await browser.act("document.querySelector('.card:not([hidden]) .card-head').focus()")
            try await browser.type(" 1")
            #expect(try await browser.run(asked) == ["Two?", "Three?", "Five?"] as [String?])
            #expect(try await browser.find(".card:not([hidden]) .answer").isDisplayed() == false)
        }

        @Test func withoutScriptsTheyAreDisclosures() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh(scripts: false)
            try await browser.open(site.file(lesson))
            #expect(try await browser.count(".cards > details") == 6)
            try await browser.click("#card-four summary")
            #expect(try await browser.text("#card-four .answer") == "Fourth.")
            try await browser.open(site.file(review))
            #expect(try await browser.find(".review").isDisplayed() == false)
            #expect(try await browser.find(".unscripted").isDisplayed())
            #expect(try await browser.count(".lesson-cards details") == 20)
            // A link in a card leads where it led, from here too.
            try await browser.click("#card-one summary")
            #expect(try await browser.count("#card-one a[href='01-one/data.csv']") == 1)
        }

        @Test func reviewsAskWhatIsDue() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            let server = try await site.serve()
            try await browser.open(server.url(review))
            #expect(try await browser.text(".queue") == "0 due, 0 new, 0 to repeat")
            #expect(
                try await browser.text(".queue-empty")
                    == "Nothing to ask yet: read a lesson, or take new cards.")
            // Two days after Good a card is due, one day after it is not; the others of a lesson begun are new.
            let one = "slopes/01-one/"
            try await remember(
                browser, [(one + "one", 3, 2), (one + "two", 3, 1), (one + "three", 4, 30), ("gone/x", 3, 9)])
            #expect(try await browser.text(".queue") == "2 due, 3 new, 0 to repeat")
            #expect(try await browser.text(".card .card-head") == "Card 1 of 5")
            let week: [String] = try await browser.run(
                "return [...document.querySelectorAll('.week td')].map((one) => one.textContent.trim())")
            #expect(week == ["2", "1", "0", "0", "0", "0", "0"])
            try await browser.click(".card-show")
            try await expectAccessible(browser)
            // A missed card comes back when the others are done, until it is recalled.
            let missed: String = try await browser.run("return document.querySelector('.cards .question').textContent")
            try await answerNext(browser, group: 1, grade: 1)
            #expect(try await browser.text(".queue") == "1 due, 3 new, 1 to repeat")
            #expect(try await browser.focused().text() == "Card 1 of 5")
            for _ in 0..<4 { try await answerNext(browser, group: 1, grade: 3) }
            #expect(try await browser.text(".queue") == "0 due, 0 new, 1 to repeat")
            #expect(try await browser.run("return document.querySelector('.cards .question').textContent") == missed)
            try await browser.reload()
            #expect(try await browser.run("return document.querySelector('.cards .question').textContent") == missed)
            try await answerNext(browser, group: 1, grade: 3)
            #expect(
                try await browser.focused().text().hasPrefix(
                    "Nothing is left for today. The next comes back in 1 day, on "))
            // Three new ones were begun today; ten more are ten more, from lessons not read.
            #expect(try await browser.text(".new-cards") == "Take 10 new cards")
            try await browser.click(".new-cards")
            #expect(try await browser.text(".queue") == "0 due, 10 new, 0 to repeat")
            #expect(try await browser.text(".new-cards") == "Take 4 new cards")
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func ofALessonThatWasReadTenNewCardsAreAskedADay() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(review))
            try await browser.act("gradbook.progress.append({ kind: 'read', page: 'slopes/02-two/lesson' })")
            try await browser.reload()
            #expect(try await browser.text(".queue") == "0 due, 10 new, 0 to repeat")
            try await answerNext(browser, group: 1, grade: 3)
            #expect(try await browser.text(".queue") == "0 due, 9 new, 0 to repeat")
        }

        @Test func aBackupIsSavedAndRestored() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.open(site.file(lesson))
            try await answerNext(browser, group: 1, grade: 3)
            try await browser.open(site.file(review))
            #expect(try await browser.find("[data-kept=yes]").isDisplayed(), "another page's log was found")
            #expect(try await browser.find(".backup-due").isDisplayed() == false)
            #expect(try await browser.text(".saved") == "Never saved as a file.")
            let file: String = try await browser.run("return gradbook.progress.file()")
            try await remember(browser, [("slopes/01-one/two", 3, 5)])
            #expect(
                try await browser.text(".backup-due").hasPrefix(
                    "What you answered in the last 5 days is in no file yet"))
            func restore(_ text: String) async throws -> String {
                try await browser.act(
                    """
                    const input = document.querySelector(".restore"), files = new DataTransfer();
                    files.items.add(new File([arguments[0]], "a.json"));
                    document.querySelector(".told").textContent = "";
                    input.files = files.files;
                    input.dispatchEvent(new Event("change"));
                    """, [.string(text)])
                try await browser.wait(until: "return document.querySelector('.told').textContent != ''")
                return try await browser.text(".told")
            }
            #expect(try await restore(file) == "1 answer added.")
            #expect(try await restore(file) == "0 answers added.")
            #expect(try await browser.run("return gradbook.progress.entries().length") == 2)
            let before: String = try await browser.run("return gradbook.progress.file()")
            for (text, complaint) in [
                ("no JSON", "is no backup of progress"), ("null", "is no backup of progress"),
                (file.replacing("\"site\": \"Recall\"", with: "\"site\": \"X\""), "is of another site, “X”"),
                (file.replacing("\"version\": 1", with: "\"version\": 2"), "was made by a later version of this site"),
                (file.replacing("\"grade\": 3", with: "\"grade\": 7"), "is damaged at entry 1"),
            ] {
                #expect(try await restore(text) == "This file \(complaint). Nothing was changed.")
            }
            #expect(try await browser.run("return gradbook.progress.file()") == before)
            // Saved: nothing is to be saved any more.
            try await browser.act(
                "window.made = []; HTMLAnchorElement.prototype.click = function () { window.made.push(this.download) }")
            try await browser.click(".save")
            #expect(try await browser.run("return window.made[0].startsWith('gradbook-progress-20')"))
            #expect(try await browser.find(".backup-due").isDisplayed() == false)
            #expect(try await browser.text(".saved").hasPrefix("Last saved on "))
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func whereNothingCanBeStoredThePageSaysSo() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh()
            try await browser.beforeEachPage(
                "Object.defineProperty(window, 'localStorage', { get() { throw new Error('none') } })")
            try await browser.open(site.file(lesson))
            try await answerNext(browser, group: 1, grade: 3)
            try await answerNext(browser, group: 1, grade: 3)
            #expect(
                try await browser.text(".cards-note")
                    == "2 cards recalled, back in 2 days. This browser does not keep it.\nShow the cards")
            try await browser.open(site.file(review))
            #expect(try await browser.find("[data-kept=no]").isDisplayed())
            #expect(try await browser.consoleProblems() == [])
        }

        @Test func onPaperQuestionsAndAnswersStand() async throws {
            let site = try await site.value
            let browser = try await Browser.fresh(media: "print")
            try await browser.open(site.file(lesson))
            #expect(try await browser.find("#card-four .answer").isDisplayed())
            #expect(try await browser.find("#card-four .grades").isDisplayed() == false)
            #expect(try await browser.find("#card-one .card-head").isDisplayed() == false)
        }
    }
}

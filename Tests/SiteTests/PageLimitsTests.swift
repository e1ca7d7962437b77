import MiniPython
import Testing

@testable import Site

/// What an author allows reaches the interpreter, and the rest stays as it is.
struct PageLimitsTests {
    @Test func eachLimitByItsName() {
        var allowed = PageBudget()
        allowed.steps = 1
        allowed.calls = 2
        allowed.objects = 3
        allowed.values = 4
        allowed.output = 5
        let budget = Budget(allowed)
        #expect([budget.steps, budget.depth, budget.heap, budget.tape, budget.output] == [1, 2, 3, 4, 5])
        let usual = Budget(PageBudget())
        #expect(
            [usual.steps, usual.depth, usual.heap, usual.tape, usual.output]
                == [20_000_000, 1_000, 4_000_000, 2_000_000, 1_000_000])
    }

    @Test func aPageComesBeforeTheSite() {
        var site = PageBudget()
        site.steps = 1
        site.values = 2
        var page = PageBudget()
        page.steps = 10
        let budget = Budget(page.completed(by: site))
        #expect([budget.steps, budget.tape] == [10, 2])
    }

    /// A tape holds 134,217,728 numbers and stops the process at one more; the program is stopped before.
    @Test func noMoreThanATapeHolds() {
        var allowed = PageBudget()
        allowed.values = .max
        #expect(Budget(allowed).tape == 100_000_000)
    }
}

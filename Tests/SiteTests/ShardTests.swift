import Testing

@testable import Site

/// Whose lesson is whose, when several machines build a site.
struct ShardTests {
    @Test(arguments: ["1/1", "1/16", "16/16", "3/0016", "03/4"]) func aShare(_ text: String) {
        #expect(Shard(text) != nil)
    }

    @Test(arguments: [
        "", "/", "1", "1/", "/4", "0/4", "5/4", "1/0", "-1/4", "+1/4", "1/4/2", " 1/4", "1 / 4", "a/b", "１/４",
        "1/99999999999999999999",
    ]) func noShare(_ text: String) { #expect(Shard(text) == nil) }

    /// Every lesson is in one shard, and no shard has two lessons more than another.
    @Test(arguments: [1, 2, 3, 7, 16]) func allTogetherAreTheSite(_ count: Int) throws {
        let shards = try (1...count).map { try #require(Shard("\($0)/\(count)")) }
        for total in [0, 1, 5, 16, 1000] {
            var sizes = shards.map { _ in 0 }
            for lesson in 0..<total {
                let holders = shards.indices.filter { shards[$0].contains(lesson: lesson) }
                #expect(holders.count == 1)
                sizes[holders[0]] += 1
            }
            #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
        }
        #expect(shards.map(\.text) == (1...count).map { "\($0)/\(count)" })
    }
}

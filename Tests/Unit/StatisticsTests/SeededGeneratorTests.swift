import Statistics
import Testing

@Suite struct SeededGeneratorTests {
    /// The first outputs for seed 1234567 (Vigna's reference splitmix64.c, as quoted by Rosetta Code).
    @Test func givesTheReferenceSequence() {
        var generator = SeededGenerator(seed: 1_234_567)
        #expect(
            (0..<5).map { _ in generator.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
                4_593_380_528_125_082_431, 16_408_922_859_458_223_821,
            ])
    }

    /// Streams that were the same sequence, begun later, would give neighbouring blocks neighbouring orders.
    @Test func streamsOfASeedHaveNothingInCommon() {
        var seen: Set<UInt64> = []
        for stream in 0..<100 {
            var generator = SeededGenerator(seed: SeededGenerator.seed(5, stream: stream))
            for _ in 0..<100 { seen.insert(generator.next()) }
        }
        #expect(seen.count == 10_000)
        #expect(SeededGenerator.seed(5, stream: 1) != SeededGenerator.seed(6, stream: 1))
    }
}

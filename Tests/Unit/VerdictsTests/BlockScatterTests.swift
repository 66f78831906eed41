import Foundation
import RunModel
import Testing

@testable import Verdicts

@Suite struct BlockScatterTests {
    private func result(spread: Double, blocks: Int = 40) -> ScenarioResult {
        var noise = Noise(seed: 7)
        let control = (0..<blocks).map { _ in 12 + 0.1 * noise.normal() }
        return SyntheticRun(control: control, variant: control.map { $0 + 1 + spread * noise.normal() }).result
    }

    @Test func anEquallyLongRunFindsWhatItsOwnSummarySays() throws {
        let result = result(spread: 0.03)
        let scatter = try #require(BlockScatter(of: "pooled", .variant, in: result))
        let effect = try #require(scatter.detectableEffect(blockCount: 40, margin: 0.02))
        let summary = try #require(summarize(result).minimumDetectableEffect)
        #expect(abs(effect - summary) < 1e-9)
    }

    @Test func moreBlocksFindLessAndNoneFindsLessThanTheMargin() throws {
        let scatter = try #require(BlockScatter(of: "pooled", .variant, in: result(spread: 0.03)))
        let effects = try [10, 40, 160, 1_000_000].map {
            try #require(scatter.detectableEffect(blockCount: $0, margin: 0.02))
        }
        #expect(effects == effects.sorted(by: >))
        // What each run draws once is left: 2.8 · √2 · √0.01 times the blocks' spread of about 3 %, beyond the margin.
        #expect(effects.last.map { $0 > 0.028 && $0 < 0.04 } == true)
    }

    @Test func theRatioLeavesOutWhatBothShare() throws {
        let scatter = try #require(BlockScatter(of: "pooled", .variant, in: result(spread: 0.01)))
        let ratios = try #require(scatter.ratios)
        #expect(scatter.medians > 0.05 && ratios < 0.03)
        #expect(abs(log(scatter.typicalMedian) - 13) < 0.1)
    }

    @Test func twoBlocksAndALaneThatIsNotThereSayNothing() {
        #expect(BlockScatter(of: "pooled", .variant, in: result(spread: 0.01, blocks: 2)) == nil)
        #expect(BlockScatter(of: "other", .variant, in: result(spread: 0.01)) == nil)
    }
}

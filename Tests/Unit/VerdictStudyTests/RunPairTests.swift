import Testing

@testable import VerdictStudy

@Suite struct RunPairTests {
    private func entry(_ number: Int, _ effect: Int, isComplete: Bool = true) -> StoredChain.Entry {
        StoredChain.Entry(number: number, isComplete: isComplete, effectPercent: effect, seconds: 5)
    }

    @Test func neighboursOfUnchangedCodeFormPairs() {
        #expect(
            RunPair.pairs([entry(1, 0), entry(2, 0), entry(4, 0)]) == [
                RunPair(base: 1, candidate: 2, effectPercent: 0), RunPair(base: 2, candidate: 4, effectPercent: 0),
            ])
        #expect(RunPair.pairs([entry(1, 0)]).isEmpty)
    }

    @Test func theBaseIsTheRunWithoutTheEffect() {
        #expect(
            RunPair.pairs([entry(1, 0), entry(2, 5), entry(3, 0)]) == [
                RunPair(base: 1, candidate: 2, effectPercent: 5), RunPair(base: 3, candidate: 2, effectPercent: 5),
            ])
        #expect(RunPair.pairs([entry(1, 5), entry(2, 5)]).isEmpty)
    }

    @Test func anIncompleteRunFormsNone() {
        #expect(RunPair.pairs([entry(1, 0), entry(2, 0, isComplete: false), entry(3, 0)]).isEmpty)
    }
}

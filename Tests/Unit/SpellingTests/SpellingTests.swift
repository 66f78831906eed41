import Testing

@testable import Spelling

@Suite struct SpellingTests {
    private static let words = ["measure", "compare", "gate", "sandbox", "margins"]

    @Test(
        arguments: [
            ("mesure", "measure"), ("masure", "measure"), ("comapre", "compare"), ("sandbx", "sandbox"),
            ("sand", "sandbox"),
            ("gaet", "gate"), ("zzz", nil), ("m", nil), ("", nil),
        ] as [(String, String?)])
    func theNearestWord(word: String, expected: String?) {
        #expect(Spelling.nearest(to: word, among: Self.words) == expected)
    }

    @Test func nothingIsNearToALongWordOrToNoWord() {
        #expect(Spelling.nearest(to: String(repeating: "measure", count: 100), among: Self.words) == nil)
        #expect(Spelling.nearest(to: "gate", among: []) == nil)
    }

    /// A swap of neighbours is one mistake: `ca` to `abc` needs three, as no letter is touched twice.
    @Test(arguments: [("", "", 0), ("abc", "", 3), ("gate", "gaet", 1), ("ca", "abc", 3), ("kitten", "sitting", 3)])
    func distance(first: String, second: String, expected: Int) {
        #expect(Spelling.distance(first, second) == expected)
        #expect(Spelling.distance(second, first) == expected)
    }
}

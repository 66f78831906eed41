import Arguments
import Testing

/// SplitMix64 (Steele, Lea, Flood 2014): the same words on every machine.
struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct ArbitraryWordsTests {
    static let vocabulary = [
        "measure", "m", "history", "list", "show", "profile", "track", "wrap", "help", "secret", "--help", "-h",
        "--version", "--", "-", "---", "--=", "-=", "--format", "--format=", "--format=json", "-f", "-fjson", "-n",
        "-n3",
        "-qv", "-qvn", "-v=1", "--tag", "--tag=a", "--target", "--no-colour", "--colour=no", "--local", "--remote",
        "-5",
        "-.5", "1e999", "nan", "18446744073709551616", "", " ", "\u{0}", "é", "-é", "--é=ü", "👩‍👩‍👧", "-👩‍👩‍👧", "\u{301}",
        "-\u{301}", "a\nb", "--timeout", "0", "1,2", "--rate", "-l", "latest~1",
    ]

    @Test(arguments: 1...8)
    func anyWordsGiveACommandOrASentence(seed: UInt64) {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<300 {
            let words = (0..<Int.random(in: 0...7, using: &generator)).map { _ in Self.word(&generator) }
            do {
                var command = try Demo.parseAsRoot(words)
                try command.run()
            } catch {
                let report = Demo.exitReport(for: error, columns: Int.random(in: -1...100, using: &generator))
                #expect(!report.message.isEmpty, "\(words)")
                #expect(
                    report.exitCode == (report.stream == .standardError ? .validationFailure : .success), "\(words)")
                #expect(!report.message.contains("declared wrongly"), "\(words)")
            }
        }
    }

    /// What is written as an option value comes back, whatever it is made of.
    @Test(arguments: 1...4)
    func valuesSurvive(seed: UInt64) throws {
        var generator = SeededGenerator(state: seed)
        for _ in 0..<200 {
            let values = (0..<3).map { _ in Self.word(&generator) }
            let options = values.map { "--target=\($0)" }
            let command = try #require(try Demo.parseAsRoot(["measure"] + options + ["--"] + values) as? Measure)
            #expect(command.target == values)
            #expect(command.scenarios == values)
        }
    }

    private static func word(_ generator: inout SeededGenerator) -> String {
        if Bool.random(using: &generator), let word = vocabulary.randomElement(using: &generator) { return word }
        let characters = Array("-=ahnqv01 .~#:'\"\\é\u{301}🙂")
        let length = Int.random(in: 0...6, using: &generator)
        return String((0..<length).compactMap { _ in characters.randomElement(using: &generator) })
    }
}

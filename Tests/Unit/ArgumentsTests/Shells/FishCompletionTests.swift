import Arguments
import Foundation
import Testing

@Suite struct FishCompletionTests {
    static let offers: [(String, [String])] = [
        ("demo ", ["help", "history", "measure", "profile", "track", "wrap"]),
        ("demo me", ["measure"]),
        ("demo --v", ["--version"]),
        ("demo help hi", ["history"]),
        ("demo help history ", ["list", "show"]),
        ("demo history ", ["list", "show"]),
        ("demo history show latest~", ["latest~1"]),
        ("demo history show tag:", ["tag:before"]),
        ("demo history show latest c", ["csv"]),
        ("demo measure --form", ["--format"]),
        ("demo m --format j", ["json", "junit"]),
        ("demo m --format=j", ["--format=json", "--format=junit"]),
        ("demo m -f j", ["json", "junit"]),
        ("demo m --redis redis://host:1 -f c", ["csv"]),
        ("demo m --seed ", ["17", "23"]),
        ("demo m --config a", ["a.yml"]),
        ("demo m --output f", ["folder/"]),
        ("demo m redis.p", ["redis.pipeline", "redis.pool"]),
        ("demo m redis.pool graph:", ["graph:index"]),
        ("demo m --secret", []),
        ("demo profile -- b.", ["b.txt"]),
    ]

    @Test func theScriptOffersWhatTheTreeSays() throws {
        let shell = try Shell(.fish)
        defer { shell.remove() }
        let calls = Self.offers.map { line, _ in "complete -C '\(line)'; echo ---" }
        let script = "source '\(shell.script.path)'\n" + calls.joined(separator: "\n")
        let output = try shell.lines(of: "fish", ["--no-config", "-c", script])
        let answers = output.split(separator: "---", omittingEmptySubsequences: false)
        #expect(answers.count == Self.offers.count + 1)
        for ((line, expected), answer) in zip(Self.offers, answers) {
            // A description follows the word after a tab.
            let words = answer.map { $0.prefix { $0 != "\t" } }.map(String.init)
            #expect(words.sorted() == expected.sorted(), "\(line)")
        }
    }

    @Test func descriptionsAreShown() throws {
        let shell = try Shell(.fish)
        defer { shell.remove() }
        let script = "source '\(shell.script.path)'; complete -C 'demo wr'; complete -C 'demo m --blo'"
        let output = try shell.lines(of: "fish", ["--no-config", "-c", script])
        #expect(output == ["wrap\tIt's for numbers: [odd] $HOME `ones`.", "--blocks\tBlocks of each variant."])
    }
}

import Arguments
import Foundation
import Testing

@Suite struct BashCompletionTests {
    /// Words as bash breaks them (at '=' and ':' too); the last is the one under the cursor.
    static let offers: [([String], [String])] = [
        (["demo", ""], ["measure", "history", "profile", "track", "wrap", "help"]),
        (["demo", "me"], ["measure"]),
        (["demo", "--v"], ["--version"]),
        (["demo", "help", "hi"], ["history"]),
        (["demo", "help", "history", ""], ["list", "show"]),
        (["demo", "history", ""], ["list", "show"]),
        (["demo", "history", "-"], ["-h", "--help", "-l"]),
        (["demo", "history", "show", "--h"], ["--help"]),
        (["demo", "history", "show", "lat"], ["latest", "latest~1"]),
        (["demo", "history", "show", "#"], ["\\#12"]),
        (["demo", "history", "show", "tag", ":", "be"], ["before"]),
        (["demo", "history", "show", "tag", ":"], ["before"]),
        (["demo", "history", "show", "latest", "c"], ["csv"]),
        (["demo", "measure", "--form"], ["--format"]),
        (["demo", "m", "--format", "j"], ["json", "junit"]),
        (["demo", "m", "--format", "=", "j"], ["json", "junit"]),
        (["demo", "m", "--format", "="], ["text", "json", "csv", "markdown", "junit"]),
        (["demo", "m", "--format=c"], ["--format=csv"]),
        (["demo", "m", "-f", "j"], ["json", "junit"]),
        (["demo", "m", "--redis", "redis", ":", "//host", ":", "1", "-f", "c"], ["csv"]),
        (["demo", "m", "--seed", ""], ["17", "23"]),
        (["demo", "m", "--config", "a"], ["a.yml"]),
        (["demo", "m", "--config", "b"], []),
        (["demo", "m", "--config", "=", "f"], ["folder"]),
        (["demo", "m", "--output", "f"], ["folder"]),
        (["demo", "m", "--output", "my"], ["my", "folder"]),
        (["demo", "m", "redis.p"], ["redis.pipeline", "redis.pool"]),
        (["demo", "m", "redis.pool", "graph", ":", "in"], ["index"]),
        (["demo", "m", "--", "redis.pi"], ["redis.pipeline"]),
        (["demo", "m", "--secret"], []),
        (["demo", "profile", "--", "b."], ["b.txt"]),
        (["demo", "profile", "--", "ls", "--he"], []),
    ]

    @Test func theScriptOffersWhatTheTreeSays() throws {
        let shell = try Shell(.bash)
        defer { shell.remove() }
        let calls = Self.offers.map { words, _ in
            let quoted = words.map { "'\($0)'" }.joined(separator: " ")
            return
                "COMP_WORDS=(\(quoted)); COMP_CWORD=\(words.count - 1); _demo; printf '%s ' offers \"${COMPREPLY[@]}\"; echo"
        }
        let script = "set -u; source '\(shell.script.path)'\n" + calls.joined(separator: "\n")
        let lines = try shell.lines(of: "bash", ["--norc", "-c", script])
        #expect(lines.count == Self.offers.count)
        for ((words, expected), line) in zip(Self.offers, lines) {
            #expect(line.split(separator: " ").dropFirst().map(String.init) == expected, "\(words)")
        }
    }

    @Test func theScriptRegistersItself() throws {
        let shell = try Shell(.bash)
        defer { shell.remove() }
        let lines = try shell.lines(of: "bash", ["--norc", "-c", "source '\(shell.script.path)'; complete -p demo"])
        #expect(lines == ["complete -F _demo demo"])
    }
}

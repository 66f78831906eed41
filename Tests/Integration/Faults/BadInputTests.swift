import ChildProcess
import Foundation
import Testing

/// What is refused before anything is measured: one sentence, the right status, no history made.
@Suite struct BadInputTests {
    struct Case: CustomTestStringConvertible {
        var arguments: [String]
        var status: Int32
        var says: String
        var testDescription: String { arguments.joined(separator: " ") }

        init(_ arguments: String..., status: Int32 = 64, says: String) {
            self.arguments = arguments
            self.status = status
            self.says = says
        }
    }

    static let cases = [
        Case(
            "measure", "redis.pipline",
            says: "There is no scenario 'redis.pipline'; did you mean 'redis.pipeline'?"),
        Case("measure", "nothing.like.it", says: "There is no scenario 'nothing.like.it'; there are redis.pipeline, "),
        Case("measure", "graph.index/index", says: "'graph.index/index' is not a scenario; write a scenario's name"),
        Case(
            "measure", "--config", "variant.yml",
            says: "variant.yml: targets: There is no variant 'redis.pool/poled'; did you mean 'redis.pool/pooled'?"),
        Case("measure", "redis.[x", says: "'redis.[x' is not a scenario; write "),
        Case("measure", "", says: "'' is not a scenario; write "),
        Case("measure", "--redis", "http://u:hunter2@h", says: "--redis: The connection's scheme 'http' is unknown"),
        Case("measure", "--redis", "redis://u:hunter2@h:x", says: "--redis: The connection's port is not a number"),
        Case("gate", "--against-redis", "ftp://u:hunter2@h", says: "--against-redis: The connection's scheme 'ftp'"),
        Case("doctor", "--neo4j", "redis://u:hunter2@h", says: "--neo4j: the scheme 'redis' belongs to another server"),
        Case("measure", "--sandbox", "--redis", "redis://h", says: "--redis names a server of yours and --sandbox"),
        Case("measure", "--config", "key.yml", says: "key.yml:2:3: unknown key 'time_budgit' in measure; did you mean"),
        Case("compare", "--config", "value.yml", says: "value.yml:2:16: measure.time_budget: 'banana' is not allowed"),
        Case("gate", "--config", "syntax.yml", says: "syntax.yml:3:1: not valid YAML: "),
        Case(
            "gate", "--config", "pattern.yml",
            says: "pattern.yml: margins: There is no scenario 'redis.pipelin'; did you mean 'redis.pipeline'?"),
        Case("measure", "--time-budget", "0s", says: "write a time from 1s to 86400s"),
        Case("measure", "--time-budget", "1e99s", says: "write a time from 1s to 86400s"),
        Case("measure", "--time-budget=-5s", says: "write a time from 1s to 86400s"),
        Case("measure", "--seed", "-1", says: "'-1' is invalid for '--seed <number>'"),
        Case("measure", "--tag", "a b", says: "cannot be a tag; use 1 to 100 letters"),
        Case("measure", "--tag", "'; DROP TABLE runs", says: "cannot be a tag; use 1 to 100 letters"),
        Case("measure", "--tag", "é", says: "cannot be a tag; use 1 to 100 letters"),
        Case("compare", "yesterday", says: "`yesterday` selects no run; allowed are latest, "),
        Case("measure", "--format", "xml", says: "'xml' is invalid for '--format <format>'"),
        Case(
            "compare", status: 5, says: "There is no history at .ttaperf/history.sqlite; run `ttaperf measure` first."),
        Case("gate", status: 5, says: "There is no history at .ttaperf/history.sqlite; run `ttaperf measure` first."),
        Case("gate", "--base", "tag:before", status: 5, says: "There is no history at "),
        Case("history", "list", status: 5, says: "There is no history at "),
    ]

    @Test(arguments: cases) func isOneSentenceAndAStatus(_ input: Case) throws {
        let place = try Place()
        try place.write("measure:\n  time_budgit: 3s\n", to: "key.yml")
        try place.write("measure:\n  time_budget: banana\n", to: "value.yml")
        try place.write("measure:\n  time_budget: [\n", to: "syntax.yml")
        try place.write("targets: ['redis.pool/poled p50 < 1ms']\n", to: "variant.yml")
        try place.write("margins:\n  redis.pipelin: 5%\n", to: "pattern.yml")
        let result = try place.run(input.arguments)
        #expect(result.exit == .status(input.status))
        #expect(result.output.isEmpty)
        let lines = result.errorText.split(separator: "\n")
        #expect(lines.count == 1 || (lines.count == 2 && lines[1].hasPrefix("See 'ttaperf ")), "\(lines)")
        #expect(lines[0].hasPrefix("Error: ") && lines[0].contains(input.says), "\(lines)")
        #expect(!result.errorText.contains("hunter2"))
        #expect(!FileManager.default.fileExists(atPath: place.path("project/.ttaperf")))
    }
}

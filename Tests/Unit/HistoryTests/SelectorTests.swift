import Foundation
import RunModel
import Testing

@testable import History

@Suite struct SelectorTests {
    @Test(arguments: [
        ("latest", RunSelector(.latest)), ("latest~1", RunSelector(.latest, offset: 1)),
        ("latest~0", RunSelector(.latest)), ("#12", RunSelector(.number(12))), ("12", RunSelector(.number(12))),
        ("12~3", RunSelector(.number(12), offset: 3)), ("tag:before", RunSelector(.tag("before"))),
        ("tag:v1.0/x~2", RunSelector(.tag("v1.0/x"), offset: 2)), ("commit:ABC1", RunSelector(.commit("abc1"))),
        ("branch:feature/é", RunSelector(.branch("feature/é"))),
        ("branch:main~1", RunSelector(.branch("main"), offset: 1)),
    ]) func reads(text: String, selector: RunSelector) throws {
        #expect(try RunSelector(text) == selector)
        #expect(try RunSelector(selector.description) == selector)
    }

    @Test(arguments: [
        "", "~", "latest~", "latest~-1", "latest~x", "latest~1~1", "Latest", "#", "#0", "0", "#-1", "-1", "##1", "tag:",
        "tag:a b", "tag:-a", "commit:abc", "commit:abcg", "commit:", "branch:", "branch:a b", "head", "12a",
        "99999999999999999999", "latest~99999999999999999999", " latest", "١٢",
    ]) func refuses(text: String) {
        #expect(throws: HistoryError.invalidSelector(text: text)) { _ = try RunSelector(text) }
    }

    @Test func anyTextIsReadOrRefused() throws {
        var generator = Seeded(state: 7)
        let pieces = ["latest", "tag:", "commit:", "branch:", "#", "~", "1", "a", "é", "\u{301}", "\0", " ", "9999999"]
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        for _ in 0..<5000 {
            let text = (0..<Int.random(in: 0...5, using: &generator))
                .map { _ in pieces.randomElement(using: &generator)! }.joined()
            guard let selector = try? RunSelector(text) else { continue }
            #expect(try RunSelector(selector.description) == selector)
            #expect(throws: HistoryError.self) { _ = try store.resolve(selector) }
        }
    }

    @Test func selectsCompleteRuns() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        _ = try store.begin(makeRun(commit: "abcd1111", branch: "main", tags: ["before"]))
        _ = try store.begin(makeRun(commit: "abcd2222", branch: "main"))
        _ = try store.begin(makeRun(status: .interrupted, commit: "abcd2222", branch: "main", tags: ["before"]))
        _ = try store.begin(makeRun(commit: "ABCD2222", branch: "topic", tags: ["before"]))
        _ = try store.begin(makeRun(status: .failed))
        let table = [
            "latest": 4, "latest~1": 2, "latest~2": 1, "#3": 3, "5": 5, "5~1": 4, "#4~1": 2, "3~2": 1,
            "tag:before": 4, "tag:before~1": 1, "commit:abcd1": 1, "commit:abcd2222": 4, "commit:abcd2~1": 2,
            "branch:main": 2, "branch:main~1": 1, "branch:topic": 4,
        ]
        for (text, number) in table { #expect(try store.resolve(RunSelector(text)) == number, "\(text)") }
        for text in ["latest~3", "6", "6~1", "1~1", "tag:none", "tag:before~2", "commit:ffff", "branch:Main"] {
            let selector = try RunSelector(text)
            let error = #expect(throws: HistoryError.self) { _ = try store.resolve(selector) }
            guard case .noSuchRun(_, _, let contents) = error else {
                Issue.record("\(text): \(String(describing: error))")
                return
            }
            #expect(contents == HistoryContents(completeCount: 3, numbers: 1...5))
        }
        #expect(throws: HistoryError.ambiguousCommit(prefix: "abcd", commits: ["abcd1111", "abcd2222"])) {
            _ = try store.resolve(RunSelector("commit:abcd"))
        }
    }

    /// A gate that is run again must find the base that it had, not what it measured itself.
    @Test func whatGatesMeasuredIsNoLatestRun() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        func begin(_ origin: Run.Origin, tags: [String] = []) throws {
            var run = makeRun(commit: "abcd1111", branch: "main", tags: tags)
            run.origin = origin
            _ = try store.begin(run)
        }
        for origin in [Run.Origin.measure, .measure, .gate, .confirmation] {
            try begin(origin, tags: origin == .gate ? ["candidate"] : [])
        }
        let table = [
            "latest": 2, "latest~1": 1, "#4": 4, "4~1": 2, "tag:candidate": 3, "branch:main": 2, "branch:main~1": 1,
            "commit:abcd1111": 2, "commit:abcd1111~1": 1,
        ]
        for (text, number) in table { #expect(try store.resolve(RunSelector(text)) == number, "\(text)") }
        #expect(try store.load(4).origin == .confirmation)
        #expect(try store.contents() == HistoryContents(completeCount: 2, numbers: 1...4))
        #expect(try store.list(limit: 4).map(\.origin) == [.confirmation, .gate, .measure, .measure])
    }

    /// A selector must stay instant with 100,000 runs: each step goes by the index that leaves the fewest rows.
    @Test func noQueryReadsMoreThanItNeeds() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        let byNumber = "SEARCH runs USING INTEGER PRIMARY KEY"
        let expected: [(sql: String, steps: [String])] = [
            (HistoryStore.latestSQL, ["SEARCH runs USING COVERING INDEX runs_by_status (status=? AND origin=?)"]),
            (
                HistoryStore.beforeSQL,
                ["SEARCH runs USING COVERING INDEX runs_by_status (status=? AND origin=? AND rowid<?)"]
            ),
            (
                HistoryStore.tagSQL,
                [
                    "SEARCH tags USING PRIMARY KEY (name=?)",
                    "\(byNumber) (rowid=?)",
                ]
            ),
            (HistoryStore.commitSQL, ["SEARCH runs USING INDEX runs_by_commit (commit_hash=? AND status=?)"]),
            (
                HistoryStore.commitsSQL,
                ["SEARCH runs USING COVERING INDEX runs_by_commit (commit_hash>? AND commit_hash<?)"]
            ),
            (HistoryStore.branchSQL, ["SEARCH runs USING INDEX runs_by_branch (branch=? AND status=?)"]),
            (HistoryStore.sameRunSQL, ["SEARCH runs USING INDEX runs_by_seed (seed=? AND started=?)"]),
            (HistoryStore.summarySQL, ["\(byNumber) (rowid=?)"]),
            // Down the table itself, as far as the limit goes.
            (HistoryStore.listSQL, ["SCAN runs"]),
            (
                HistoryStore.scenarioNamesSQL,
                ["SEARCH scenarios USING INDEX sqlite_autoindex_scenarios_1 (run=?)"]
            ),
        ]
        for (sql, steps) in expected {
            let plan = try store.database.prepare("EXPLAIN QUERY PLAN " + sql)
            var found: [String] = []
            while try plan.step() { found.append(plan.text(3) ?? "") }
            #expect(found == steps, "\(sql)")
        }
    }
}

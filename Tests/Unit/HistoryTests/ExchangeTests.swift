import Foundation
import RunModel
import Testing

@testable import History

@Suite struct ExchangeTests {
    private func write(_ text: String, _ folder: Folder) throws -> String {
        let path = folder.path + "/\(UUID().uuidString).json"
        try text.write(toFile: path, atomically: false, encoding: .utf8)
        return path
    }

    private func export(_ store: HistoryStore, _ numbers: [Int]) throws -> String {
        var text = ""
        try store.export(numbers) { text += $0 }
        return text
    }

    private func problem(of text: String, _ folder: Folder) throws -> ImportProblem? {
        let path = try write(text, folder)
        let store = try HistoryStore(path: folder.history)
        let before = try store.count()
        do throws(HistoryError) {
            _ = try store.importRuns(from: path)
            return nil
        } catch {
            #expect(try store.count() == before)
            guard case .cannotImport(path, let problem) = error else {
                Issue.record("\(error)")
                return nil
            }
            #expect(error.description.hasPrefix("Cannot import \(path): "))
            return problem
        }
    }

    @Test(arguments: [UInt64(11), 12, 13, 14]) func runsArriveEqualUnderNewNumbers(seed: UInt64) throws {
        var generator = Seeded(state: seed)
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        var runs: [Run] = []
        for index in 0..<8 {
            var run = Run.random(&generator)
            if run.status == .running { run.status = .failed }
            run.tags = ["t\(index)"]
            run.number = try store.begin(run)
            runs.append(run)
        }
        let other = try HistoryStore(path: away.history)
        _ = try other.begin(makeRun())
        let outcomes = try other.importRuns(from: write(export(store, runs.map(\.number)), away))
        #expect(outcomes.map(\.number) == Array(2...9))
        for (outcome, var run) in zip(outcomes, runs) {
            #expect(outcome.isNew && outcome.formerNumber == run.number)
            run.number = outcome.number
            #expect(try other.load(run.number) == run)
        }
    }

    @Test func anExportWithoutOriginsIsOfMeasuredRuns() throws {
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        let text = try export(store, [store.begin(makeRun())])
        let older = text.replacing("\"origin\":\"measure\",", with: "")
        #expect(older != text)
        let other = try HistoryStore(path: away.history)
        _ = try other.importRuns(from: write(older, away))
        #expect(try other.load(1).origin == .measure)
    }

    @Test func aRunIsNotImportedTwiceNorInItsOwnHistory() throws {
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        let number = try store.begin(makeRun(tags: ["before"]))
        let text = try export(store, [number, number])
        let other = try HistoryStore(path: away.history)
        let path = try write(text, away)
        #expect(try other.importRuns(from: path).map(\.isNew) == [true, false])
        #expect(try other.importRuns(from: path).map(\.isNew) == [false, false])
        #expect(try other.count() == 1)
        #expect(try store.importRuns(from: path).map(\.number) == [number, number])
        // Another machine may draw the same seed in the same instant.
        let elsewhere = text.replacing("\"name\":\"box\"", with: "\"name\":\"other\"")
        #expect(try other.importRuns(from: write(elsewhere, away)).map(\.isNew) == [true, false])
    }

    @Test func tagsComeAlongUnlessTheyAreTaken() throws {
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        var numbers: [Int] = []
        for seed in 1...2 {
            var run = makeRun(tags: ["before", "v1"])
            run.seed = UInt64(seed)
            numbers.append(try store.begin(run))
        }
        let other = try HistoryStore(path: away.history)
        var local = makeRun(tags: ["before"])
        local.seed = 99
        _ = try other.begin(local)
        let outcomes = try other.importRuns(from: write(export(store, numbers), away))
        #expect(outcomes.map(\.droppedTags) == [["before"], ["before"]])
        #expect(try other.load(2).tags == ["v1"] && other.load(3).tags == ["v1"])
        #expect(try other.resolve(RunSelector("tag:before")) == 1)
        #expect(try other.resolve(RunSelector("tag:v1~1")) == 2)
    }

    @Test func aRunThatIsBeingMeasuredArrivesAsInterruptedAndCanBeRemoved() throws {
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        let text = try export(store, [store.begin(makeRun(status: .running))])
        let other = try HistoryStore(path: away.history)
        let number = try other.importRuns(from: write(text, away))[0].number
        #expect(try other.load(number).status == .interrupted)
        #expect(try other.load(number).statusReason == "It was exported while it was being measured.")
        try other.remove([number])
    }

    @Test(arguments: 1...5) func anInterruptedImportAddsNothing(_ question: Int) throws {
        let (home, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: home.history)
        var numbers: [Int] = []
        for seed in 1...2 {
            var run = makeRun()
            run.seed = UInt64(seed)
            numbers.append(try store.begin(run))
        }
        let path = try write(export(store, numbers), away)
        let other = try HistoryStore(path: away.history)
        // Two runs, read twice: the fifth time nobody asks.
        var asked = 0
        func isInterrupted() -> Bool {
            asked += 1
            return asked == question
        }
        if question == 5 {
            #expect(try other.importRuns(from: path, isInterrupted: isInterrupted).count == 2)
        } else {
            #expect(throws: HistoryError.importInterrupted(path: path)) {
                try other.importRuns(from: path, isInterrupted: isInterrupted)
            }
        }
        #expect(try other.count() == (question == 5 ? 2 : 0))
    }

    /// jq and others write the same values with other spaces and in another order.
    @Test func theFormOfTheTextDoesNotMatter() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        var run = makeRun()
        run.scenarios = [makeScenario(blocks: 2)]
        let object = try JSONSerialization.jsonObject(
            with: Data(export(store, [store.begin(run)]).utf8))
        let pretty = try JSONSerialization.data(withJSONObject: object, options: [.prettyPrinted, .sortedKeys])
        let away = try Folder()
        let path = try write(String(decoding: pretty, as: UTF8.self), away)
        let other = try HistoryStore(path: away.history)
        #expect(try other.importRuns(from: path).map(\.isNew) == [true])
        #expect(try other.load(1).scenarios == run.scenarios)
    }

    @Test func whatIsNoExportIsRefused() throws {
        let folder = try Folder()
        for text in ["", "   ", "[]", "hello", "{}", "{\"schema\":\"other/1\",\"runs\":[]}", "{\"runs\":[]}", "\u{0}"] {
            #expect(try problem(of: text, folder) == .notAnExport, "\(text)")
        }
        for text in [
            "{\"schema\":\"ttaperf-export/1\"}", "{\"schema\":\"ttaperf-export/1\",\"runs\":[",
            "{\"schema\":\"ttaperf-export/1\",\"runs\":[]} x",
        ] {
            #expect(try problem(of: text, folder) == .truncated, "\(text)")
        }
        #expect(try problem(of: "{\"schema\":\"ttaperf-export/1\",\"runs\":[],\"note\":[1,\"}\"]}", folder) == nil)
    }

    /// What a newer version writes may look like damage to us: the schema decides, wherever it stands.
    @Test func aNewerFormIsSaid() throws {
        let folder = try Folder()
        for text in [
            "{\"schema\":\"ttaperf-export/2\",\"runs\":[]}", "{\"runs\":[{\"new\":1}],\"schema\":\"ttaperf-export/2\"}",
        ] { #expect(try problem(of: text, folder) == .newer(schema: "ttaperf-export/2")) }
    }

    @Test func theDamagedPlaceIsNamed() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        var run = makeRun()
        run.scenarios = [makeScenario(blocks: 2)]
        let text = try export(store, [store.begin(makeRun()), store.begin(run)])
        func detail(_ old: String, _ new: String) throws -> String? {
            let changed = text.replacing(old, with: new, maxReplacements: 1)
            #expect(changed != text)
            guard case .damagedRun(_, let detail) = try problem(of: changed, folder) else { return nil }
            return detail
        }
        #expect(try detail("\"seed\":1", "\"sead\":1") == "seed is missing")
        #expect(try detail("\"index\":0", "\"index\":\"0\"") == "scenarios[0].blocks[0].index has another type")
        #expect(
            try detail("\"histogram\":\"HI", "\"histogram\":\"xx")
                == "scenarios[0].blocks[0].measurements[0].histogram is malformed")
        #expect(try detail("\"status\":\"complete\"", "\"status\":\"running\"") == "status is running")
        #expect(try detail("\"tags\":[]", "\"tags\":[\"a b\"]") == "a tag has other characters")
        #expect(try detail("\"startedAt\":1790000000", "\"startedAt\":1e300") == "a date is out of range")
        #expect(try detail("\"workPerOperation\":1", "\"workPerOperation\":0") != nil)
        #expect(try detail("\"number\":1", "\"number\":01") != nil)
    }

    /// Whatever bytes are lost or changed: imported whole, or refused with nothing stored; never a crash.
    @Test func damagedBytesNeverCrash() throws {
        let (folder, away) = (try Folder(), try Folder())
        let store = try HistoryStore(path: folder.history)
        var run = makeRun(tags: ["a"])
        run.scenarios = [makeScenario(blocks: 3)]
        let sound = Array(try export(store, [store.begin(run), store.begin(makeRun())]).utf8)
        let other = try HistoryStore(path: away.history)
        let path = away.path + "/x.json"
        var generator = Seeded(state: 3)
        for round in 0..<200 {
            var bytes = sound
            if round % 4 == 0 {
                bytes = Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &generator)))
            } else {
                for _ in 0..<(round % 4) {
                    bytes[Int.random(in: 0..<bytes.count, using: &generator)] = UInt8.random(
                        in: 0...255, using: &generator)
                }
            }
            try Data(bytes).write(to: URL(fileURLWithPath: path))
            let before = try other.count()
            do throws(HistoryError) {
                for outcome in try other.importRuns(from: path) { _ = try other.load(outcome.number) }
            } catch {
                #expect(try other.count() == before)
                guard case .cannotImport = error else {
                    Issue.record("\(error)")
                    return
                }
            }
        }
    }

    /// A few bytes may stand for a histogram of 270 KB: their sum is limited, not only the size of the text.
    @Test func aSmallTextCannotAskForMuchMemory() throws {
        var run = makeRun()
        run.number = 1
        var block = makeBlock(0)
        block.measurements[0].histogram = Histogram([1, 3_600_000_000_000])
        run.scenarios = [makeScenario()]
        run.scenarios[0].blocks = [block, block]
        let text = Array(try JSON.text(run, path: "").utf8)
        #expect(text.count < 2000)
        let buckets = block.measurements[0].histogram.bucketCount
        #expect(buckets > 30_000)
        #expect(throws: ImportedRun.Problem.tooLarge) {
            _ = try ImportedRun.read(text, bucketLimit: 2 * buckets - 1)
        }
        #expect(try ImportedRun.read(text, bucketLimit: 2 * buckets) == run)
    }

    @Test func aRunLargerThanTheLimitIsRefusedAsItIsRead() throws {
        var splitter = ExportSplitter(runLimit: 100)
        let start = Array("{\"schema\":\"ttaperf-export/1\",\"runs\":[{\"a\":\"".utf8)
        #expect(try splitter.read(start, { _ in }) == nil)
        let failure = try splitter.read(repeatElement(UInt8(ascii: "x"), count: 1000), { _ in })
        #expect(failure == .tooLarge)
    }

    @Test func piecesAreFoundHoweverTheTextIsCut() throws {
        let text = Array(
            #"{"x":[1,{"runs":[2]}],"schema":"s\"]}" , "n":-1.5e3,"runs":[ {"a":"}\\"} ,{}],"y":null}"#.utf8)
        for size in 1...text.count {
            var splitter = ExportSplitter()
            var found: [String] = []
            for start in stride(from: 0, to: text.count, by: size) {
                let failure = try splitter.read(text[start..<min(start + size, text.count)]) { piece in
                    switch piece {
                    case .schema(let bytes), .run(let bytes): found.append(String(decoding: bytes, as: UTF8.self))
                    }
                }
                #expect(failure == nil)
            }
            #expect(found == [#""s\"]}""#, #"{"a":"}\\"}"#, "{}"] && splitter.isComplete)
        }
    }

    @Test func whatIsNoFileIsSaid() throws {
        let folder = try Folder()
        let store = try HistoryStore(path: folder.history)
        #expect(throws: HistoryError.cannotImport(path: folder.path, .notAFile)) {
            _ = try store.importRuns(from: folder.path)
        }
        #expect(mkfifo(folder.path + "/pipe", 0o600) == 0)
        #expect(throws: HistoryError.cannotImport(path: folder.path + "/pipe", .notAFile)) {
            _ = try store.importRuns(from: folder.path + "/pipe")
        }
        #expect(throws: HistoryError.self) { _ = try store.importRuns(from: folder.path + "/none") }
    }
}

import Foundation
import RunModel
import Testing

@testable import Configuration

private func parse(_ text: String) throws -> Settings {
    try Settings.parse(Array(text.utf8), file: "ttaperf.yml")
}

private func message(_ text: String) -> String? {
    do {
        _ = try parse(text)
        return nil
    } catch {
        return "\(error)"
    }
}

@Suite struct SettingsTests {
    @Test(arguments: ["", "\n", "# only a comment\n", "---\n", "---\n...\n", "{}", "~", "\u{feff}# with a mark\n"])
    func aFileThatSaysNothingIsTheDefault(text: String) throws {
        #expect(try parse(text) == .default)
    }

    @Test func theTemplateIsTheDefault() throws {
        #expect(try parse(Settings.template) == .default)
    }

    @Test func theTemplateWithEverySettingUncommentedIsTheDefault() throws {
        let lines = Settings.template.split(separator: "\n", omittingEmptySubsequences: false)
        let uncommented = lines.map { line -> String in
            let rest = line.dropFirst()
            let isSetting = line.first == "#" && (rest.first?.isLetter == true || rest.hasPrefix("  "))
            return isSetting ? String(rest) : String(line)
        }
        let text = uncommented.joined(separator: "\n")
        #expect(lines.count - uncommented.filter { $0.hasPrefix("#") || $0.isEmpty }.count == 45)
        var settings = try parse(text)
        #expect(settings.connections.redis?.text == "redis://127.0.0.1:6379")
        #expect(settings.connections.neo4j?.text == "bolt://127.0.0.1:7687")
        settings.connections = ConnectionSettings()
        #expect(settings == .default)
        #expect(lines.allSatisfy { $0.count <= 160 && !$0.hasSuffix(" ") })
    }

    @Test func theManualHasEveryKeyOfTheTemplateAndEveryDefaultTarget() throws {
        var root = URL(fileURLWithPath: #filePath)
        for _ in 0..<4 { root.deleteLastPathComponent() }
        let manual = try String(contentsOf: root.appendingPathComponent("Docs/configuration.md"), encoding: .utf8)
        let keys = Settings.template.split(separator: "\n").compactMap { line -> String? in
            let rest = line.dropFirst()
            guard rest.first?.isLetter == true || rest.hasPrefix("  ") else { return nil }
            let key = rest.drop { $0 == " " }.prefix { $0 != ":" && $0 != " " }
            return key == "-" ? nil : String(key)
        }
        #expect(keys.count > 30)
        for key in keys { #expect(manual.contains("`\(key)`"), "\(key)") }
        for target in Settings.default.targets { #expect(manual.contains("  - \(target)\n")) }
    }

    @Test func theDefaultTargetsAreThoseOfTheDesign() {
        #expect(
            Settings.default.targets.map(\.description) == [
                "redis.* p99 < 10ms", "graph.* p99 < 100ms", "fetch.* p50 < 200ms", "fetch.* p95 < 500ms",
                "fetch.* p99 < 1s",
            ])
    }

    @Test func everySettingIsRead() throws {
        let settings = try parse(
            """
            connections: {redis: "redis://:${PW}@h:1", neo4j: bolt://g}
            scenarios:
              run: [redis.*, graph.index]
              redis.pipeline: {keys: "app:*", batch: 10}
              redis.pool: {size: 2}
              graph.index: {label: Person, property: email, values: [a@b.c, 42, 1.5, true, "42"]}
              graph.limit: {label: Order, order_by: placed, limit: 5}
              fetch.concurrent:
                session_key: "s[{session_id}]:v1"
                sessions: [one, 2]
                user_field: uid
                narrative_query: RETURN $session_id
                user_query: RETURN $user_id
            targets: redis.pool/pooled p99.9 < 1.5ms
            margins: {default: 1%, graph.*: 5%, graph.index: 0.5%, p99: 20%}
            measure: {time_budget: 2min, warm_up: 0s, block: 50ms, minimum_blocks: 20}
            """)
        #expect(settings.connections.redis?.text == "redis://:${PW}@h:1")
        #expect(settings.connections.neo4j?.mark == SourceMark(line: 1, column: 51))
        #expect(settings.run.map(\.text) == ["redis.*", "graph.index"])
        #expect(settings.scenarios.pipeline == .init(keys: "app:*", batch: 10))
        #expect(settings.scenarios.pool == .init(keys: "tta:session:*", size: 2))
        let index = settings.scenarios.index
        #expect(index.scanProperty == nil)
        #expect(
            index.values == [.string("a@b.c"), .integer(42), .double(1.5), .boolean(true), .string("42")])
        #expect(
            index.effectiveValuesQuery
                == "MATCH (n:`Person`) WHERE n.`email` IS NOT NULL "
                + "WITH DISTINCT n.`email` AS value RETURN value ORDER BY value LIMIT $limit")
        #expect(
            settings.scenarios.limit == .init(label: "Order", property: nil, values: [], orderBy: "placed", limit: 5))
        let fetch = settings.scenarios.fetch
        #expect(fetch.key(ofSession: "x") == "s[x]:v1")
        #expect(fetch.keyPattern == "s\\[*\\]:v1")
        #expect(fetch.session(ofKey: "s[x]:v1") == "x")
        #expect(fetch.session(ofKey: "s[]:v1") == nil)
        #expect(fetch.session(ofKey: "other") == nil)
        #expect(fetch.sessions == ["one", "2"])
        #expect(
            settings.targets == [Target(pattern: "redis.pool/pooled", quantile: 0.999, limitNanoseconds: 1_500_000)])
        let margins = settings.margins
        #expect(margins.margin(for: ScenarioID("redis.pool"), quantile: 0.5) == 0.01)
        #expect(margins.margin(for: ScenarioID("graph.limit"), quantile: 0.5) == 0.05)
        #expect(margins.margin(for: ScenarioID("graph.index"), quantile: 0.5) == 0.005)
        #expect(margins.margin(for: ScenarioID("graph.index"), quantile: 0.95) == 0.05)
        #expect(margins.margin(for: ScenarioID("graph.index"), quantile: 0.99) == 0.2)
        #expect(settings.measure.timeBudget == .seconds(120))
        #expect(settings.measure.warmUp == .zero)
        #expect(settings.measure.block == .milliseconds(50))
        #expect(settings.measure.minimumBlocks == 20)
    }

    @Test func sectionsMayBeEmpty() throws {
        let text = "connections:\nscenarios:\n  redis.pool:\n  graph.index: ~\nmargins:\nmeasure: {}\n"
        #expect(try parse(text) == .default)
        #expect(try parse("targets: []").targets.isEmpty)
    }

    @Test(arguments: [
        (
            "measure:\n  block: 50ms\ntargts: []\n",
            "3:1: unknown key 'targts' in the top level; did you mean 'targets'?"
        ),
        (
            "zzz: 1",
            "1:1: unknown key 'zzz' in the top level; allowed: connections, scenarios, targets, margins, counters, measure"
        ),
        (
            "scenarios:\n  redis.pipline: {}",
            "2:3: unknown key 'redis.pipline' in scenarios; did you mean 'redis.pipeline'?"
        ),
        (
            "scenarios: {redis.pool: {siz: 1}}",
            "1:26: unknown key 'siz' in scenarios.redis.pool; did you mean 'size'?"
        ),
        ("margins:\n  defalt: 2%", "2:3: unknown key 'defalt' in margins; did you mean 'default'?"),
        ("measure: {}\nmeasure: {}", "2:1: key 'measure' stands already in line 1; remove one of them"),
        ("- a", "1:1: the file must be keys and values, not a list"),
        ("measure: 3", "1:10: measure must be keys and values, not a single value"),
        ("measure: {block: 3}", "1:18: measure.block: '3' is not allowed; write \(DurationSyntax.allowed)"),
        ("measure: {block: 1ms}", "1:18: measure.block: '1ms' is not allowed; write 10ms to 60s"),
        ("measure: {block: }", "1:18: measure.block must be \(DurationSyntax.allowed), not nothing"),
        (
            "scenarios:\n  redis.pool:\n    size: many",
            "3:11: scenarios.redis.pool.size must be a whole number from 1 to 256, not 'many'"
        ),
        (
            "scenarios: {redis.pool: {size: 0}}",
            "1:32: scenarios.redis.pool.size: '0' is not allowed; write a whole number from 1 to 256"
        ),
        (
            "scenarios: {graph.index: {label: 'a`b', property: x}}",
            "1:34: scenarios.graph.index.label: 'a`b' is not allowed; write letters, digits and underscore, not "
                + "beginning with a digit, at most 100"
        ),
        (
            "scenarios: {graph.index: {label: Person}}",
            "1:26: scenarios.graph.index needs the key 'property': which property of Person has an index"
        ),
        ("scenarios: {run: {a: 1}}", "1:18: scenarios.run must be a list of scenarios, not keys and values"),
        (
            "targets:\n  - redis.* p99 < 10ms\n  - redis.* p99 > 10ms",
            "3:5: targets[1]: 'redis.* p99 > 10ms' is not allowed; write a target like 'redis.* p99 < 10ms'"
        ),
        (
            "counters: {default: [rows, round_trip]}",
            "1:28: counters.default[1]: 'round_trip' is not allowed; write a counter: bytes_received, commands, connects, "
                + "db_hits, round_trips, round_trips_in_turn, rows, threads"
        ),
        (
            "margins: {default: 2}",
            "1:20: margins.default: '2' is not allowed; write a percentage above 0% and below 100%, e.g. 2%"
        ),
        (
            "scenarios: {fetch.concurrent: {user_query: RETURN 1}}",
            "1:44: scenarios.fetch.concurrent.user_query: 'RETURN 1' is not allowed; write a query with $user_id"
        ),
        ("measure:\n\tblock: 1s", "2:1: a tab stands where YAML allows spaces only; indent with spaces"),
        ("a: &x 1", "1:4: anchors (&name) are not supported here; write the value itself"),
        ("a: *x", "1:4: aliases (*name) are not supported here; write the value itself"),
        ("a: !!str 1", "1:4: tags (!name) are not supported here; write the value itself"),
        ("{}\n---\n{}", "2:1: several documents in one file are not supported here; write the value itself"),
        ("? [a]\n: 1", "1:3: keys that are no text are not supported here; write the value itself"),
        ("connections: {redis: [secret]}", "1:22: connections.redis must be a URL, not something else"),
    ])
    func whatIsWrongIsNamedWithItsPlace(text: String, expected: String) {
        #expect(message(text) == "ttaperf.yml:" + expected)
    }

    @Test(arguments: [
        "connections: redis://:hidden@h", "redis://:hidden@h", "connections: {redis://:hidden@h: }",
        "connections: {redis: [redis://:hidden@h]}", "connections: {redis: redis://:hidden@h, redis: x}",
        "redis://:hidden@h: 1\nredis://:hidden@h: 1", "- redis://:hidden@h", "connections: {redis: redis://:hidden@h",
    ])
    func aPasswordIsNeverRepeated(text: String) throws {
        let sentence = try #require(message(text))
        #expect(!sentence.contains("hidden"))
    }

    @Test func bytesThatAreNoTextAreRefused() {
        let latin1 = Array("measure: {}\n# caf".utf8) + [0xe9, 0x0a]
        #expect(
            throws: ConfigurationError(file: "f", mark: SourceMark(line: 2, column: 6), problem: .notUTF8)
        ) { try Settings.parse(latin1, file: "f") }
        #expect(throws: ConfigurationError.self) { try Settings.parse([0xff, 0xfe, 0x61, 0x00], file: "f") }
        #expect(throws: ConfigurationError.self) { try Settings.parse([0x61, 0x3a, 0x20, 0x00], file: "f") }
        #expect(message("a: \u{1}")?.hasPrefix("ttaperf.yml:1:") == true)
    }

    @Test func sizeDepthAndNumberAreLimited() {
        #expect(message(String(repeating: "[", count: 100_000))?.contains("nested more than 16 deep") == true)
        #expect(
            message("a: [" + String(repeating: "1,", count: 20_000) + "1]")?.contains("more than 10000 values") == true)
        let large = Array(repeating: UInt8(ascii: "#"), count: (1 << 20) + 1)
        #expect(
            throws: ConfigurationError(file: "f", mark: nil, problem: .tooLarge(limitBytes: 1 << 20))
        ) { try Settings.parse(large, file: "f") }
        let bomb = "a: &a [x,x]\nb: &b [*a,*a]\nc: &c [*b,*b]\n"
        #expect(message(bomb)?.contains("anchors") == true)
    }

    @Test func filesAreRead() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("settings-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("ttaperf.yml").path
        #expect(
            throws: ConfigurationError(file: path, mark: nil, problem: .unreadable(code: ENOENT))
        ) { try Settings.load(path: path) }
        #expect(try Settings.loadIfPresent(path: path) == .default)
        #expect(
            throws: ConfigurationError(file: folder.path, mark: nil, problem: .notARegularFile)
        ) { try Settings.loadIfPresent(path: folder.path) }
        try "measure: {minimum_blocks: 7}".write(toFile: path, atomically: true, encoding: .utf8)
        #expect(try Settings.loadIfPresent(path: path).measure.minimumBlocks == 7)
        #expect(mkfifo(path + ".pipe", 0o600) == 0)
        #expect(throws: ConfigurationError.self) { try Settings.load(path: path + ".pipe") }
    }
}

@Suite struct FingerprintHashTests {
    @Test func onlyWhatChangesTheMeasurementChangesTheHash() throws {
        let hash = Settings.default.fingerprintHash
        #expect(hash.count == 16 && hash.allSatisfy(\.isHexDigit))
        #expect(hash == (try parse(Settings.template)).fingerprintHash)
        for same in [
            "targets: []", "connections: {redis: 'redis://:pw@h'}", "margins: {default: 9%}",
            "scenarios: {run: graph.*}", "measure: {time_budget: 5s, minimum_blocks: 3}",
        ] {
            #expect(try parse(same).fingerprintHash == hash)
        }
        var hashes: Set<String> = [hash]
        for other in [
            "scenarios: {redis.pipeline: {batch: 10}}", "scenarios: {graph.index: {values: [1]}}",
            "scenarios: {graph.index: {values: ['1']}}", "scenarios: {graph.limit: {limit: 11}}",
            "measure: {block: 150ms}", "measure: {warm_up: 1s}",
        ] {
            #expect(hashes.insert(try parse(other).fingerprintHash).inserted)
        }
    }
}

@Suite struct SettingsFuzzTests {
    @Test func damagedTemplatesAreReadOrRefusedWithAPlaceInTheFile() {
        var generator = SplitMix(state: 11)
        let seed = Array(Settings.template.replacing("\n#", with: "\n").utf8)
        let spice = Array("{}[]:,&*!|>'\"%@`#-?\t\n \\\u{0}~.".utf8) + [0x80, 0xc3, 0xff]
        for _ in 0..<600 {
            var bytes = seed
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = spice.randomElement(using: &generator) ?? 0
                case 1: bytes.remove(at: place)
                case 2: bytes.insert(spice.randomElement(using: &generator) ?? 0, at: place)
                default: bytes.removeSubrange(place..<min(bytes.count, place + 40))
                }
            }
            expectOutcome(of: bytes)
        }
    }

    @Test func randomBytesAreReadOrRefused() {
        var generator = SplitMix(state: 12)
        let alphabet = Array("ab: -[]{},&*!|>'\"%#?\n\n  \t0".utf8)
        for _ in 0..<2000 {
            let count = Int.random(in: 0..<60, using: &generator)
            expectOutcome(of: (0..<count).map { _ in alphabet.randomElement(using: &generator) ?? 0 })
            expectOutcome(of: (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
        }
    }

    private func expectOutcome(of bytes: [UInt8]) {
        do {
            _ = try Settings.parse(bytes, file: "fuzz")
        } catch {
            let lines = bytes.count { $0 == 10 || $0 == 13 || $0 == 0x85 || $0 == 0xa8 || $0 == 0xa9 } + 2
            #expect(error.mark.map { (1...lines).contains($0.line) && $0.column >= 1 } == true)
            #expect(error.description.hasPrefix("fuzz:"))
        }
    }
}

private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

import Glibc
import RunModel
import Testing

@testable import BoltClient

/// Seeded mutations of what servers say, thrown at everything that reads it. A failure names its seed.
///
/// `TTAPERF_FUZZ_ROUNDS` multiplies the rounds for a long run, e.g. with `--sanitize=address`.
@Suite struct FuzzTests {
    private static let rounds = getenv("TTAPERF_FUZZ_ROUNDS").flatMap { Int(String(cString: $0)) } ?? 1

    /// Decoder and skimmer agree on what is a value, and nothing reads beyond the end.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func decoderAndSkimmerAgree(_ seed: UInt64) {
        var generator = SeededBytes(state: 0xB017 &+ seed)
        for _ in 0..<(400 * Self.rounds) {
            let bytes = Mutation.mutated(Self.seedValue(&generator), &generator)
            let decoded = (try? Codec.decode(bytes)) != nil
            if decoded != Codec.skims(bytes) {
                Issue.record("seed \(seed): they disagree on \(bytes)")
                return
            }
        }
    }

    /// What was decoded from damaged bytes is a value like any other: its encoding decodes to the same.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func whatDecodesEncodes(_ seed: UInt64) {
        var generator = SeededBytes(state: 0xE2C0 &+ seed)
        for _ in 0..<(300 * Self.rounds) {
            let bytes = Mutation.mutated(Self.seedValue(&generator), &generator)
            guard let value = try? Codec.decode(bytes) else { continue }
            let once = Codec.encode(value)
            // Bytes, for NaN is not equal to itself.
            guard let again = try? Codec.decode(once), Codec.encode(again) == once else {
                Issue.record("seed \(seed): \(bytes)")
                return
            }
        }
    }

    /// Messages: the path that builds and the path that does not accept the same ones.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func bothPathsAcceptTheSameMessages(_ seed: UInt64) {
        var generator = SeededBytes(state: 0x3E55 &+ seed)
        for _ in 0..<(400 * Self.rounds) {
            let tag: UInt8 = [0x70, 0x71].randomElement(using: &generator)!
            let field: BoltValue =
                tag == 0x71 ? .list([.random(&generator, depth: 2)]) : ["k": .random(&generator, depth: 2)]
            var bytes = Array(Codec.encode(.structure(BoltStructure(tag: tag, fields: [field]))).prefix(300))
            bytes = Mutation.mutated(bytes, &generator)
            let (built, skimmed) = (Self.builds(bytes), Self.skims(bytes))
            if built != skimmed {
                Issue.record("seed \(seed): built \(built), skimmed \(skimmed): \(bytes)")
                return
            }
        }
    }

    /// Whole conversations, chunks and handshake included: each ends with values or with one of our errors.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func conversationsEnd(_ seed: UInt64) throws {
        var generator = SeededBytes(state: 0xC0DE &+ seed)
        for _ in 0..<(50 * Self.rounds) {
            let handshake =
                Bool.random(using: &generator)
                ? [0, 0, 4, 5] : Handshake.manifest + hex("02 00 02 08 05 00 04 04 04 09")
            let record = Codec.encode(
                .structure(BoltStructure(tag: 0x71, fields: [[.random(&generator, depth: 2), "text"]])))
            let cut = Int.random(in: 1..<record.count, using: &generator)
            // Long ones in two chunks have their own test; a chunk's size ends at 65,535.
            let chunks = [Array(record[..<min(cut, 60_000)]), Array(record[min(cut, 60_000)...].prefix(60_000))]
            let conversation =
                handshake + Say.success(["server": "Neo4j/5.26.0"]) + Say.success()
                + Say.success(["fields": ["a", "b"]])
                + Say.chunked(chunks) + Say.noop + Say.success(["type": "r"]) + Say.result(1)
            // What is said in the end decides nothing: the server is gone then.
            let server = ScriptedServer([
                .bytes(20), .send(Mutation.mutated(conversation, &generator)), .hangUp,
            ])
            do throws(BoltError) {
                let bolt = try BoltConnection(url: server.url, options: .patient)
                try bolt.run("q")
                _ = try bolt.roundTrip(bolt.prepare("q"))
            } catch {
                // Errors describe themselves without the peer's garbage breaking them.
                if error.description.isEmpty { Issue.record("seed \(seed): \(conversation)") }
            }
        }
    }

    /// Plans: any metadata, any text.
    @Test(arguments: 0..<4 as Range<UInt64>)
    func planReadersSurvive(_ seed: UInt64) {
        var generator = SeededBytes(state: 0x91A2 &+ seed)
        for _ in 0..<(150 * Self.rounds) {
            let text = Mutation.mutated(Array(Self.planText.utf8), &generator)
            let plan = TextPlan.parse(String(decoding: text, as: UTF8.self))
            #expect((plan?.shape.count ?? 0) < 100_000)
            let bytes = Mutation.mutated(Codec.encode(Self.plan(&generator, depth: 4)), &generator)
            guard let value = try? Codec.decode(bytes) else { continue }
            _ = PlanReading.plan(value)?.shape
            _ = BoltSummary(run: ["t_first": value], end: ["plan": value, "stats": value, "statuses": [value]])
            _ = ServerFailure(metadata: ["cause": value, "message": value, "code": value])
            _ = RoutingTable(metadata: ["servers": [value]])
        }
    }

    /// Small bytes that announce much: every level as many elements as bytes are left, the most that is not refused at
    /// once. Memory follows what came, not what was announced.
    @Test func announcementsReserveLittle() {
        var bytes: [UInt8] = []
        let size = 64 << 10
        for _ in 0..<(PackStream.depthLimit - 1) {
            let left = size - bytes.count - 5
            bytes += [0xD6] + withUnsafeBytes(of: UInt32(left).bigEndian, Array.init)
        }
        bytes += [UInt8](repeating: 0xC0, count: size - bytes.count)
        #expect(throws: PackStreamError.truncated) { try Codec.decode(bytes) }
        let entry = MemoryLayout<(String, BoltValue)>.stride
        #expect(PackStreamDecoder.reservationLimit * 2 * entry * PackStream.depthLimit <= 16 << 20)
    }

    private static let planText = """
        Execution Plan (Cost-Based Optimizer):
        + Filter [predicate=p.v > 5, cost=23.00, rows=15]
          + NodeIndexRangeScan(p:P) [index=pv, v > 5, cost=8.00, rows=30] [index order]

        Steps After the Optimized Match:
        + PROJECT RETURN p.v (12,479μs, 10 rows)
        AggregateStep
        + ORDER BY n.v (6μs, 3 rows)
        """

    private static func plan(_ generator: inout SeededBytes, depth: Int) -> BoltValue {
        let children = (0..<(depth > 0 ? Int.random(in: 0...2, using: &generator) : 0)).map { _ in
            plan(&generator, depth: depth - 1)
        }
        var arguments: [String: BoltValue] = ["Details": "n:P", "EstimatedRows": 1.5, "DbHits": 3]
        if Bool.random(using: &generator) { arguments["string-representation"] = .string(planText) }
        return [
            "operatorType": "NodeIndexSeek@neo4j", "args": .dictionary(arguments), "children": .list(children),
            "identifiers": ["n"], "rows": .random(&generator, depth: 1), "time": 5,
        ]
    }

    private static func seedValue(_ generator: inout SeededBytes) -> [UInt8] {
        Array(Codec.encode(.random(&generator, depth: 3)).prefix(600))
    }

    /// The tag, when the building path takes all of the message.
    private static func builds(_ bytes: [UInt8]) -> UInt8? {
        bytes.withUnsafeBytes { message in
            guard let reply = try? Reply(message) else { return nil }
            switch reply {
            case .success: return Reply.Tag.success
            case .record(let payload): return (try? Reply.recordValues(payload)) == nil ? nil : Reply.Tag.record
            case .ignored, .failure: return nil
            }
        }
    }

    private static func skims(_ bytes: [UInt8]) -> UInt8? {
        bytes.withUnsafeBytes { message in
            guard let skimmed = try? PackStreamSkimmer.message(message),
                [Reply.Tag.success, Reply.Tag.record].contains(skimmed.tag),
                Reply.expects(skimmed.field, of: skimmed.tag)
            else { return nil }
            return skimmed.tag
        }
    }
}

enum Mutation {
    /// What the format gives a meaning: markers at their borders, sizes, signs.
    private static let interesting: [UInt8] = [
        0x00, 0x01, 0x7F, 0x80, 0x8F, 0x90, 0x91, 0x9F, 0xA0, 0xA1, 0xAF, 0xB0, 0xB1, 0xB3, 0xBF, 0xC0, 0xC1, 0xC4,
        0xC8, 0xC9, 0xCA, 0xCB, 0xCC, 0xCD, 0xCE, 0xD0, 0xD2, 0xD4, 0xD6, 0xD8, 0xDA, 0xE0, 0xEF, 0xF0, 0xFF, 0x3F,
        0x44, 0x45, 0x46, 0x49, 0x4E, 0x50, 0x52, 0x56, 0x58, 0x72, 0x28, 0x29, 0x2B, 0x2C, 0x3D, 0x20, 0x0A,
    ]

    /// One to six changes: a byte flipped or replaced, a piece removed, doubled or moved, the end cut off.
    static func mutated(_ original: [UInt8], _ generator: inout SeededBytes) -> [UInt8] {
        var bytes = original
        for _ in 0..<Int.random(in: 1...6, using: &generator) {
            guard !bytes.isEmpty else { return [interesting.randomElement(using: &generator)!] }
            let position = Int.random(in: bytes.indices, using: &generator)
            let end = min(bytes.count, position + Int.random(in: 1...16, using: &generator))
            switch Int.random(in: 0...6, using: &generator) {
            case 0: bytes[position] ^= 1 << UInt8.random(in: 0...7, using: &generator)
            case 1, 2: bytes[position] = interesting.randomElement(using: &generator)!
            case 3: bytes.removeSubrange(position..<end)
            case 4: bytes.insert(contentsOf: Array(bytes[position..<end]), at: position)
            case 5:
                let piece = Array(bytes[position..<end])
                bytes.insert(contentsOf: piece, at: Int.random(in: 0...bytes.count, using: &generator))
            default: bytes.removeSubrange(position...)
            }
        }
        return bytes
    }
}

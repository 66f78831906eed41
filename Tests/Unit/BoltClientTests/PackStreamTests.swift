import Testing

@testable import BoltClient

/// Known answers are those of https://neo4j.com/docs/bolt/current/packstream/ and
/// https://neo4j.com/docs/bolt/current/bolt/structure-semantics/ unless a test says otherwise.
@Suite struct PackStreamTests {
    static let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    static let knownAnswers: [(value: BoltValue, bytes: String)] = [
        (.null, "C0"), (.bool(true), "C3"), (.bool(false), "C2"),
        (.int(1), "01"), (.int(42), "2A"), (.int(127), "7F"), (.int(-16), "F0"), (.int(-1), "FF"),
        (.int(-17), "C8 EF"), (.int(-128), "C8 80"), (.int(128), "C9 00 80"), (.int(1234), "C9 04 D2"),
        (.int(-129), "C9 FF 7F"), (.int(-32768), "C9 80 00"), (.int(32768), "CA 00 00 80 00"),
        (.int(-2_147_483_648), "CA 80 00 00 00"), (.int(2_147_483_648), "CB 00 00 00 00 80 00 00 00"),
        (.int(.max), "CB 7F FF FF FF FF FF FF FF"), (.int(.min), "CB 80 00 00 00 00 00 00 00"),
        (.float(1.23), "C1 3F F3 AE 14 7A E1 47 AE"), (.float(-1.1), "C1 BF F1 99 99 99 99 99 9A"),
        (.bytes([]), "CC 00"), (.bytes([1, 2, 3]), "CC 03 01 02 03"),
        (.string(""), "80"), (.string("A"), "81 41"),
        (
            .string(alphabet),
            "D0 1A 41 42 43 44 45 46 47 48 49 4A 4B 4C 4D 4E 4F 50 51 52 53 54 55 56 57 58 59 5A"
        ),
        (.string("Größenmaßstäbe"), "D0 12 47 72 C3 B6 C3 9F 65 6E 6D 61 C3 9F 73 74 C3 A4 62 65"),
        (.list([]), "90"), (.list([1, 2, 3]), "93 01 02 03"),
        (.list([1, 2.0, "three"]), "93 01 C1 40 00 00 00 00 00 00 00 85 74 68 72 65 65"),
        (
            .list((1...40).map { .int($0) }),
            """
            D4 28 01 02 03 04 05 06 07 08 09 0A 0B 0C 0D 0E 0F 10 11 12 13 14 15 16 17 18 19 1A 1B 1C 1D 1E 1F 20
            21 22 23 24 25 26 27 28
            """
        ),
        (.dictionary([:]), "A0"), (["one": "eins"], "A1 83 6F 6E 65 84 65 69 6E 73"),
        (
            .node(BoltNode(id: 3, labels: ["Example", "Node"], properties: ["name": "example"])),
            """
            B3 4E 03 92 87 45 78 61 6D 70 6C 65 84 4E 6F 64 65 A1 84 6E 61 6D 65 87 65 78 61 6D 70 6C 65
            """
        ),
        (
            .node(BoltNode(id: 3, labels: ["A"], properties: [:], elementID: "abc123")),
            "B4 4E 03 91 81 41 A0 86 61 62 63 31 32 33"
        ),
        (
            .relationship(
                BoltRelationship(id: 11, startNodeID: 2, endNodeID: 3, type: "KNOWS", properties: ["a": 1])),
            "B5 52 0B 02 03 85 4B 4E 4F 57 53 A1 81 61 01"
        ),
        (
            .relationship(
                BoltRelationship(
                    id: 11, startNodeID: 2, endNodeID: 3, type: "K", properties: [:], elementID: "r",
                    startNodeElementID: "s", endNodeElementID: "e")),
            "B8 52 0B 02 03 81 4B A0 81 72 81 73 81 65"
        ),
        (
            .unboundRelationship(BoltUnboundRelationship(id: 17, type: "KNOWS", properties: [:])),
            "B3 72 11 85 4B 4E 4F 57 53 A0"
        ),
        (
            .unboundRelationship(BoltUnboundRelationship(id: 17, type: "K", properties: [:], elementID: "r")),
            "B4 72 11 81 4B A0 81 72"
        ),
        (.date(BoltDate(days: 18000)), "B1 44 C9 46 50"),
        (.time(BoltTime(nanoseconds: 42, offsetSeconds: 3600)), "B2 54 2A C9 0E 10"),
        (.localTime(BoltLocalTime(nanoseconds: 42)), "B1 74 2A"),
        (
            .dateTime(BoltDateTime(seconds: 1, nanoseconds: 2, zone: .offset(seconds: 3600))),
            "B3 49 01 02 C9 0E 10"
        ),
        (
            .dateTime(BoltDateTime(seconds: 1, nanoseconds: 2, zone: .offset(seconds: 3600), base: .local)),
            "B3 46 01 02 C9 0E 10"
        ),
        (.dateTime(BoltDateTime(seconds: 1, nanoseconds: 2, zone: .named("UTC"))), "B3 69 01 02 83 55 54 43"),
        (
            .dateTime(BoltDateTime(seconds: 1, nanoseconds: 2, zone: .named("UTC"), base: .local)),
            "B3 66 01 02 83 55 54 43"
        ),
        (.localDateTime(BoltLocalDateTime(seconds: 1, nanoseconds: 2)), "B2 64 01 02"),
        (.duration(BoltDuration(months: 1, days: 2, seconds: 3, nanoseconds: -4)), "B4 45 01 02 03 FC"),
        (
            .point(BoltPoint(srid: 7203, x: 1, y: 2)),
            "B3 58 C9 1C 23 C1 3F F0 00 00 00 00 00 00 C1 40 00 00 00 00 00 00 00"
        ),
        (
            .point(BoltPoint(srid: 9157, x: 1, y: 2, z: 0)),
            "B4 59 C9 23 C5 C1 3F F0 00 00 00 00 00 00 C1 40 00 00 00 00 00 00 00 C1 00 00 00 00 00 00 00 00"
        ),
        (.vector(.int8([1, -1])), "B2 56 CC 01 C8 CC 02 01 FF"),
        (.vector(.int16([1, -2])), "B2 56 CC 01 C9 CC 04 00 01 FF FE"),
        (.vector(.int32([1])), "B2 56 CC 01 CA CC 04 00 00 00 01"),
        (.vector(.int64([1])), "B2 56 CC 01 CB CC 08 00 00 00 00 00 00 00 01"),
        (.vector(.float32([1.5])), "B2 56 CC 01 C6 CC 04 3F C0 00 00"),
        (.vector(.float64([1.23])), "B2 56 CC 01 C1 CC 08 3F F3 AE 14 7A E1 47 AE"),
        (
            .unsupported(BoltUnsupportedType(name: "X", minimumVersion: BoltVersion(6, 2), message: "m")),
            "B4 3F 81 58 06 02 A1 87 6D 65 73 73 61 67 65 81 6D"
        ),
        (
            .uuid(BoltUUID(high: 0x123E_4567_E89B_12D3, low: 0xA456_4266_1417_4000)),
            "E0 12 3E 45 67 E8 9B 12 D3 A4 56 42 66 14 17 40 00"
        ),
        (.structure(BoltStructure(tag: 0x7A, fields: [1, "a"])), "B2 7A 01 81 61"),
    ]

    @Test(arguments: knownAnswers.indices)
    func knownAnswersHoldBothWays(_ index: Int) throws {
        let (value, bytes) = Self.knownAnswers[index]
        #expect(Codec.encode(value) == hex(bytes))
        #expect(try Codec.decode(hex(bytes)) == value)
        #expect(Codec.skims(hex(bytes)))
    }

    @Test func everySizeOfSizeIsUsedWhereItIsNeeded() throws {
        for (count, head) in [(255, "D0 FF"), (256, "D1 01 00"), (65535, "D1 FF FF"), (65536, "D2 00 01 00 00")] {
            let text = String(repeating: "x", count: count)
            #expect(Array(Codec.encode(.string(text)).prefix(hex(head).count)) == hex(head))
            #expect(try Codec.decode(Codec.encode(.string(text))) == .string(text))
            let list = BoltValue.list(Array(repeating: .null, count: count))
            #expect(try Codec.decode(Codec.encode(list)) == list)
            let bytes = BoltValue.bytes(Array(repeating: 7, count: count))
            #expect(try Codec.decode(Codec.encode(bytes)) == bytes)
        }
        let entries = Dictionary(uniqueKeysWithValues: (0..<300).map { ("k\($0)", BoltValue.int($0)) })
        #expect(try Codec.decode(Codec.encode(.dictionary(entries))) == .dictionary(entries))
    }

    /// The path of the structure semantics' own example: three nodes, walked 42 → 69 → 1 with one step backwards.
    @Test func pathsFollowTheirIndices() throws {
        let nodes = [42, 69, 1].map { BoltNode(id: $0, labels: [], properties: [:], elementID: "n\($0)") }
        let relationships = [1000, 1001].map { BoltUnboundRelationship(id: $0, type: "T", properties: [:]) }
        let path = try #require(BoltPath(nodes: nodes, relationships: relationships, indices: [1, 1, -2, 2, -1, 0]))
        #expect(path.nodes.map(\.id) == [42, 69, 1, 42])
        #expect(path.relationships.map(\.id) == [1000, 1001, 1000])
        #expect(path.relationships.map(\.startNodeID) == [42, 1, 42])
        #expect(path.relationships.map(\.endNodeID) == [69, 69, 1])
        #expect(path.relationships[1].startNodeElementID == "n1")
        #expect(BoltPath(nodes: nodes, relationships: relationships, indices: [0, 1]) == nil)
        #expect(BoltPath(nodes: nodes, relationships: relationships, indices: [3, 1]) == nil)
        #expect(BoltPath(nodes: nodes, relationships: relationships, indices: [.min, .min]) == nil)
        #expect(BoltPath(nodes: [], relationships: [], indices: []) == nil)
    }

    @Test(arguments: ["B1 4E 01", "B3 4E 81 61 90 A0", "B2 56 CC 01 C9 CC 03 00 01 02", "B3 58 01 02 03", "B0 44"])
    func structuresWhoseFieldsDoNotFitStayRaw(_ text: String) throws {
        guard case .structure(let structure) = try Codec.decode(hex(text)) else {
            Issue.record("\(text) was understood")
            return
        }
        #expect(structure.tag == hex(text)[1])
    }

    @Test func uuidsReadAsUsual() {
        let uuid = BoltUUID(high: 0x003E_4567_E89B_12D3, low: 0x0456_4266_1417_4000)
        #expect(uuid.description == "003e4567-e89b-12d3-0456-426614174000")
    }

    @Test func brokenBytesAreErrors() {
        let cases: [(String, PackStreamError)] = [
            ("", .truncated), ("C9 01", .truncated), ("82 41", .truncated), ("D2 FF FF FF FF 41", .truncated),
            ("D6 FF FF FF FF 01", .truncated), ("DA 7F FF FF FF 81 61", .truncated), ("CE FF FF FF FF", .truncated),
            ("C4", .reservedMarker(0xC4)), ("A1 01 01", .keyIsNotAString), ("01 01", .trailingBytes),
        ]
        for (bytes, error) in cases {
            #expect(throws: error, "\(bytes)") { try Codec.decode(hex(bytes)) }
            #expect(!Codec.skims(hex(bytes)))
        }
    }

    @Test func nestingHasALimit() throws {
        let limit = PackStream.depthLimit
        let deepest = [UInt8](repeating: 0x91, count: limit) + [0x01]
        _ = try Codec.decode(deepest)
        #expect(throws: PackStreamError.tooDeep) { try Codec.decode([0x91] + deepest) }
        #expect(throws: PackStreamError.tooDeep) {
            try Codec.decode([UInt8](repeating: 0x91, count: 1_000_000))
        }
        #expect(!Codec.skims([UInt8](repeating: 0x91, count: 1_000_000)))
    }

    @Test(arguments: 0..<8 as Range<UInt64>)
    func valuesSurviveTheRoundTrip(_ seed: UInt64) throws {
        var generator = SeededBytes(state: seed)
        for _ in 0..<60 {
            let value = BoltValue.random(&generator)
            let bytes = Codec.encode(value)
            #expect(try Codec.decode(bytes) == value)
            #expect(Codec.skims(bytes))
        }
    }

    /// Damaged and random bytes: decoder and skimmer must neither crash nor hang, and must agree.
    @Test(arguments: 0..<8 as Range<UInt64>)
    func damagedBytesAreHandled(_ seed: UInt64) {
        var generator = SeededBytes(state: seed &* 977)
        for round in 0..<300 {
            var bytes: [UInt8]
            if round.isMultiple(of: 3) {
                bytes = (0..<Int.random(in: 0...60, using: &generator)).map { _ in
                    UInt8.random(in: 0...255, using: &generator)
                }
            } else {
                bytes = Array(Codec.encode(.random(&generator, depth: 2)).prefix(400))
                for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
                    let position = Int.random(in: bytes.indices, using: &generator)
                    bytes[position] = UInt8.random(in: 0...255, using: &generator)
                }
            }
            let decoded = (try? Codec.decode(bytes)) != nil
            #expect(decoded == Codec.skims(bytes), "\(bytes)")
        }
    }
}

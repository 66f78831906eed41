@testable import BoltClient

/// Bytes written as in the specification: `B1 71 91 01`.
func hex(_ text: String) -> [UInt8] {
    text.split(whereSeparator: \.isWhitespace).map { UInt8($0, radix: 16)! }
}

enum Codec {
    static func encode(_ value: BoltValue) -> [UInt8] {
        var encoder = PackStreamEncoder()
        encoder.write(value)
        return encoder.bytes
    }

    static func decode(_ bytes: [UInt8]) throws -> BoltValue {
        try bytes.withUnsafeBytes { buffer in
            var decoder = PackStreamDecoder(buffer)
            let value = try decoder.value()
            try decoder.expectEnd()
            return value
        }
    }

    /// Whether the skimmer accepts `bytes` as the only field of a message.
    static func skims(_ bytes: [UInt8]) -> Bool {
        let message = [0xB1, 0x71] + bytes
        return message.withUnsafeBytes { (try? PackStreamSkimmer.message($0))?.tag == 0x71 }
    }
}

/// SplitMix64 (https://prng.di.unimi.it/splitmix64.c): small, seeded, the same everywhere.
struct SeededBytes: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

extension BoltValue {
    /// Any value, every case with a fair chance, collections shrinking with `depth`.
    static func random(_ generator: inout SeededBytes, depth: Int = 4) -> BoltValue {
        func int() -> Int64 {
            Int64.random(in: .min ... .max, using: &generator) >> Int64.random(in: 0...63, using: &generator)
        }
        func text() -> String {
            let length = Int.random(in: 0...[3, 20, 300][Int.random(in: 0...2, using: &generator)], using: &generator)
            return String((0..<length).map { _ in "aZ09 äß€😀\n".randomElement(using: &generator)! })
        }
        func properties() -> [String: BoltValue] {
            var entries: [String: BoltValue] = [:]
            for _ in 0..<Int.random(in: 0...(depth > 0 ? 3 : 0), using: &generator) {
                entries[text()] = random(&generator, depth: depth - 1)
            }
            return entries
        }
        func node(_ id: Int64) -> BoltNode {
            BoltNode(
                id: id, labels: [text()], properties: properties(),
                elementID: Bool.random(using: &generator) ? text() : nil)
        }
        switch Int.random(in: 0...(depth > 0 ? 22 : 6), using: &generator) {
        case 0: return .null
        case 1: return .bool(Bool.random(using: &generator))
        case 2: return .int(int())
        case 3: return .float(Double.random(in: -1e300...1e300, using: &generator))
        case 4: return .string(text())
        case 5:
            let limit = [20, 300, 300, 70_000].randomElement(using: &generator)!
            return .bytes(Array(repeating: 7, count: Int.random(in: 0...limit, using: &generator)))
        case 6: return .uuid(BoltUUID(high: generator.next(), low: generator.next()))
        case 7:
            let count = Int.random(in: 0...20, using: &generator)
            return .list((0..<count).map { _ in random(&generator, depth: depth - 1) })
        case 8: return .dictionary(properties())
        case 9: return .node(node(int()))
        case 10:
            return .relationship(
                BoltRelationship(
                    id: int(), startNodeID: int(), endNodeID: int(), type: text(), properties: properties(),
                    elementID: text(), startNodeElementID: text(), endNodeElementID: text()))
        case 11:
            return .unboundRelationship(
                BoltUnboundRelationship(id: int(), type: text(), properties: properties()))
        case 12:
            // Distinct ids, for a path tells the direction of a step by them.
            let nodes = (0..<Int.random(in: 1...4, using: &generator)).map { node(Int64($0)) }
            let steps = zip(nodes, nodes.dropFirst()).map { from, to in
                let isForward = Bool.random(using: &generator)
                let (start, end) = isForward ? (from, to) : (to, from)
                return BoltRelationship(
                    id: int(), startNodeID: start.id, endNodeID: end.id, type: text(), properties: properties(),
                    startNodeElementID: start.elementID, endNodeElementID: end.elementID)
            }
            return .path(BoltPath(nodes: nodes, relationships: steps))
        case 13: return .date(BoltDate(days: int()))
        case 14: return .time(BoltTime(nanoseconds: int(), offsetSeconds: int()))
        case 15: return .localTime(BoltLocalTime(nanoseconds: int()))
        case 16:
            return .dateTime(
                BoltDateTime(
                    seconds: int(), nanoseconds: int(),
                    zone: Bool.random(using: &generator) ? .named(text()) : .offset(seconds: int()),
                    base: Bool.random(using: &generator) ? .utc : .local))
        case 17: return .localDateTime(BoltLocalDateTime(seconds: int(), nanoseconds: int()))
        case 18:
            return .duration(BoltDuration(months: int(), days: int(), seconds: int(), nanoseconds: int()))
        case 19:
            return .point(BoltPoint(srid: 4326, x: 1.5, y: -2, z: Bool.random(using: &generator) ? 3 : nil))
        case 20:
            let numbers = (0..<5).map { _ in int() }
            let vectors: [BoltVector] = [
                .int8(numbers.map(Int8.init(truncatingIfNeeded:))),
                .int16(numbers.map(Int16.init(truncatingIfNeeded:))),
                .int32(numbers.map(Int32.init(truncatingIfNeeded:))), .int64(numbers),
                .float32(numbers.map { Float($0) }), .float64(numbers.map { Double($0) }),
            ]
            return .vector(vectors.randomElement(using: &generator)!)
        case 21:
            return .unsupported(
                BoltUnsupportedType(name: text(), minimumVersion: BoltVersion(6, 2), message: text()))
        default:
            return .structure(BoltStructure(tag: 0x01, fields: [.int(int()), random(&generator, depth: depth - 1)]))
        }
    }
}

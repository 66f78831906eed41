import Glibc
import RunModel

/// A kind of request that can be made slower, and the variants that send it.
///
/// The controls' requests match none: they must not be slower.
struct SlowedRequest: Sendable, Equatable {
    /// `scenario/variant`; the first names it.
    var variants: [String]
    /// All of them are in the request's bytes.
    var needles: [String]
    var minimumByteCount = 0
    /// Only on a connection that has not greeted with PING: a variant without a pool saves that round trip.
    var isUngreetedOnly = false

    var name: String { variants[0] }

    func isSent(by scenario: ScenarioID) -> Bool { variants.contains { $0.hasPrefix("\(scenario)/") } }

    func matches(_ request: UnsafeRawBufferPointer, isGreeted: Bool) -> Bool {
        if isUngreetedOnly, isGreeted { return false }
        return request.count >= minimumByteCount && needles.allSatisfy { request.contains($0) }
    }

    static func isGreeting(_ request: UnsafeRawBufferPointer) -> Bool { request.contains("PING\r\n") }

    /// The first that matches counts.
    static let redis = [
        SlowedRequest(variants: ["redis.pool/per-request"], needles: ["GET\r\n"], isUngreetedOnly: true),
        SlowedRequest(variants: ["redis.pipeline/mget"], needles: ["MGET\r\n"]),
        // Sixteen GETs in one write.
        SlowedRequest(variants: ["redis.pipeline/pipelined"], needles: ["GET\r\n"], minimumByteCount: 300),
        SlowedRequest(variants: ["redis.pipeline/single", "redis.pool/pooled"], needles: ["GET\r\n"]),
    ]

    static let graph = [
        SlowedRequest(variants: ["graph.limit/top-10"], needles: ["MATCH (", "ORDER BY"]),
        SlowedRequest(variants: ["graph.limit/fetch-all"], needles: ["MATCH (", "IS NOT NULL RETURN n"]),
        SlowedRequest(variants: ["graph.index/scan"], needles: ["MATCH (", "session_ref"]),
        SlowedRequest(variants: ["graph.index/index"], needles: ["MATCH ("]),
    ]
}

extension UnsafeRawBufferPointer {
    /// Allocates nothing: it stands between a client and its server.
    fileprivate func contains(_ needle: String) -> Bool {
        var needle = needle
        return needle.withUTF8 { wanted in
            guard let first = wanted.first, let pattern = wanted.baseAddress, var place = baseAddress else {
                return false
            }
            let end = place + count
            while let found = memchr(place, Int32(first), end - place), end - UnsafeRawPointer(found) >= wanted.count {
                if memcmp(found, pattern, wanted.count) == 0 { return true }
                place = UnsafeRawPointer(found) + 1
            }
            return false
        }
    }
}

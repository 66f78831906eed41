/// The agreement on a protocol version (https://neo4j.com/docs/bolt/current/bolt/handshake/).
///
/// A version on the wire is `00 range minor major`: `range` minor versions below `minor` are meant too.
enum Handshake {
    static let preamble: [UInt8] = [0x60, 0x60, 0xB0, 0x17]
    /// In a proposal and in the reply: version 1 of the manifest, the server's list of all it speaks.
    static let manifest: [UInt8] = [0x00, 0x00, 0x01, 0xFF]
    /// Newest first. There is no server that speaks 5.5.
    static let supported: [BoltVersion] =
        [(6, 1), (6, 0), (5, 8), (5, 7), (5, 6), (5, 4), (5, 3), (5, 2), (5, 1), (5, 0), (4, 4)]
        .map { BoltVersion($0.0, $0.1) }

    /// What the client says first. Servers without manifest ignore it and look at the other three.
    static let proposal = preamble + manifest + [0, 1, 1, 6] + [0, 8, 8, 5] + [0, 0, 4, 4]

    /// Newer than this many versions cannot be offered honestly; the count is the peer's word.
    static let offerLimit: UInt64 = 256

    /// A version of the reply; nil when none was common.
    static func version(_ reply: [UInt8]) throws(HandshakeFailure) -> BoltVersion? {
        if reply == [0, 0, 0, 0] { return nil }
        if reply == Array("HTTP".utf8) { throw .http }
        let version = BoltVersion(reply[3], reply[2])
        guard reply[0] == 0, reply[1] == 0, supported.contains(version) else { throw .unexpectedReply(reply) }
        return version
    }

    /// The newest version that both sides speak.
    static func choose(from offers: [[UInt8]]) -> BoltVersion? {
        supported.first { version in
            offers.contains { offer in
                let (range, minor, major) = (offer[1], offer[2], offer[3])
                return version.major == major && version.minor <= minor && minor - version.minor <= range
            }
        }
    }
}

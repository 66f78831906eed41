internal import Transport

extension BoltConnection {
    static func negotiate(_ stream: ByteStream, _ reader: MessageReader) throws(BoltError) -> BoltVersion {
        do throws(BoltError) {
            try write(Handshake.proposal, to: stream)
            let reply = try reader.bytes(4)
            let version =
                reply == Handshake.manifest ? try chooseFromManifest(stream, reader) : try plainVersion(reply, stream)
            guard let version else { throw .handshake(.noCommonVersion, address: stream.address) }
            return version
        } catch {
            // Servers end the connection of a peer they do not understand, and so do those of other protocols.
            if case .transport(let transport) = error, transport.cause == .closedByPeer || transport.cause == .reset {
                throw .handshake(.closed, address: stream.address)
            }
            throw error
        }
    }

    private static func plainVersion(_ reply: [UInt8], _ stream: ByteStream) throws(BoltError) -> BoltVersion? {
        do {
            return try Handshake.version(reply)
        } catch {
            throw .handshake(error, address: stream.address)
        }
    }

    private static func chooseFromManifest(
        _ stream: ByteStream, _ reader: MessageReader
    ) throws(BoltError) -> BoltVersion? {
        let count = try variableLengthInteger(reader, stream)
        guard count <= Handshake.offerLimit else {
            throw .handshake(.unexpectedReply(Handshake.manifest), address: stream.address)
        }
        var offers: [[UInt8]] = []
        for _ in 0..<count { offers.append(try reader.bytes(4)) }
        // Capabilities: none is known to this client, so it asks for none.
        _ = try variableLengthInteger(reader, stream)
        let version = Handshake.choose(from: offers)
        try write([0, 0, version?.minor ?? 0, version?.major ?? 0, 0], to: stream)
        return version
    }

    /// Seven bits a byte, the lowest first; the highest bit says that more follow.
    private static func variableLengthInteger(
        _ reader: MessageReader, _ stream: ByteStream
    ) throws(BoltError) -> UInt64 {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), through: 63, by: 7) {
            let byte = try reader.bytes(1)[0]
            value |= UInt64(byte & 0x7F) << shift
            if byte & 0x80 == 0 { return value }
        }
        throw .handshake(.unexpectedReply(Handshake.manifest), address: stream.address)
    }
}

import Testing
import Transport

@testable import BoltClient

@Suite struct HandshakeTests {
    static let versions: [BoltVersion] =
        [(4, 4), (5, 0), (5, 1), (5, 2), (5, 3), (5, 4), (5, 6), (5, 7), (5, 8), (6, 0), (6, 1)]
        .map { BoltVersion($0.0, $0.1) }

    @Test(arguments: versions) func everyVersionIsNegotiated(_ version: BoltVersion) throws {
        let server = ScriptedServer(version, [.requests(2), .send(Say.result(1))])
        let bolt = try server.connect()
        #expect(bolt.serverInfo.protocolVersion == version)
        #expect(try bolt.run("RETURN 1").records == [[1]])
        bolt.close()
        #expect(
            server.received().handshake
                == hex("60 60 B0 17  00 00 01 FF  00 01 01 06  00 08 08 05  00 00 04 04"))
    }

    @Test(arguments: versions) func everyVersionIsChosenFromAManifest(_ version: BoltVersion) throws {
        let login =
            version >= BoltVersion(5, 1) ? 2 : 1
        let server = ScriptedServer([
            .bytes(20), .send(Handshake.manifest + [1, 0, 0, version.minor, version.major, 0]), .bytes(5),
            .requests(login), .send(Say.success() + (login == 2 ? Say.success() : [])),
        ])
        let bolt = try server.connect()
        #expect(bolt.serverInfo.protocolVersion == version)
        bolt.close()
        #expect(server.received().handshake.suffix(5) == [0, 0, version.minor, version.major, 0])
    }

    /// The ranges of https://neo4j.com/docs/bolt/current/bolt/handshake/: 5.8 to 5.6 and 4.4 to 4.0, capabilities 1
    /// and 4, of which this client wants none.
    @Test func theManifestOfTheSpecificationIsUnderstood() throws {
        let server = ScriptedServer([
            .bytes(20), .send(hex("00 00 01 FF 02 00 02 08 05 00 04 04 04 09")), .bytes(5), .requests(2),
            .send(Say.success() + Say.success()),
        ])
        let bolt = try server.connect()
        #expect(bolt.serverInfo.protocolVersion == BoltVersion(5, 8))
        bolt.close()
        #expect(server.received().handshake.suffix(5) == hex("00 00 08 05 00"))
    }

    /// A range over the version that nobody speaks, one too new, and a count and capabilities of many bytes.
    @Test func manifestsOfNewerServersAreUnderstood() throws {
        let offers = Array(repeating: hex("00 00 00 2A"), count: 199).flatMap(\.self) + hex("00 01 06 05")
        let server = ScriptedServer([
            .bytes(20), .trickle(Handshake.manifest + hex("C8 01") + offers + hex("FF 82 71")), .bytes(5),
            .requests(2), .send(Say.success() + Say.success()),
        ])
        let bolt = try server.connect()
        #expect(bolt.serverInfo.protocolVersion == BoltVersion(5, 6))
    }

    @Test func aManifestWithoutACommonVersionIsToldToBothSides() throws {
        // 5.5 alone, 4.3 and below, and 7.0.
        let server = ScriptedServer([
            .bytes(20), .send(Handshake.manifest + hex("03 00 00 05 05 00 03 03 04 00 00 00 07 00")), .bytes(5),
        ])
        #expect(throws: BoltError.handshake(.noCommonVersion, address: server.address)) { try server.connect() }
        #expect(server.received().handshake.suffix(5) == hex("00 00 00 00 00"))
    }

    @Test(arguments: ["81 80 80 80 80 80 80 80 80 80 01", "FF FF FF FF 0F", "81 02"])
    func aManifestOfAbsurdLengthIsRefused(_ count: String) throws {
        let server = ScriptedServer([.bytes(20), .send(Handshake.manifest + hex(count))])
        #expect(throws: BoltError.handshake(.unexpectedReply(Handshake.manifest), address: server.address)) {
            try server.connect()
        }
    }

    @Test func noCommonVersionIsTold() throws {
        let server = ScriptedServer([.bytes(20), .send([0, 0, 0, 0]), .hangUp])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(error == .handshake(.noCommonVersion, address: server.address))
    }

    @Test func anHTTPServerIsTold() throws {
        let server = ScriptedServer([.bytes(20), .send(Array("HTTP/1.1 400 Bad Request\r\n\r\n".utf8)), .hangUp])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(
            error?.description == "\(server.address) answers in HTTP, not Bolt; use the Bolt port, by default 7687.")
    }

    @Test(arguments: [[], [0], [0, 0, 4]] as [[UInt8]])
    func aServerThatHangsUpIsTold(_ start: [UInt8]) throws {
        let server = ScriptedServer([.bytes(20), .send(start), .hangUp])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(error == .handshake(.closed, address: server.address))
    }

    /// Also 5.5, which does not exist, and versions that were not proposed.
    @Test(arguments: ["53 53 48 2D", "15 03 03 00", "00 00 05 05", "00 00 00 03", "00 00 00 07", "00 08 08 05"])
    func garbageIsShown(_ reply: String) throws {
        let server = ScriptedServer([.bytes(20), .send(hex(reply))])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(error == .handshake(.unexpectedReply(hex(reply)), address: server.address))
        #expect(error?.description.contains(reply) == true)
    }

    /// In the handshake, in the manifest, in the login, and in the middle of a message.
    @Test(arguments: ["", "00 00 01 FF 02 00", "00 00 04 05", "00 00 04 05 00 03 B1 70"])
    func aStallRunsIntoTheDeadline(_ sent: String) throws {
        let server = ScriptedServer([.bytes(20), .send(hex(sent))])
        let timeout = Duration.milliseconds(300)
        let error = #expect(throws: BoltError.self) {
            try server.connect(TransportOptions(operationTimeout: timeout))
        }
        let cause = TransportError(address: server.address, cause: .timedOut(.read, after: timeout))
        #expect(error == .transport(cause))
    }
}

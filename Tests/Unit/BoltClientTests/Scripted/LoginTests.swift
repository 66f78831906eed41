import Testing
import Transport

@testable import BoltClient

@Suite struct LoginTests {
    private static let token: [String: BoltValue] = [
        "scheme": "basic", "principal": "neo4j", "credentials": "s3cret",
    ]

    @Test(arguments: [BoltVersion(4, 4), BoltVersion(5, 0)])
    func credentialsTravelInHelloBefore51(_ version: BoltVersion) throws {
        let server = ScriptedServer(version, [])
        try server.connect().close()
        var hello = Self.token
        hello["user_agent"] = .string(Login.userAgent)
        if version.major == 4 { hello["patch_bolt"] = ["utc"] }
        #expect(
            server.received().requests
                == [BoltStructure(tag: 0x01, fields: [.dictionary(hello)]), BoltStructure(tag: 0x02, fields: [])])
    }

    @Test(arguments: HandshakeTests.versions.filter { $0 >= BoltVersion(5, 1) })
    func credentialsTravelInLogonFrom51(_ version: BoltVersion) throws {
        let server = ScriptedServer(version, [])
        let bolt = try server.connect()
        #expect(bolt.serverInfo.agent == "Neo4j/5.26.0")
        #expect(bolt.serverInfo.connectionID == "bolt-1")
        bolt.close()
        var hello: [String: BoltValue] = ["user_agent": .string(Login.userAgent)]
        if version >= BoltVersion(5, 3) {
            hello["bolt_agent"] = ["product": .string(Login.userAgent), "language": "Swift"]
        }
        #expect(
            server.received().requests == [
                BoltStructure(tag: 0x01, fields: [.dictionary(hello)]),
                BoltStructure(tag: 0x6A, fields: [.dictionary(Self.token)]), BoltStructure(tag: 0x02, fields: []),
            ])
    }

    @Test func withoutCredentialsTheSchemeIsNone() throws {
        let server = ScriptedServer(BoltVersion(5, 4), [])
        var url = server.url
        url.username = nil
        url.password = nil
        try BoltConnection(url: url, options: .patient).close()
        #expect(server.received().requests[1].fields == [["scheme": "none"]])
    }

    @Test func aRejectedPasswordIsToldWithoutIt() throws {
        let failure = Say.failure("Neo.ClientError.Security.Unauthorized", "The client is unauthorized.")
        let server = ScriptedServer([
            .bytes(20), .send([0, 0, 4, 5]), .requests(2), .send(Say.success() + failure), .hangUp,
        ])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(
            error?.description
                == "\(server.address) rejected the user name or the password; check NEO4J_USERNAME and NEO4J_PASSWORD."
        )
        #expect(error.map { "\($0)" }?.contains("s3cret") == false)
        var dumped = ""
        dump(error, to: &dumped)
        #expect(!dumped.contains("s3cret"))
    }

    /// Before 5.1 the failure answers HELLO; a LOGON behind it is never sent.
    @Test func aPasswordRejectedByHelloIsTold() throws {
        let failure = Say.failure("Neo.ClientError.Security.Unauthorized")
        let server = ScriptedServer([.bytes(20), .send([0, 0, 4, 4]), .requests(1), .send(failure), .hangUp])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        guard case .authentication(let told, server.address, hadPassword: true) = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect(told.code == "Neo.ClientError.Security.Unauthorized")
        #expect(server.received().tags == [0x01])
    }

    @Test func aFailureOfHelloThatIsNotAboutTheUserIsTheServers() throws {
        let failure = Say.failure("Neo.ClientError.Request.Invalid", "Unknown field.")
        let server = ScriptedServer([
            .bytes(20), .send([0, 0, 4, 5]), .requests(2), .send(failure + Say.ignored), .hangUp,
        ])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        #expect(
            error
                == .server(
                    ServerFailure(code: "Neo.ClientError.Request.Invalid", message: "Unknown field."),
                    address: server.address))
    }

    @Test(arguments: [Say.ignored, Say.record(1), hex("00 02 B0 55 00 00"), hex("00 03 B1 70 01 00 00")])
    func anotherReplyToTheLoginBreaksTheProtocol(_ reply: [UInt8]) throws {
        let server = ScriptedServer([.bytes(20), .send([0, 0, 4, 5]), .requests(2), .send(reply)])
        let error = #expect(throws: BoltError.self) { try server.connect() }
        guard case .protocolError = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
    }

    /// What a server needs to say who it is, and what it may leave out.
    @Test func agentsAreReadWhateverTheySay() {
        let cases = [
            ("Neo4j/5.26.30", "Neo4j", "5.26.30"),
            ("Neo4j/5.26.0 compatible (ArcadeDB 26.10.2)", "ArcadeDB", "26.10.2"),
            ("", "", ""), ("Memgraph", "Memgraph", ""), ("(", "(", ""), ("()", "()", ""), ("a/b/c", "a", "b/c"),
        ]
        for (agent, product, version) in cases {
            let info = BoltServerInfo(agent: agent, protocolVersion: BoltVersion(5, 4))
            #expect(info.product == product)
            #expect(info.productVersion == version)
        }
    }
}

import Testing
import Transport

@testable import BoltClient

@Suite struct TransactionTests {
    private static let version = BoltVersion(5, 4)

    @Test func aTransactionIsBegunUsedAndCommitted() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.success()), .requests(2), .send(Say.result(1)), .requests(1),
                .send(Say.success()), .requests(2), .send(Say.result(2)),
            ])
        let bolt = try server.connect()
        try bolt.begin(database: "d", mode: .read)
        #expect(bolt.isInTransaction)
        #expect(try bolt.run("q", database: "other", mode: .read).records == [[1]])
        try bolt.commit()
        #expect(!bolt.isInTransaction)
        #expect(try bolt.run("q").records == [[2]])
        bolt.close()
        #expect(
            server.received().requests.dropFirst(2).prefix(4) == [
                BoltStructure(tag: 0x11, fields: [["db": "d", "mode": "r"]]),
                // Inside a transaction BEGIN has chosen.
                BoltStructure(tag: 0x10, fields: ["q", [:], [:]]), BoltStructure(tag: 0x3F, fields: [["n": -1]]),
                BoltStructure(tag: 0x12, fields: []),
            ])
    }

    @Test func aTransactionIsRolledBack() throws {
        let server = ScriptedServer(
            Self.version, [.requests(1), .send(Say.success()), .requests(1), .send(Say.success())])
        let bolt = try server.connect()
        try bolt.begin()
        try bolt.rollback()
        #expect(!bolt.isInTransaction)
        bolt.close()
        #expect(server.received().tags == [0x01, 0x6A, 0x11, 0x13, 0x02])
    }

    /// Nothing may run as if outside a transaction that the server has ended without the caller's knowledge.
    @Test func afterAFailureNothingRunsUntilTheCallerHasHeardOfIt() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.success()), .requests(2),
                .send(Say.failure("Neo.ClientError.Statement.SyntaxError") + Say.ignored), .requests(1),
                .send(Say.success()), .requests(2), .send(Say.result(1)),
            ])
        let bolt = try server.connect()
        try bolt.begin()
        #expect(throws: BoltError.self) { try bolt.run("X") }
        let noTransaction = BoltError.misuse(.noTransaction, address: server.address)
        #expect(throws: noTransaction) { try bolt.run("CREATE (n)") }
        #expect(throws: BoltError.misuse(.transactionOpen, address: server.address)) { try bolt.begin() }
        #expect(throws: noTransaction) { try bolt.commit() }
        #expect(try bolt.run("q").records == [[1]])
        bolt.close()
        #expect(server.received().tags == [0x01, 0x6A, 0x11, 0x10, 0x3F, 0x0F, 0x10, 0x3F, 0x02])
    }

    @Test func rollingBackWhatAFailureEndedSucceeds() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.success()), .requests(2),
                .send(Say.failure("Neo.ClientError.Statement.SyntaxError") + Say.ignored), .requests(1),
                .send(Say.success()), .requests(1), .send(Say.success()),
            ])
        let bolt = try server.connect()
        try bolt.begin()
        #expect(throws: BoltError.self) { try bolt.run("X") }
        try bolt.rollback()
        try bolt.begin()
        #expect(bolt.isInTransaction)
    }

    @Test func aTransactionCannotBeEndedInsideItsResult() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.success()), .requests(2), .send(Say.result(1)), .requests(1),
                .send(Say.success()),
            ])
        let bolt = try server.connect()
        try bolt.begin()
        try bolt.forEachRecord(of: "q") { _ in
            #expect(throws: BoltError.misuse(.resultOpen, address: server.address)) { try bolt.commit() }
            #expect(throws: BoltError.misuse(.resultOpen, address: server.address)) { try bolt.rollback() }
        }
        #expect(bolt.isInTransaction)
        try bolt.commit()
    }

    @Test func aFailedCommitLeavesNoTransaction() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.success()), .requests(1),
                .send(Say.failure("Neo.ClientError.Schema.ConstraintValidationFailed")), .requests(1),
                .send(Say.success()), .requests(2), .send(Say.result(1)),
            ])
        let bolt = try server.connect()
        try bolt.begin()
        #expect(throws: BoltError.self) { try bolt.commit() }
        // The failure was the answer to COMMIT itself: the caller knows.
        #expect(try bolt.run("q").records == [[1]])
    }

    @Test func whatNeedsOrForbidsATransactionIsRefusedBeforeItIsSent() throws {
        let server = ScriptedServer(Self.version, [.requests(1), .send(Say.success())])
        let bolt = try server.connect()
        let query = try bolt.prepare("q")
        #expect(throws: BoltError.misuse(.noTransaction, address: server.address)) { try bolt.commit() }
        try bolt.rollback()
        try bolt.begin()
        let open = BoltError.misuse(.transactionOpen, address: server.address)
        #expect(throws: open) { try bolt.begin() }
        #expect(throws: open) { try bolt.prepare("q") }
        #expect(throws: open) { try bolt.roundTrip(query) }
        bolt.close()
        #expect(server.received().tags == [0x01, 0x6A, 0x11, 0x02])
    }

    private static let table: BoltValue = [
        "rt": [
            "ttl": 300, "db": "neo4j",
            "servers": [
                ["role": "ROUTE", "addresses": ["a:1", "b:2"]], ["role": "READ", "addresses": ["c:3"]],
                ["role": "WRITE", "addresses": ["d:4"]], ["role": "NEW", "addresses": ["e:5"]], "nonsense",
            ],
        ]
    ]

    @Test func routingTablesAreRead() throws {
        let server = ScriptedServer(Self.version, [.requests(1), .send(Say.message(0x70, Self.table))])
        let bolt = try server.connect()
        var expected = RoutingTable()
        expected.routers = ["a:1", "b:2"]
        expected.readers = ["c:3"]
        expected.writers = ["d:4"]
        expected.timeToLiveSeconds = 300
        #expect(try bolt.route(database: "neo4j") == expected)
        bolt.close()
        #expect(
            server.received().requests[2]
                == BoltStructure(
                    tag: 0x66,
                    fields: [["address": .string("127.0.0.1:\(server.url.port)")], [], ["db": "neo4j"]]))
    }

    /// `neo4j://`: the server that the table names is the one that is used.
    @Test(arguments: [AccessMode.read, .write])
    func theServerOfTheTableIsConnectedTo(_ mode: AccessMode) throws {
        let leader = ScriptedServer(Self.version, [.requests(2), .send(Say.result(2))])
        let follower = ScriptedServer(Self.version, [.requests(2), .send(Say.result(1))])
        func entry(_ role: String, _ server: ScriptedServer) -> BoltValue {
            ["role": .string(role), "addresses": [.string("127.0.0.1:\(server.url.port)")]]
        }
        let table: BoltValue = ["rt": ["ttl": 1, "servers": [entry("READ", follower), entry("WRITE", leader)]]]
        let router = ScriptedServer(Self.version, [.requests(1), .send(Say.message(0x70, table))])
        var url = router.url
        url.scheme = .neo4j
        let bolt = try BoltConnection(url: url, options: .patient, mode: mode)
        #expect(try bolt.run("q").records == [[mode == .read ? 1 : 2]])
        #expect(bolt.url.port == (mode == .read ? follower : leader).url.port)
        let greeting = router.received().requests[0].fields[0]
        #expect(greeting["routing"]?["address"]?.stringValue == "127.0.0.1:\(router.url.port)")
    }

    @Test func aServerThatDoesNotRouteIsUsedAsItIs() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(1), .send(Say.failure("Neo.ClientError.Procedure.ProcedureNotFound")), .requests(1),
                .send(Say.success()), .requests(2), .send(Say.result(1)),
            ])
        var url = server.url
        url.scheme = .neo4j
        let bolt = try BoltConnection(url: url, options: .patient)
        #expect(try bolt.run("q").records == [[1]])
        #expect(bolt.url.port == server.url.port)
    }
}

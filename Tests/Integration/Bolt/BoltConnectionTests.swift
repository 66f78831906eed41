import BoltClient
import Cancellation
import ChildProcess
import Foundation
import Sandbox
import Testing
import Transport

@Suite struct BoltConnectionTests {
    @Test(arguments: GraphServer.all) func theServerSaysWhoItIs(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        #expect(bolt.serverInfo.product == server.name)
        #expect(!bolt.serverInfo.productVersion.isEmpty)
        #expect(bolt.serverInfo.protocolVersion >= BoltVersion(5, 0))
        #expect(bolt.bytesSent > 20 && bolt.bytesReceived > 4)
    }

    @Test(arguments: GraphServer.all) func aWrongPasswordIsTold(_ server: GraphServer) throws {
        for (user, password) in [("neo4j", "not-the-password"), ("nobody", "x")] {
            var url = try server.url()
            (url.username, url.password) = (user, password)
            let error = #expect(throws: BoltError.self) { try BoltConnection(url: url) }
            guard case .authentication = error else {
                Issue.record("got \(String(describing: error))")
                continue
            }
            #expect(error?.description.contains(password) == false)
        }
        var url = try server.url()
        (url.username, url.password) = (nil, nil)
        let error = #expect(throws: BoltError.self) { try BoltConnection(url: url) }
        #expect(
            error?.description
                == "\(url.address) wants a user name and a password; set NEO4J_USERNAME and NEO4J_PASSWORD.")
    }

    @Test(arguments: GraphServer.all) func anUnknownDatabaseIsToldAndTheConnectionStaysUsable(
        _ server: GraphServer
    ) throws {
        let bolt = try BoltConnection(url: server.url())
        let error = #expect(throws: BoltError.self) { try bolt.run("RETURN 1", database: "nosuchdatabase") }
        #expect(error?.serverFailure != nil)
        if server.name == "Neo4j" {
            #expect(error?.serverFailure?.code == "Neo.ClientError.Database.DatabaseNotFound")
        }
        #expect(try bolt.run("RETURN 1 AS n").column("n") == [1])
    }

    @Test(arguments: GraphServer.all) func aSyntaxErrorIsToldAndTheConnectionStaysUsable(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        let query = try bolt.prepare("THIS IS NOT CYPHER")
        for _ in 0..<3 {
            let built = #expect(throws: BoltError.self) { try bolt.run("THIS IS NOT CYPHER") }
            let timed = #expect(throws: BoltError.self) { try bolt.roundTrip(query) }
            #expect(built?.serverFailure?.code == "Neo.ClientError.Statement.SyntaxError")
            #expect(timed?.serverFailure?.code == built?.serverFailure?.code)
            #expect(try bolt.run("RETURN 1 AS n").column("n") == [1])
        }
    }

    /// The server finds out while it streams.
    @Test(arguments: GraphServer.all) func aFailureInMidResultIsTold(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        #expect(throws: BoltError.self) { try bolt.run("UNWIND [1, 2, 0] AS d RETURN 1 / d") }
        #expect(try bolt.run("RETURN 1 AS n").column("n") == [1])
    }

    @Test(arguments: GraphServer.all) func aHundredThousandRowsArriveEveryWay(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        let rows = 100_000
        let query = "UNWIND range(1, \(rows)) AS n RETURN n, 'text' AS t"
        let whole = try bolt.run(query)
        #expect(whole.fields == ["n", "t"])
        #expect(whole.column("n") == (1...Int64(rows)).map(BoltValue.int))
        let batched = try bolt.run(query, fetchSize: 1000)
        #expect(batched.records == whole.records)
        var sum: Int64 = 0
        let end = try bolt.forEachRecord(of: query, fetchSize: 777) { sum += $0[0].intValue ?? 0 }
        #expect(sum == Int64(rows) * Int64(rows + 1) / 2)
        #expect(end.fields == ["n", "t"])
        #expect(try bolt.roundTrip(bolt.prepare(query)).rows == rows)
    }

    @Test(arguments: GraphServer.all) func aResultGivenUpHalfwayLeavesTheConnectionUsable(_ server: GraphServer) throws
    {
        struct Enough: Error {}
        let bolt = try BoltConnection(url: server.url())
        var count = 0
        #expect(throws: Enough.self) {
            try bolt.forEachRecord(of: "UNWIND range(1, 100000) AS n RETURN n", fetchSize: 100) { _ in
                count += 1
                if count == 150 { throw Enough() }
            }
        }
        #expect(try bolt.run("RETURN 1 AS n").column("n") == [1])
    }

    @Test(arguments: GraphServer.all) func transactionsAreKeptOrNot(_ server: GraphServer) throws {
        let bolt = try BoltConnection(url: server.url())
        let other = try BoltConnection(url: server.url())
        let count = "MATCH (n:BoltTransaction) RETURN count(n) AS c"
        defer { _ = try? bolt.run("MATCH (n:BoltTransaction) DELETE n") }
        try bolt.begin()
        let created = try bolt.run("CREATE (:BoltTransaction)")
        #expect(created.summary.counters["nodes-created"] == 1)
        #expect(try bolt.run(count).column("c") == [1])
        try bolt.rollback()
        #expect(try other.run(count).column("c") == [0])

        try bolt.begin()
        try bolt.run("CREATE (:BoltTransaction)")
        #expect(throws: BoltError.self) { try bolt.run("NOT CYPHER") }
        #expect(throws: BoltError.misuse(.noTransaction, address: bolt.url.address)) { try bolt.commit() }
        #expect(try other.run(count).column("c") == [0])

        try bolt.begin()
        try bolt.run("CREATE (:BoltTransaction)")
        try bolt.commit()
        #expect(try other.run(count).column("c") == [1])
    }

    @Test(.enabled(if: GraphServer.hasNeo4j)) func readingModeRefusesWrites() throws {
        let bolt = try BoltConnection(url: GraphServer.neo4j.url())
        let error = #expect(throws: BoltError.self) { try bolt.run("CREATE (:BoltMode)", mode: .read) }
        #expect(error?.serverFailure?.code == "Neo.ClientError.Statement.AccessMode")
        #expect(try bolt.run("MATCH (n:BoltMode) RETURN n").records.isEmpty)
    }

    @Test(arguments: GraphServer.all) func aRoutedConnectionIsUsable(_ server: GraphServer) throws {
        var url = try server.url()
        url.scheme = .neo4j
        let bolt = try BoltConnection(url: url, mode: .read)
        #expect(try bolt.run("RETURN 1 AS n").column("n") == [1])
    }

    @Test(.enabled(if: GraphServer.hasNeo4j)) func aQueryThatTakesTooLongRunsIntoTheDeadline() throws {
        let timeout = Duration.milliseconds(400)
        let url = try GraphServer.neo4j.url()
        let bolt = try BoltConnection(url: url)
        bolt.close()
        let impatient = try BoltConnection(url: url, options: TransportOptions(operationTimeout: timeout))
        let slow = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN sum(a * b % 7)"
        #expect(
            throws: BoltError.transport(
                TransportError(address: url.address, cause: .timedOut(.read, after: timeout)))
        ) { try impatient.run(slow) }
    }

    @Test func aServerKilledInMidRunIsTold() throws {
        var environment = ProcessInfo.processInfo.environment
        environment["NEO4J_HOME"] = nil
        let options = SandboxOptions(
            size: SandboxSize.range.lowerBound, needsRedis: false, environment: environment)
        let sandbox = try Sandbox.start(options, cancellation: Cancellation(), progress: { _ in })
        defer { sandbox.stop() }
        let bolt = try BoltConnection(url: #require(sandbox.graph))
        try bolt.begin()
        kill(sandbox.servers[0].process.processID, SIGKILL)
        let error = #expect(throws: BoltError.self) {
            for _ in 0..<1000 { try bolt.run("RETURN 1") }
        }
        guard case .transport(let failure) = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect([.closedByPeer, .reset].contains(failure.cause))
        #expect(throws: BoltError.misuse(.closed, address: bolt.url.address)) { try bolt.run("RETURN 1") }
    }
}

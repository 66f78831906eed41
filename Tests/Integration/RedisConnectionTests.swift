import ChildProcess
import Foundation
import RedisClient
import Testing
import Transport

@Suite struct RedisConnectionTests {
    @Test func commandsAndPipelinesAreAnswered() throws {
        let server = try RedisServer()
        let redis = try server.connect()
        #expect(try redis.execute("SET", "k", "v") == .status("OK"))
        #expect(try redis.execute("GET", "k").string == "v")
        #expect(try redis.execute("GET", "missing") == .null)
        let replies = try redis.pipeline(
            PreparedRequest([["INCR", "n"], ["GET", "k"], ["INCR", "k"], ["INCR", "n"]]))
        #expect(replies[0] == .integer(1))
        guard case .error(let error) = replies[2] else {
            Issue.record("INCR of a text must fail")
            return
        }
        #expect(error.code == "ERR")
        #expect(replies[3] == .integer(2))
    }

    @Test func aRoundTripCountsWhatCameBack() throws {
        let server = try RedisServer()
        let redis = try server.connect()
        try redis.execute("SET", "k", "hello")
        let request = PreparedRequest([["GET", "k"], ["GET", "missing"], ["MGET", "k", "missing", "k"]])
        #expect(
            try redis.roundTrip(request) == RedisConnection.Summary(replies: 3, nulls: 2, payloadBytes: 15))
    }

    @Test func anErrorReplyInARoundTripIsThrownAndTheConnectionStaysUsable() throws {
        let server = try RedisServer()
        let redis = try server.connect()
        let error = #expect(throws: RedisError.self) { try redis.roundTrip(PreparedRequest("NOSUCHCOMMAND")) }
        guard case .server(let reply) = error?.cause else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect(reply.code == "ERR")
        #expect(try redis.execute("PING") == .status("PONG"))
    }

    @Test func aPipelineOfOneHundredThousandDoesNotDeadlock() throws {
        let server = try RedisServer()
        let redis = try server.connect()
        try redis.execute("SET", "k", String(repeating: "x", count: 1000))
        let request = PreparedRequest(Array(repeating: ["GET", "k"], count: 100_000))
        #expect(try redis.roundTrip(request).payloadBytes == 100_000_000)
    }

    @Test func passwordsUsersAndDatabasesComeFromTheURL() throws {
        let server = try RedisServer(["requirepass s3cret", "user reader on >pw +@all ~*"])
        #expect(try server.connect(user: ":s3cret@").execute("PING") == .status("PONG"))
        #expect(try server.connect(user: "reader:pw@").execute("ACL", "WHOAMI").string == "reader")
        for user in ["", ":wrong@", "reader:wrong@", "nobody:pw@"] {
            let error = #expect(throws: RedisError.self) { try server.connect(user: user) }
            guard case .authentication = error?.cause else {
                Issue.record("\(user): \(String(describing: error))")
                continue
            }
            #expect(error?.description.contains("wrong") == false)
        }
        let third = try RedisConnection(to: ConnectionURL("unix://:s3cret@\(server.socket)?db=3"))
        try third.execute("SET", "only", "here")
        #expect(try server.connect(user: ":s3cret@").execute("GET", "only") == .null)
    }

    @Test func aServerKilledInMidRunIsTold() throws {
        let server = try RedisServer()
        let redis = try server.connect()
        server.process.send(signal: SIGKILL)
        _ = server.process.wait(atMost: .seconds(5))
        let error = #expect(throws: RedisError.self) { try redis.execute("PING") }
        #expect(
            [
                .transport(TransportError(address: redis.address, cause: .closedByPeer)),
                .transport(TransportError(address: redis.address, cause: .reset)),
            ].contains(error?.cause))
        #expect(throws: RedisError(address: redis.address, cause: .brokenConnection)) { try redis.execute("PING") }
    }

    @Test func aStalledServerRunsIntoTheDeadline() throws {
        let server = try RedisServer()
        let redis = try server.connect(timeout: .milliseconds(400))
        server.process.send(signal: SIGSTOP)
        defer { server.process.send(signal: SIGCONT) }
        let cause = TransportError.Cause.timedOut(.read, after: .milliseconds(400))
        #expect(
            throws: RedisError(
                address: redis.address, cause: .transport(TransportError(address: redis.address, cause: cause)))
        ) { try redis.execute("PING") }
    }

    @Test func serverInfoIsRead() throws {
        let server = try RedisServer()
        let info = try server.connect().serverInfo()
        #expect(info["redis_version"]?.isEmpty == false)
        #expect(info["total_connections_received"] != nil)
    }
}

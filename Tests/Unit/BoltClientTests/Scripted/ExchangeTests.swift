import Testing
import Transport

@testable import BoltClient

/// Queries, their failures, and the connection afterwards.
@Suite struct ExchangeTests {
    private static let version = BoltVersion(5, 4)
    private static let syntaxError = "Neo.ClientError.Statement.SyntaxError"

    @Test func aQueryIsRunAndPulledInOneGo() throws {
        let server = ScriptedServer(Self.version, [.requests(2), .send(Say.result(1, 2))])
        let bolt = try server.connect()
        let result = try bolt.run("UNWIND $l AS n RETURN n", parameters: ["l": [1, 2]], database: "d", mode: .read)
        #expect(result.fields == ["n"])
        #expect(result.column("n") == [1, 2])
        #expect(result.column("m") == [])
        #expect(result.summary.queryType == .read)
        bolt.close()
        #expect(
            server.received().requests.dropFirst(2) == [
                BoltStructure(
                    tag: 0x10,
                    fields: ["UNWIND $l AS n RETURN n", ["l": [1, 2]], ["db": "d", "mode": "r"]]),
                BoltStructure(tag: 0x3F, fields: [["n": -1]]), BoltStructure(tag: 0x02, fields: []),
            ])
    }

    /// A server keeps an idle or working connection alive with empty chunks.
    @Test func emptyChunksBetweenMessagesMeanNothing() throws {
        let reply =
            Say.noop + Say.success(["fields": ["n"]]) + Say.noop + Say.noop + Say.record(1) + Say.noop
            + Say.success()
        let server = ScriptedServer(Self.version, [.requests(2), .send(reply), .requests(2), .send(reply)])
        let bolt = try server.connect()
        #expect(try bolt.run("q").records == [[1]])
        #expect(try bolt.roundTrip(bolt.prepare("q")).rows == 1)
    }

    /// Every message cut in two at every byte, which no server has to do and each may.
    @Test func messagesMayBeCutAnywhere() throws {
        let record = Codec.encode(.structure(BoltStructure(tag: 0x71, fields: [["abcdef", 1.5, ["k": [1, 2]]]])))
        let cuts = 1..<record.count
        let records = cuts.flatMap { Say.chunked([Array(record[..<$0]), Array(record[$0...])]) }
        let bytewise = Say.chunked(record.map { [$0] })
        let reply = Say.success(["fields": ["a", "b", "c"]]) + records + bytewise + Say.success()
        let server = ScriptedServer(
            Self.version, [.requests(2), .send(reply), .requests(2), .trickle(reply), .requests(2), .send(reply)])
        let bolt = try server.connect()
        let expected = Array(repeating: ["abcdef", 1.5, ["k": [1, 2]]] as [BoltValue], count: cuts.count + 1)
        #expect(try bolt.run("q").records == expected)
        #expect(try bolt.run("q").records == expected)
        #expect(try bolt.roundTrip(bolt.prepare("q")).rows == expected.count)
    }

    /// Larger than a chunk, and larger than the reader's buffer; small ones behind it.
    @Test func largeMessagesArriveWhole() throws {
        let text = String(repeating: "0123456789", count: 100_000)
        let record = Codec.encode(.structure(BoltStructure(tag: 0x71, fields: [[.string(text)]])))
        let chunks = stride(from: 0, to: record.count, by: 0xFFFF).map {
            Array(record[$0..<min($0 + 0xFFFF, record.count)])
        }
        let reply =
            Say.success(["fields": ["n"]]) + Say.record(1) + Say.chunked(chunks) + Say.record(2) + Say.success()
        let server = ScriptedServer(Self.version, [.requests(2), .send(reply), .requests(2), .send(reply)])
        let bolt = try server.connect()
        #expect(try bolt.run("q").records == [[1], [.string(text)], [2]])
        #expect(
            try bolt.roundTrip(bolt.prepare("q")) == BoltRoundTripSummary(rows: 3, bytesReceived: UInt64(reply.count)))
    }

    @Test func aFailureIsToldAndTheConnectionResetsItself() throws {
        let failure = Say.failure(Self.syntaxError, "Invalid input 'X': expected 'MATCH'.\n \"X\"\n  ^")
        let server = ScriptedServer(
            Self.version,
            [
                .requests(2), .send(failure + Say.ignored),
                // RESET, then the next query.
                .requests(1), .send(Say.success()), .requests(2), .send(Say.result(7)),
            ])
        let bolt = try server.connect()
        let error = #expect(throws: BoltError.self) { try bolt.run("X") }
        #expect(
            error?.description
                == "\(server.address) refused: Invalid input 'X': expected 'MATCH' (\(Self.syntaxError)); "
                + "correct the query.")
        #expect(try bolt.run("RETURN 7").records == [[7]])
        bolt.close()
        #expect(server.received().tags == [0x01, 0x6A, 0x10, 0x3F, 0x0F, 0x10, 0x3F, 0x02])
    }

    @Test func aFailureInMidResultIsToldAndTheConnectionResetsItself() throws {
        let reply =
            Say.success(["fields": ["n"]]) + Say.record(1) + Say.record(2)
            + Say.failure("Neo.ClientError.Statement.ArithmeticError", "/ by zero")
        let steps: [ScriptedServer.Step] = [.requests(2), .send(reply), .requests(1), .send(Say.success())]
        let server = ScriptedServer(
            Self.version, steps + steps + steps + [.requests(2), .send(Say.result(7))])
        let bolt = try server.connect()
        #expect(throws: BoltError.self) { try bolt.run("q") }
        var seen: [[BoltValue]] = []
        #expect(throws: BoltError.self) { try bolt.forEachRecord(of: "q") { seen.append($0) } }
        #expect(seen == [[1], [2]])
        let query = try bolt.prepare("q")
        let error = #expect(throws: BoltError.self) { try bolt.roundTrip(query) }
        #expect(error?.serverFailure?.code == "Neo.ClientError.Statement.ArithmeticError")
        #expect(try bolt.run("q").records == [[7]])
    }

    /// RESET overtakes a result that is still on its way.
    @Test func whatWasOnItsWayIsReadBeforeTheAnswerToReset() throws {
        struct Enough: Error {}
        let server = ScriptedServer(
            Self.version,
            [
                .requests(2), .send(Say.success(["fields": ["n"]]) + Say.record(1) + Say.record(2)), .requests(1),
                .send(Say.record(3) + Say.ignored + Say.success()), .requests(2), .send(Say.result(7)),
            ])
        let bolt = try server.connect()
        #expect(throws: Enough.self) { try bolt.forEachRecord(of: "q") { _ in throw Enough() } }
        #expect(try bolt.run("q").records == [[7]])
    }

    @Test func aFailedResetEndsTheConnection() throws {
        let server = ScriptedServer(
            Self.version,
            [
                .requests(2), .send(Say.failure(Self.syntaxError) + Say.ignored), .requests(1),
                .send(Say.failure("Neo.DatabaseError.General.UnknownError", "Out of order.")),
            ])
        let bolt = try server.connect()
        #expect(throws: BoltError.self) { try bolt.run("X") }
        let error = #expect(throws: BoltError.self) { try bolt.run("q") }
        // What the server said is what helps.
        #expect(error?.serverFailure?.message == "Out of order.")
        #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.run("q") }
    }

    @Test(arguments: [[Say.ignored], [Say.record(1)], [Say.success(), Say.ignored]])
    func replyOutOfOrderEndsTheConnection(_ replies: [[UInt8]]) throws {
        let server = ScriptedServer(Self.version, [.requests(2), .send(replies.flatMap(\.self))])
        let bolt = try server.connect()
        #expect(throws: BoltError.protocolError(.unexpectedReply, address: server.address)) { try bolt.run("q") }
        #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.run("q") }
    }

    @Test(arguments: [[Say.ignored], [Say.record(1)], [Say.success(), Say.ignored]])
    func replyOutOfOrderEndsTheTimedConnection(_ replies: [[UInt8]]) throws {
        let server = ScriptedServer(Self.version, [.requests(2), .send(replies.flatMap(\.self))])
        let bolt = try server.connect()
        let query = try bolt.prepare("q")
        #expect(throws: BoltError.protocolError(.unexpectedReply, address: server.address)) {
            try bolt.roundTrip(query)
        }
        #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.roundTrip(query) }
    }

    /// A record that is no list, one with bytes behind it, one cut short, a message without a tag, an unknown one.
    @Test(arguments: [
        "B1 71 01", "B1 71 91 01 01", "B2 71 91 01 01", "B0 71", "B1 71 92", "B1 70 01", "B0 70", "B1", "B0 55",
        "01 02",
    ])
    func brokenMessagesEndTheConnection(_ message: String) throws {
        let reply = Say.success(["fields": ["n"]]) + Say.chunked([hex(message)])
        for isTimed in [false, true] {
            let server = ScriptedServer(Self.version, [.requests(2), .send(reply), .hangUp])
            let bolt = try server.connect()
            let error = #expect(throws: BoltError.self) {
                if isTimed { _ = try bolt.roundTrip(bolt.prepare("q")) } else { _ = try bolt.run("q") }
            }
            if case .protocolError = error {} else { Issue.record("\(message): \(String(describing: error))") }
            #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.run("q") }
        }
    }

    @Test func aServerThatHangsUpInMidResultIsTold() throws {
        let reply = Say.success(["fields": ["n"]]) + Say.record(1) + [0x00, 0x09, 0xB1]
        let server = ScriptedServer(Self.version, [.requests(2), .send(reply), .hangUp])
        let bolt = try server.connect()
        let error = #expect(throws: BoltError.self) { try bolt.run("q") }
        guard case .transport(let failure) = error else {
            Issue.record("got \(String(describing: error))")
            return
        }
        #expect([.closedByPeer, .reset].contains(failure.cause))
        #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.run("q") }
    }

    /// `has_more` true asks for the next batch; missing and false end the result.
    @Test(arguments: [[:], ["has_more": false]] as [[String: BoltValue]])
    func recordsComeInBatches(_ last: [String: BoltValue]) throws {
        let steps: [ScriptedServer.Step] = [
            .requests(2),
            .send(
                Say.success(["fields": ["n"]]) + Say.record(1) + Say.record(2) + Say.success(["has_more": true])),
            .requests(1), .send(Say.record(3) + Say.record(4) + Say.success(["has_more": true])),
            .requests(1), .send(Say.record(5) + Say.success(last.merging(["t_last": 3]) { $1 })),
        ]
        let server = ScriptedServer(Self.version, steps + steps)
        let bolt = try server.connect()
        let result = try bolt.run("q", fetchSize: 2)
        #expect(result.column("n") == [1, 2, 3, 4, 5])
        #expect(result.summary.lastRecordMilliseconds == 3)
        var count = 0
        try bolt.forEachRecord(of: "q", fetchSize: 2) { _ in count += 1 }
        #expect(count == 5)
        bolt.close()
        let pulls = server.received().requests.filter { $0.tag == 0x3F }
        #expect(pulls.map(\.fields) == Array(repeating: [["n": 2]], count: 6))
    }

    /// Whatever a newer server sends in a record stays a value, and the next query runs.
    @Test func unknownStructuresDoNotEndTheRun() throws {
        let unknown = BoltValue.structure(BoltStructure(tag: 0x7A, fields: [1, ["deep": [2]]]))
        let server = ScriptedServer(
            Self.version, [.requests(2), .send(Say.result(unknown, [unknown])), .requests(2), .send(Say.result(1))])
        let bolt = try server.connect()
        #expect(try bolt.run("q").records == [[unknown], [[unknown]]])
        #expect(try bolt.roundTrip(bolt.prepare("q")).rows == 1)
    }

    @Test func aConnectionThatReadsAResultRunsNothingElse() throws {
        let server = ScriptedServer(
            Self.version, [.requests(2), .send(Say.result(1)), .requests(2), .send(Say.result(2))])
        let bolt = try server.connect()
        try bolt.forEachRecord(of: "q") { _ in
            #expect(throws: BoltError.misuse(.resultOpen, address: server.address)) { try bolt.run("other") }
            #expect(throws: BoltError.misuse(.resultOpen, address: server.address)) { try bolt.reset() }
        }
        #expect(try bolt.run("q").records == [[2]])
    }

    @Test func aConnectionClosedInsideItsResultIsClosed() throws {
        let server = ScriptedServer(Self.version, [.requests(2), .send(Say.result(1, 2))])
        let bolt = try server.connect()
        // What has arrived already may still be handed out.
        _ = try? bolt.forEachRecord(of: "q") { _ in bolt.close() }
        #expect(throws: BoltError.misuse(.closed, address: server.address)) { try bolt.run("q") }
    }

    /// From Bolt 5.7 on.
    @Test func failuresInGQLShapeAreUnderstood() throws {
        let failure = Say.message(
            0x7F,
            [
                "neo4j_code": "Neo.ClientError.Statement.SyntaxError", "message": "Invalid input.",
                "gql_status": "42001", "description": "error: syntax error or access rule violation",
                "diagnostic_record": ["OPERATION": "", "_classification": "CLIENT_ERROR"],
                "cause": [
                    "gql_status": "42I06", "message": "First cause.", "description": "error: invalid input",
                    "cause": ["gql_status": "42N01", "message": "Second cause.", "description": "d"],
                ],
            ])
        let server = ScriptedServer(BoltVersion(5, 7), [.requests(2), .send(failure + Say.ignored)])
        let bolt = try server.connect()
        let error = #expect(throws: BoltError.self) { try bolt.run("X") }
        let told = try #require(error?.serverFailure)
        #expect(told.code == Self.syntaxError)
        #expect(told.gqlStatus == "42001")
        #expect(told.gqlDescription == "error: syntax error or access rule violation")
        #expect(told.causes.map(\.gqlStatus) == ["42I06", "42N01"])
        #expect(told.causes.map(\.message) == ["First cause.", "Second cause."])
    }

    /// A failure without code or message is one all the same.
    @Test func aBareFailureIsAFailure() throws {
        let server = ScriptedServer(
            Self.version,
            [.requests(2), .send(Say.message(0x7F, [:]) + Say.ignored), .requests(1), .send(Say.success())])
        let bolt = try server.connect()
        let error = #expect(throws: BoltError.self) { try bolt.run("X") }
        #expect(error?.description == "\(server.address) refused: unknown (unknown); look into the server's log.")
        try bolt.reset()
    }
}

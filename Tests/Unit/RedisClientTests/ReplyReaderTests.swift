import Testing

@testable import RedisClient

@Suite struct ReplyReaderTests {
    /// The examples of the protocol's own description (redis.io, "Redis serialization protocol specification").
    static let examples: [(wire: String, value: RedisValue)] = [
        ("+OK\r\n", .status("OK")),
        ("-ERR unknown command 'asdf'\r\n", .error(RedisServerError(reply: "ERR unknown command 'asdf'"))),
        (":1000\r\n", .integer(1000)),
        (":-1\r\n", .integer(-1)),
        ("$5\r\nhello\r\n", .bytes(Array("hello".utf8))),
        ("$0\r\n\r\n", .bytes([])),
        ("$-1\r\n", .null),
        ("*0\r\n", .array([])),
        ("*-1\r\n", .null),
        ("*2\r\n$5\r\nhello\r\n$5\r\nworld\r\n", .array([.bytes(Array("hello".utf8)), .bytes(Array("world".utf8))])),
        (
            "*2\r\n*3\r\n:1\r\n:2\r\n:3\r\n*2\r\n+Hello\r\n-World\r\n",
            .array([
                .array([.integer(1), .integer(2), .integer(3)]),
                .array([.status("Hello"), .error(RedisServerError(reply: "World"))]),
            ])
        ),
        (
            "*3\r\n$5\r\nhello\r\n$-1\r\n$5\r\nworld\r\n",
            .array([.bytes(Array("hello".utf8)), .null, .bytes(Array("world".utf8))])
        ),
    ]

    @Test func readsTheProtocolsOwnExamplesSplitAtEveryByte() throws {
        let wire = Array(Self.examples.map(\.wire).joined().utf8)
        for split in 0...wire.count {
            let reader = try #require(ValueReader())
            var values: [RedisValue] = []
            for part in [wire[..<split], wire[split...]] {
                #expect(part.withUnsafeBytes { reader.feed($0) })
                while let value = try reader.next() { values.append(value) }
            }
            #expect(values == Self.examples.map(\.value))
        }
    }

    @Test func countsWhatTheValuesHold() throws {
        let reader = try #require(CountingReader())
        let wire = Array(Self.examples.map(\.wire).joined().utf8)
        #expect(wire.withUnsafeBytes { reader.feed($0) })
        var replies = 0
        while try reader.skip() { replies += 1 }
        let tally = reader.takeTally()
        #expect(replies == Self.examples.count)
        #expect(tally.nulls == 3)
        #expect(tally.firstError == "ERR unknown command 'asdf'")
        #expect(reader.takeTally().firstError == nil)
    }

    @Test(arguments: ["HTTP/1.1 400 Bad Request\r\n", "*1\r\n!\r\n", "\u{15}\u{3}\u{1}\r\n"])
    func whatIsNotTheProtocolIsRefusedAndStaysRefused(wire: String) throws {
        let reader = try #require(ValueReader())
        _ = Array(wire.utf8).withUnsafeBytes { reader.feed($0) }
        #expect(throws: MalformedReply.self) { try reader.next() }
        #expect(throws: MalformedReply.self) { try reader.next() }
    }

    @Test func anyBytesAreReadOrRefusedByBothReadersAlike() throws {
        let good = Array(Self.examples.map(\.wire).joined().utf8)
        for _ in 0..<5000 {
            var wire = good
            for _ in 0..<Int.random(in: 1...5) {
                wire[Int.random(in: 0..<wire.count)] = Bool.random() ? UInt8.random(in: 0...255) : good.randomElement()!
            }
            wire.removeLast(Int.random(in: 0..<wire.count))
            let (values, counter) = (try #require(ValueReader()), try #require(CountingReader()))
            _ = wire.withUnsafeBytes { values.feed($0) }
            _ = wire.withUnsafeBytes { counter.feed($0) }
            var isSame = true
            while isSame {
                let value = Result { try values.next() != nil }
                let counted = Result { try counter.skip() }
                isSame = (try? value.get()) == (try? counted.get())
                #expect(isSame)
                guard case .success(true) = value else { break }
            }
        }
    }
}

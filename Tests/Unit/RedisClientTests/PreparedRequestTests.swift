import Testing

@testable import RedisClient

@Suite struct PreparedRequestTests {
    @Test func formatsAsTheProtocolSays() {
        let request = PreparedRequest("SET", "ключ", "")
        #expect(String(decoding: request.bytes, as: UTF8.self) == "*3\r\n$3\r\nSET\r\n$8\r\nключ\r\n$0\r\n\r\n")
        #expect(request.commandCount == 1)
        #expect(request.roundTrips == 1)
    }

    @Test func argumentsMayHoldAnyBytes() {
        let request = PreparedRequest(byteCommands: [[Array("ECHO".utf8), [0, 13, 10, 255]]])
        #expect(request.bytes == Array("*2\r\n$4\r\nECHO\r\n$4\r\n".utf8) + [0, 13, 10, 255, 13, 10])
    }

    @Test func aCommandOfOnlyEmptyArgumentsIsFormatted() {
        #expect(PreparedRequest(byteCommands: [[[]]]).bytes == Array("*1\r\n$0\r\n\r\n".utf8))
    }

    @Test func longPipelinesAreWindowedByCount() {
        let request = PreparedRequest(Array(repeating: ["PING"], count: 2500))
        #expect(request.windows.map(\.commandCount) == [1000, 1000, 500])
        #expect(request.windows.last?.bytes.upperBound == request.byteCount)
    }

    @Test func longPipelinesAreWindowedByBytes() {
        let value = String(repeating: "x", count: 30_000)
        let request = PreparedRequest(Array(repeating: ["SET", "k", value], count: 5))
        #expect(request.windows.map(\.commandCount) == [2, 2, 1])
        #expect(request.windows.map(\.bytes.lowerBound).first == 0)
    }

    @Test func infoIsParsedByLine() {
        let fields = ServerInfo.parse("# Server\r\nredis_version:7.0.15\r\nos:Linux 6 x86:64\r\nnonsense\r\n")
        #expect(fields == ["redis_version": "7.0.15", "os": "Linux 6 x86:64"])
    }
}

internal import CHiredis
public import Transport

/// One connection to a Redis server; blocking, one thread a connection.
public final class RedisConnection {
    /// What one `roundTrip` brought back.
    public struct Summary: Sendable, Equatable {
        public var replies: Int
        /// Missing values, at any depth.
        public var nulls: Int
        /// Bytes of strings, without the protocol's own.
        public var payloadBytes: Int

        public init(replies: Int, nulls: Int, payloadBytes: Int) {
            self.replies = replies
            self.nulls = nulls
            self.payloadBytes = payloadBytes
        }
    }

    public let address: String
    private let stream: ByteStream
    private let values: ValueReader
    private let counter: CountingReader
    private let buffer: UnsafeMutableRawBufferPointer
    /// False once a failure may have left half a reply on the wire.
    public private(set) var isUsable = true

    /// Connects, authenticates and selects the database as `url` says.
    ///
    /// With `greets`, a PING tells a missing password, or a server that is no Redis, at once; a connection for one
    /// request does without that round trip.
    public init(
        to url: ConnectionURL, options: TransportOptions = TransportOptions(), greets: Bool = true
    ) throws(RedisError) {
        address = url.address
        do throws(TransportError) {
            stream = try ByteStream.connect(to: url, options: options)
        } catch {
            throw RedisError(address: url.address, cause: .transport(error))
        }
        guard let values = ValueReader(), let counter = CountingReader() else {
            throw RedisError(address: url.address, cause: .outOfMemory)
        }
        self.values = values
        self.counter = counter
        buffer = .allocate(byteCount: 64 * 1024, alignment: 16)
        try authenticate(url)
        if greets { try checked(["PING"]) }
    }

    deinit {
        buffer.deallocate()
    }

    public var bytesSent: UInt64 { stream.bytesSent }
    public var bytesReceived: UInt64 { stream.bytesReceived }

    public func close() {
        isUsable = false
        stream.close()
    }

    /// Sends one command; an error reply is thrown.
    @discardableResult
    public func execute(_ command: String...) throws(RedisError) -> RedisValue {
        try execute(command)
    }

    @discardableResult
    public func execute(_ command: [String]) throws(RedisError) -> RedisValue {
        let reply = try pipeline(PreparedRequest([command])).first ?? .null
        if case .error(let error) = reply { throw fail(.server(error)) }
        return reply
    }

    /// Every reply in the order of the commands; error replies are values, so that the others are not lost.
    public func pipeline(_ request: PreparedRequest) throws(RedisError) -> [RedisValue] {
        var replies: [RedisValue] = []
        replies.reserveCapacity(request.commandCount)
        try exchange(request) { () throws(RedisError) in
            do throws(MalformedReply) {
                guard let value = try self.values.next() else { return false }
                replies.append(value)
                return true
            } catch {
                throw self.fail(.malformedReply(reason: error.reason))
            }
        } feed: {
            self.values.feed($0)
        }
        return replies
    }

    /// The timed form: replies are parsed by hiredis and counted, nothing is built, nothing is allocated.
    @discardableResult
    public func roundTrip(_ request: PreparedRequest) throws(RedisError) -> Summary {
        try exchange(request) { () throws(RedisError) in
            do throws(MalformedReply) {
                return try self.counter.skip()
            } catch {
                throw self.fail(.malformedReply(reason: error.reason))
            }
        } feed: {
            self.counter.feed($0)
        }
        let tally = counter.takeTally()
        if let text = tally.firstError { throw fail(.server(RedisServerError(reply: text))) }
        return Summary(replies: request.commandCount, nulls: tally.nulls, payloadBytes: tally.payloadBytes)
    }

    @inline(__always)
    private func exchange(
        _ request: PreparedRequest, next: () throws(RedisError) -> Bool, feed: (UnsafeRawBufferPointer) -> Bool
    ) throws(RedisError) {
        guard isUsable else { throw fail(.brokenConnection) }
        isUsable = false
        for window in request.windows {
            try send(request, window)
            for _ in 0..<window.commandCount {
                while try !next() {
                    guard feed(try receive()) else { throw fail(.outOfMemory) }
                }
            }
        }
        isUsable = true
    }

    @inline(__always)
    private func send(_ request: PreparedRequest, _ window: PreparedRequest.Window) throws(RedisError) {
        do throws(TransportError) {
            try request.bytes.span.bytes.withUnsafeBytes { bytes throws(TransportError) in
                try stream.write(UnsafeRawBufferPointer(rebasing: bytes[window.bytes]))
            }
        } catch {
            throw fail(.transport(error))
        }
    }

    @inline(__always)
    private func receive() throws(RedisError) -> UnsafeRawBufferPointer {
        do throws(TransportError) {
            let count = try stream.read(into: buffer)
            return UnsafeRawBufferPointer(rebasing: buffer[..<count])
        } catch {
            throw fail(.transport(error))
        }
    }

    private func fail(_ cause: RedisError.Cause) -> RedisError {
        RedisError(address: address, cause: cause)
    }

    private func authenticate(_ url: ConnectionURL) throws(RedisError) {
        if let password = url.password {
            let command = ["AUTH"] + (url.username.map { [$0] } ?? []) + [password]
            if case .error(let error) = try pipeline(PreparedRequest([command])).first {
                throw fail(.authentication(error))
            }
        }
        if let database = url.database, database != "0" {
            try checked(["SELECT", database])
        }
    }

    private func checked(_ command: [String]) throws(RedisError) {
        guard case .error(let error) = try pipeline(PreparedRequest([command])).first else { return }
        throw fail(["NOAUTH", "WRONGPASS", "NOPERM"].contains(error.code) ? .authentication(error) : .server(error))
    }
}

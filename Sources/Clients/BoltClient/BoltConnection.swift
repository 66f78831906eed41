public import Transport

/// A connection to a graph server, logged in. Blocking; one thread a connection.
///
/// After a server's failure it resets itself before its next use. After a transport or protocol error it is closed.
public final class BoltConnection {
    public let serverInfo: BoltServerInfo
    /// Where the connection goes; with routing, the server that was chosen.
    public let url: ConnectionURL

    let stream: ByteStream
    let reader: MessageReader
    /// Requests whose last reply has not come yet.
    var pendingReplies = 0
    /// The server ignores everything until RESET.
    var needsReset = false
    var isClosed = false
    var isStreaming = false
    var transaction = Transaction.none

    enum Transaction {
        case none, open
        /// The server has rolled it back; whoever began it does not know yet, so nothing may run as if outside it.
        case failed
    }

    public var isInTransaction: Bool { transaction == .open }

    /// Connects, agrees on a version and logs in.
    ///
    /// With a `neo4j://` scheme the server is asked for its routing table and, when the table names another server
    /// for `mode`, that one is connected to; a server that does not route is used as it is.
    public convenience init(
        url: ConnectionURL, options: TransportOptions = TransportOptions(), mode: AccessMode = .write
    ) throws(BoltError) {
        guard url.scheme.isRouted else {
            try self.init(direct: url, options: options)
            return
        }
        let router = try BoltConnection(direct: url, options: options)
        if let target = try router.target(mode: mode) {
            router.close()
            try self.init(direct: target, options: options)
        } else {
            self.init(takingOver: router)
        }
    }

    /// `other` is left closed, its stream alive.
    private init(takingOver other: BoltConnection) {
        url = other.url
        stream = other.stream
        reader = other.reader
        serverInfo = other.serverInfo
        pendingReplies = other.pendingReplies
        needsReset = other.needsReset
        other.isClosed = true
    }

    private init(direct url: ConnectionURL, options: TransportOptions) throws(BoltError) {
        let stream: ByteStream
        do {
            stream = try ByteStream.connect(to: url, options: options)
        } catch {
            throw .transport(error)
        }
        let reader = MessageReader(stream)
        let version = try Self.negotiate(stream, reader)
        let metadata = try Self.logIn(url, version, stream, reader)
        self.url = url
        self.stream = stream
        self.reader = reader
        serverInfo = BoltServerInfo(
            agent: metadata["server"]?.stringValue ?? "", protocolVersion: version,
            connectionID: metadata["connection_id"]?.stringValue)
    }

    deinit {
        close()
    }

    public var bytesSent: UInt64 { stream.bytesSent }
    public var bytesReceived: UInt64 { stream.bytesReceived }

    /// Says goodbye and closes; the server need not answer.
    public func close() {
        guard !isClosed else { return }
        isClosed = true
        try? Self.write(MessageBytes(.goodbye).bytes, to: stream)
        stream.close()
    }

    private static func logIn(
        _ url: ConnectionURL, _ version: BoltVersion, _ stream: ByteStream, _ reader: MessageReader
    ) throws(BoltError) -> [String: BoltValue] {
        let requests = Login.requests(url, version)
        var message = MessageBytes()
        for request in requests { message.append(request) }
        try write(message.bytes, to: stream)
        var metadata: [String: BoltValue] = [:]
        for _ in requests {
            switch try reply(reader, address: stream.address) {
            case .success(let entries): metadata.merge(entries) { $1 }
            case .failure(let failure):
                throw failure.isAboutSecurity
                    ? .authentication(failure, address: stream.address, hadPassword: url.password != nil)
                    : .server(failure, address: stream.address)
            case .record, .ignored: throw .protocolError(.unexpectedReply, address: stream.address)
            }
        }
        return metadata
    }
}

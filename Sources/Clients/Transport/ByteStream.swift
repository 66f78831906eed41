/// A blocking stream of bytes over TCP, a unix socket or TLS; every wait has a deadline.
///
/// Not Sendable: one thread a connection, the shortest way between the clock and the socket.
public final class ByteStream {
    private enum Layer {
        case plain(Socket)
        case encrypted(TLSSession)
    }

    public let address: String
    public private(set) var bytesSent: UInt64 = 0
    public private(set) var bytesReceived: UInt64 = 0
    /// Nil once closed.
    private var layer: Layer?

    private init(address: String, layer: Layer) {
        self.address = address
        self.layer = layer
    }

    public static func connect(
        to url: ConnectionURL, options: TransportOptions = TransportOptions()
    ) throws(TransportError) -> ByteStream {
        let socket = try Socket(connectingTo: url, options: options)
        let layer: Layer =
            url.tls == .off ? .plain(socket) : .encrypted(try TLSSession(over: socket, url: url))
        return ByteStream(address: url.address, layer: layer)
    }

    /// Writes all of `bytes`.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(TransportError) {
        var rest = bytes
        while !rest.isEmpty {
            let count =
                switch layer {
                case .plain(let socket): try socket.send(rest)
                case .encrypted(let session): try session.send(rest)
                case nil: throw TransportError(address: address, cause: .closedByPeer)
                }
            bytesSent &+= UInt64(count)
            rest = UnsafeRawBufferPointer(rebasing: rest[count...])
        }
    }

    /// Reads 1…`buffer.count` bytes; the peer's end of the stream is the error `closedByPeer`.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(TransportError) -> Int {
        let count =
            switch layer {
            case .plain(let socket): try socket.receive(buffer)
            case .encrypted(let session): try session.receive(buffer)
            case nil: throw TransportError(address: address, cause: .closedByPeer)
            }
        bytesReceived &+= UInt64(count)
        return count
    }

    public func close() {
        layer = nil
    }
}

internal import Transport

/// Takes messages out of their chunks; one buffer for the connection's whole life.
///
/// A message in one chunk, the usual case, is handed out where the socket wrote it.
final class MessageReader {
    /// More than any record a profiler should meet; beyond it the peer is broken or hostile.
    static let messageLimit = 512 << 20

    private let stream: ByteStream
    private var buffer: UnsafeMutableRawBufferPointer
    /// Everything before is done with; a message that is being read starts here.
    private var start = 0
    private var filled = 0

    init(_ stream: ByteStream, capacity: Int = 256 << 10) {
        self.stream = stream
        buffer = .allocate(byteCount: capacity, alignment: 16)
    }

    deinit {
        buffer.deallocate()
    }

    /// The next message, valid until the next call. NOOP chunks before it are skipped.
    func next() throws(BoltError) -> UnsafeRawBufferPointer {
        /// Both relative to `start`, which a refill may move.
        var scanned = 0
        var payload = 0
        var length = 0
        while true {
            try require(scanned + 2)
            let size = Int(buffer[start + scanned]) << 8 | Int(buffer[start + scanned + 1])
            scanned += 2
            if size == 0 {
                if length > 0 {
                    let first = start + payload
                    start += scanned
                    return UnsafeRawBufferPointer(rebasing: buffer[first..<(first + length)])
                }
                start += scanned
                scanned = 0
                continue
            }
            try require(scanned + size)
            if length == 0 {
                payload = scanned
            } else {
                // Closes the gap that the chunk's header left.
                let target = UnsafeMutableRawBufferPointer(rebasing: buffer[(start + payload + length)...])
                target.copyMemory(
                    from: UnsafeRawBufferPointer(rebasing: buffer[(start + scanned)..<(start + scanned + size)]))
            }
            length += size
            scanned += size
            guard length <= Self.messageLimit else { throw .protocolError(.messageTooLarge, address: stream.address) }
        }
    }

    /// Single bytes before the first message: the handshake's.
    func bytes(_ count: Int) throws(BoltError) -> [UInt8] {
        try require(count)
        defer { start += count }
        return [UInt8](buffer[start..<(start + count)])
    }

    @inline(__always)
    private func require(_ count: Int) throws(BoltError) {
        if filled - start < count { try refill(count) }
    }

    private func refill(_ count: Int) throws(BoltError) {
        if start == filled {
            start = 0
            filled = 0
        }
        // A short rest at the end would cost a system call for few bytes.
        if start > 0, buffer.count - start < count || buffer.count - filled < buffer.count / 4 {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<filled]))
            filled -= start
            start = 0
        }
        if count > buffer.count {
            let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: max(2 * buffer.count, count), alignment: 16)
            larger.copyMemory(from: UnsafeRawBufferPointer(rebasing: buffer[start..<filled]))
            buffer.deallocate()
            buffer = larger
            filled -= start
            start = 0
        }
        repeat {
            do {
                filled += try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
            } catch {
                throw .transport(error)
            }
        } while filled - start < count
    }
}

internal import Transport

/// Requests out, replies in, and what a failure leaves behind.
extension BoltConnection {
    static func write(_ bytes: [UInt8], to stream: ByteStream) throws(BoltError) {
        do {
            try bytes.span.bytes.withUnsafeBytes { buffer throws(TransportError) in try stream.write(buffer) }
        } catch {
            throw .transport(error)
        }
    }

    static func reply(_ reader: MessageReader, address: String) throws(BoltError) -> Reply {
        let message = try reader.next()
        do {
            return try Reply(message)
        } catch {
            throw .protocolError(error, address: address)
        }
    }

    /// Ready for a request; brings the server back when it ignores.
    func prepareForRequest() throws(BoltError) {
        if isClosed { throw .misuse(.closed, address: stream.address) }
        if isStreaming { throw .misuse(.resultOpen, address: stream.address) }
        if transaction == .failed { throw .misuse(.noTransaction, address: stream.address) }
        if needsReset { try reset() }
    }

    func send(_ bytes: [UInt8], replies: Int) throws(BoltError) {
        do {
            try Self.write(bytes, to: stream)
        } catch {
            abandon()
            throw error
        }
        pendingReplies += replies
    }

    func nextReply() throws(BoltError) -> Reply {
        do {
            return try Self.reply(reader, address: stream.address)
        } catch {
            abandon()
            throw error
        }
    }

    /// The metadata of the SUCCESS that has to come now.
    func expectSuccess() throws(BoltError) -> [String: BoltValue] {
        switch try nextReply() {
        case .success(let metadata):
            pendingReplies -= 1
            return metadata
        case .failure(let failure):
            throw failed(failure)
        case .record, .ignored:
            throw violated(.unexpectedReply)
        }
    }

    /// Remembers that the server ignores everything until RESET, and ends a transaction, as the server did.
    func failed(_ failure: ServerFailure) -> BoltError {
        pendingReplies -= 1
        needsReset = true
        if transaction == .open { transaction = .failed }
        return .server(failure, address: stream.address)
    }

    func violated(_ violation: ProtocolViolation) -> BoltError {
        abandon()
        return .protocolError(violation, address: stream.address)
    }

    /// Nothing more can be said on this connection.
    func abandon() {
        isClosed = true
        isStreaming = false
        transaction = .none
        stream.close()
    }

    /// Interrupts whatever the server does and makes it ready; a transaction is rolled back.
    ///
    /// Called on its own after a failure.
    public func reset() throws(BoltError) {
        if isClosed { throw .misuse(.closed, address: stream.address) }
        if isStreaming { throw .misuse(.resultOpen, address: stream.address) }
        try send(MessageBytes(.reset).bytes, replies: 1)
        while pendingReplies > 0 {
            switch try nextReply() {
            case .record: continue
            case .success: pendingReplies -= 1
            case .ignored:
                pendingReplies -= 1
                // The last one is the answer to RESET.
                if pendingReplies == 0 { throw violated(.unexpectedReply) }
            case .failure(let failure):
                pendingReplies -= 1
                if pendingReplies == 0 {
                    abandon()
                    throw .server(failure, address: stream.address)
                }
            }
        }
        needsReset = false
        transaction = .none
    }
}

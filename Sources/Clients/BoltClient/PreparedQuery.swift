internal import Transport

/// A query whose request is encoded once and sent as it is each time: RUN and PULL in one write.
public struct PreparedQuery: Sendable, Equatable {
    let bytes: [UInt8]
}

/// What one run of a prepared query moved.
public struct BoltRoundTripSummary: Sendable, Equatable {
    public var rows: Int
    public var bytesReceived: UInt64
}

/// The timed path.
extension BoltConnection {
    /// A query of its own transaction; `database` and `mode` as in `run`.
    public func prepare(
        _ query: String, parameters: [String: BoltValue] = [:], database: String? = nil, mode: AccessMode = .write
    ) throws(BoltError) -> PreparedQuery {
        if isInTransaction { throw .misuse(.transactionOpen, address: stream.address) }
        let message = MessageBytes(
            .run(query: query, parameters: parameters, extra: runExtra(database: database, mode: mode)), .everything)
        return PreparedQuery(bytes: message.bytes)
    }

    /// Runs `query` and walks its whole result: every value of every record is checked, none is built, and nothing is
    /// allocated.
    public func roundTrip(_ query: PreparedQuery) throws(BoltError) -> BoltRoundTripSummary {
        try prepareForRequest()
        if isInTransaction { throw .misuse(.transactionOpen, address: stream.address) }
        let before = stream.bytesReceived
        try send(query.bytes, replies: 2)
        var rows = 0
        while pendingReplies > 0 {
            let tag = try skimMessage()
            switch tag {
            case Reply.Tag.record where pendingReplies == 1: rows += 1
            case Reply.Tag.success: pendingReplies -= 1
            default: throw violated(.unexpectedReply)
            }
        }
        return BoltRoundTripSummary(rows: rows, bytesReceived: stream.bytesReceived - before)
    }

    /// The tag of the next message, whose values were walked; a FAILURE is thrown.
    private func skimMessage() throws(BoltError) -> UInt8 {
        let message: UnsafeRawBufferPointer
        do {
            message = try reader.next()
        } catch {
            abandon()
            throw error
        }
        let tag: UInt8
        let isWellFormed: Bool
        do {
            let skimmed = try PackStreamSkimmer.message(message)
            tag = skimmed.tag
            isWellFormed = Reply.expects(skimmed.field, of: tag)
        } catch {
            throw violated(.value(error))
        }
        guard isWellFormed else { throw violated(.notAMessage) }
        guard tag == Reply.Tag.failure else { return tag }
        do {
            if case .failure(let failure) = try Reply(message) { throw failed(failure) }
        } catch let violation as ProtocolViolation {
            throw violated(violation)
        } catch let error as BoltError {
            throw error
        } catch {
            throw violated(.notAMessage)
        }
        return tag
    }
}

internal import CHiredis

/// hiredis' reader with one Swift owner.
class ReplyReader {
    fileprivate let reader: UnsafeMutablePointer<redisReader>

    fileprivate init?(_ reader: UnsafeMutablePointer<redisReader>?) {
        guard let reader else { return nil }
        self.reader = reader
        // Keep the buffer between replies, however large it has become: a timed loop must not allocate.
        reader.pointee.maxbuf = 0
    }

    deinit {
        redisReaderFree(reader)
    }

    final func feed(_ bytes: UnsafeRawBufferPointer) -> Bool {
        redisReaderFeed(reader, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), bytes.count) == REDIS_OK
    }

    /// hiredis' words for what was wrong with the bytes.
    final var errorReason: String {
        withUnsafeBytes(of: reader.pointee.errstr) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
    }
}

/// Builds a value of every reply.
final class ValueReader: ReplyReader {
    init?() {
        super.init(redisReaderCreate())
    }

    /// Nil when more bytes are needed.
    func next() throws(MalformedReply) -> RedisValue? {
        var reply: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &reply) == REDIS_OK else { throw MalformedReply(reason: errorReason) }
        guard let reply else { return nil }
        defer { freeReplyObject(reply) }
        return Self.value(of: reply.assumingMemoryBound(to: redisReply.self).pointee)
    }

    private static func value(of reply: redisReply) -> RedisValue {
        switch reply.type {
        case REDIS_REPLY_STRING: .bytes(bytes(of: reply))
        case REDIS_REPLY_STATUS: .status(String(decoding: bytes(of: reply), as: UTF8.self))
        case REDIS_REPLY_ERROR: .error(RedisServerError(reply: String(decoding: bytes(of: reply), as: UTF8.self)))
        case REDIS_REPLY_INTEGER: .integer(reply.integer)
        case REDIS_REPLY_ARRAY:
            .array((0..<reply.elements).map { reply.element[$0].map { value(of: $0.pointee) } ?? .null })
        default: .null
        }
    }

    private static func bytes(of reply: redisReply) -> [UInt8] {
        Array(UnsafeRawBufferPointer(start: reply.str, count: reply.len))
    }
}

/// What hiredis could not read.
struct MalformedReply: Error {
    let reason: String
}

/// Counts replies and builds nothing: the reader of the timed loop.
final class CountingReader: ReplyReader {
    private let tally: UnsafeMutablePointer<ReplyTally>
    private let functions: UnsafeMutablePointer<redisReplyObjectFunctions>

    init?() {
        tally = .allocate(capacity: 1)
        tally.initialize(to: ReplyTally())
        functions = .allocate(capacity: 1)
        functions.initialize(
            to: redisReplyObjectFunctions(
                createString: { task, bytes, length in
                    CountingReader.count(task) { tally, type in
                        tally.pointee.payloadBytes &+= length
                        if type == REDIS_REPLY_ERROR, tally.pointee.firstError == nil {
                            tally.pointee.firstError = String(
                                decoding: UnsafeRawBufferPointer(start: bytes, count: length), as: UTF8.self)
                        }
                    }
                },
                createArray: { task, _ in CountingReader.count(task) { _, _ in } },
                createInteger: { task, _ in CountingReader.count(task) { _, _ in } },
                createNil: { task in CountingReader.count(task) { tally, _ in tally.pointee.nulls &+= 1 } },
                freeObject: { _ in }))
        super.init(redisReaderCreateWithFunctions(functions))
        reader.pointee.privdata = UnsafeMutableRawPointer(tally)
    }

    deinit {
        tally.deinitialize(count: 1)
        tally.deallocate()
        // hiredis calls freeObject at most for a half-read reply, from `ReplyReader`'s deinit, which runs after this
        // one: the functions' memory must outlive it, so the reader is told to forget the half-read reply.
        reader.pointee.reply = nil
        functions.deallocate()
    }

    /// Whether a whole reply was there; false when more bytes are needed.
    @inline(__always)
    func skip() throws(MalformedReply) -> Bool {
        var reply: UnsafeMutableRawPointer?
        guard redisReaderGetReply(reader, &reply) == REDIS_OK else { throw MalformedReply(reason: errorReason) }
        return reply != nil
    }

    /// What was counted since the last call.
    func takeTally() -> ReplyTally {
        defer { tally.pointee = ReplyTally() }
        return tally.pointee
    }

    /// Hands the tally to `body`; hiredis takes any non-null pointer for an object.
    @inline(__always)
    private static func count(
        _ task: UnsafePointer<redisReadTask>?, _ body: (UnsafeMutablePointer<ReplyTally>, Int32) -> Void
    ) -> UnsafeMutableRawPointer? {
        guard let task, let tally = task.pointee.privdata else { return nil }
        body(tally.assumingMemoryBound(to: ReplyTally.self), task.pointee.type)
        return tally
    }
}

struct ReplyTally {
    var nulls = 0
    var payloadBytes = 0
    var firstError: String?
}

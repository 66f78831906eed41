/// What a server says.
enum Reply {
    case success([String: BoltValue])
    /// The list of the record's values, valid until the next message is read.
    case record(UnsafeRawBufferPointer)
    case ignored
    case failure(ServerFailure)

    enum Tag {
        static let success: UInt8 = 0x70
        static let record: UInt8 = 0x71
        static let ignored: UInt8 = 0x7E
        static let failure: UInt8 = 0x7F
    }

    init(_ message: UnsafeRawBufferPointer) throws(ProtocolViolation) {
        guard message.count >= 2, message[0] & 0xF0 == PackStream.Marker.tinyStructure else { throw .notAMessage }
        let field = message[0] & 0x0F == 1 && message.count > 2 ? message[2] : nil
        guard Self.expects(field, of: message[1]) else { throw .notAMessage }
        switch message[1] {
        case Tag.ignored:
            self = .ignored
        case Tag.record:
            self = .record(UnsafeRawBufferPointer(rebasing: message[2...]))
        case Tag.success:
            self = .success(try Self.metadata(message))
        case Tag.failure:
            self = .failure(ServerFailure(metadata: try Self.metadata(message)))
        default:
            throw .unknownMessage(tag: message[1])
        }
    }

    /// Whether the only field of a message with `tag` may begin with the marker `field`: a record is a list, success and
    /// failure are dictionaries. Of other messages nothing is said.
    @inline(__always)
    static func expects(_ field: UInt8?, of tag: UInt8) -> Bool {
        switch tag {
        case Tag.record:
            switch field {
            case .some(0x90...0x9F), .some(0xD4...0xD6): true
            default: false
            }
        case Tag.success, Tag.failure:
            switch field {
            case .some(0xA0...0xAF), .some(0xD8...0xDA): true
            default: false
            }
        default: true
        }
    }

    static func recordValues(_ payload: UnsafeRawBufferPointer) throws(ProtocolViolation) -> [BoltValue] {
        do {
            var decoder = PackStreamDecoder(payload)
            let values = try decoder.list()
            try decoder.expectEnd()
            return values
        } catch {
            throw .value(error)
        }
    }

    private static func metadata(_ message: UnsafeRawBufferPointer) throws(ProtocolViolation) -> [String: BoltValue] {
        do {
            var decoder = PackStreamDecoder(UnsafeRawBufferPointer(rebasing: message[2...]))
            let value = try decoder.value()
            try decoder.expectEnd()
            guard case .dictionary(let metadata) = value else { throw ProtocolViolation.notAMessage }
            return metadata
        } catch let error as PackStreamError {
            throw .value(error)
        } catch {
            throw .notAMessage
        }
    }
}

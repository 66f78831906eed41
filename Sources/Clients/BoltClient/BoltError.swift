public import Transport

/// Why a Bolt connection could not do what it was asked. Each description is one sentence that says what to do next.
public enum BoltError: Error, Sendable, Equatable {
    case transport(TransportError)
    /// No protocol version was agreed on.
    case handshake(HandshakeFailure, address: String)
    /// The server did not accept the user, or wants one where none was given.
    case authentication(ServerFailure, address: String, hadPassword: Bool)
    /// The server failed in what it was asked; the connection stays usable, unless the login or a reset failed.
    case server(ServerFailure, address: String)
    /// The server broke the protocol; the connection is closed.
    case protocolError(ProtocolViolation, address: String)
    /// The connection was asked for what its state does not allow.
    case misuse(Misuse, address: String)

    public enum Misuse: Sendable, Equatable {
        /// It failed before, or was closed.
        case closed
        /// A result is still being read: inside the body of `forEachRecord`.
        case resultOpen
        /// COMMIT or ROLLBACK without BEGIN, or after a failure that ended the transaction.
        case noTransaction
        /// BEGIN, or a prepared query, which is a transaction of its own.
        case transactionOpen
    }

    /// The server's words, where it failed.
    public var serverFailure: ServerFailure? {
        switch self {
        case .authentication(let failure, _, _), .server(let failure, _): failure
        default: nil
        }
    }
}

public enum HandshakeFailure: Error, Sendable, Equatable {
    /// An HTTP server answered.
    case http
    case closed
    case noCommonVersion
    /// The first bytes of the reply.
    case unexpectedReply([UInt8])
}

public enum ProtocolViolation: Error, Sendable, Equatable {
    case notAMessage
    case unknownMessage(tag: UInt8)
    case value(PackStreamError)
    case messageTooLarge
    /// A record, a success or an ignored where the protocol has another.
    case unexpectedReply
}

extension BoltError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .transport(let error): error.description
        case .handshake(let failure, let address): Self.describe(failure, address)
        case .authentication(_, let address, hadPassword: false):
            "\(address) wants a user name and a password; set NEO4J_USERNAME and NEO4J_PASSWORD."
        case .authentication(let failure, let address, _): Self.describeAuthentication(failure, address)
        case .server(let failure, let address): Self.describe(failure, address)
        case .protocolError(let violation, let address):
            "\(address) broke the Bolt protocol: \(violation.text); is it a Neo4j or compatible server?"
        case .misuse(let misuse, let address): Self.describe(misuse, address)
        }
    }

    private static func describe(_ failure: HandshakeFailure, _ address: String) -> String {
        switch failure {
        case .http:
            "\(address) answers in HTTP, not Bolt; use the Bolt port, by default 7687."
        case .closed:
            "\(address) closed the connection during the Bolt handshake; is this a Bolt port, and does it expect "
                + "encryption (bolt+s://)?"
        case .noCommonVersion:
            "\(address) speaks no Bolt version of this client (4.4, 5.0 to 5.8, 6.0, 6.1); use Neo4j 4.4 or newer."
        case .unexpectedReply(let bytes):
            "\(address) answered the Bolt handshake with the bytes \(hexadecimal(bytes)); is this a Bolt port?"
        }
    }

    private static func describeAuthentication(_ failure: ServerFailure, _ address: String) -> String {
        switch failure.code {
        case "Neo.ClientError.Security.Unauthorized":
            "\(address) rejected the user name or the password; check NEO4J_USERNAME and NEO4J_PASSWORD."
        case "Neo.ClientError.Security.AuthenticationRateLimit":
            "\(address) was given a wrong password too often; wait a few seconds and check NEO4J_PASSWORD."
        case "Neo.ClientError.Security.CredentialsExpired":
            "\(address) wants a new password before anything else; set one with ALTER CURRENT USER SET PASSWORD."
        default:
            "\(address) did not accept the user: \(failure.firstLine) (\(failure.code)); look into the server's log."
        }
    }

    private static func describe(_ failure: ServerFailure, _ address: String) -> String {
        let advice =
            switch failure.code {
            case "Neo.ClientError.Statement.SyntaxError": "correct the query"
            case "Neo.ClientError.Statement.ParameterMissing": "pass the missing parameter"
            case "Neo.ClientError.Database.DatabaseNotFound": "name a database that exists"
            case "Neo.ClientError.Statement.AccessMode": "allow writes, or leave them out"
            case _ where failure.isAboutSecurity: "use an account that may do this"
            case _ where failure.isTransient: "try again"
            case _ where failure.code.hasPrefix("Neo.ClientError."): "change the query or its parameters"
            default: "look into the server's log"
            }
        return "\(address) refused: \(failure.firstLine) (\(failure.code)); \(advice)."
    }

    private static func describe(_ misuse: Misuse, _ address: String) -> String {
        switch misuse {
        case .closed: "The connection to \(address) is closed; open a new one."
        case .resultOpen: "The connection to \(address) is still reading a result; use another connection."
        case .noTransaction:
            "There is no transaction on the connection to \(address), or a failure ended it; begin one."
        case .transactionOpen: "A transaction is open on the connection to \(address); commit or roll it back first."
        }
    }

    private static func hexadecimal(_ bytes: [UInt8]) -> String {
        bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return digits.utf8.count == 1 ? "0\(digits)" : digits
        }.joined(separator: " ")
    }
}

extension ProtocolViolation {
    var text: String {
        switch self {
        case .notAMessage: "bytes are not a message"
        case .unknownMessage(let tag): "message \(String(tag, radix: 16, uppercase: true)) is unknown"
        case .value(let error): error.description
        case .messageTooLarge: "a message is larger than \(MessageReader.messageLimit >> 20) MiB"
        case .unexpectedReply: "a reply came where the protocol has another"
        }
    }
}

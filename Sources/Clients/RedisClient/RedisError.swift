public import Transport

/// Why a command has no usable reply.
public struct RedisError: Error, Sendable, Equatable, CustomStringConvertible {
    public enum Cause: Sendable, Equatable {
        case transport(TransportError)
        /// The server answered with an error.
        case server(RedisServerError)
        /// The server refused user or password.
        case authentication(RedisServerError)
        /// What the server sent is not the Redis protocol; `reason` in hiredis' words.
        case malformedReply(reason: String)
        /// An earlier failure left the connection in the middle of a reply.
        case brokenConnection
        case outOfMemory
    }

    public let address: String
    public let cause: Cause

    public init(address: String, cause: Cause) {
        self.address = address
        self.cause = cause
    }

    public var description: String {
        switch cause {
        case .transport(let error): error.description
        case .server(let error): "\(address) answered with an error: \(error.message)"
        case .authentication(let error):
            "\(address) refused the user or password (\(error.code)); "
                + "set REDIS_URL to redis://USER:PASSWORD@HOST:PORT."
        case .malformedReply(let reason):
            "\(address) does not speak the Redis protocol (\(reason)); is it the right port, and TLS as expected?"
        case .brokenConnection: "The connection to \(address) failed before; open a new one."
        case .outOfMemory: "There is no memory for the command to \(address); send less at once."
        }
    }

    /// The signal that ended the wait, nil when something else failed.
    public var interruptingSignal: Int32? {
        guard case .transport(let error) = cause, case .interrupted(let signal) = error.cause else { return nil }
        return signal
    }
}

public import Cancellation
import CSpawn
import Glibc

extension ChildProcess {
    /// What a short-lived program said.
    public struct Captured: Sendable, Equatable {
        public var exit: Exit
        public var output: [UInt8]
        public var errors: [UInt8]
        /// Whether something beyond the limit was thrown away.
        public var isTruncated: Bool

        /// The standard output as text, ill-formed UTF-8 repaired.
        public var text: String { String(decoding: output, as: UTF8.self) }
    }

    /// Runs `command` to its end and returns what it wrote, at most `limit` bytes of each stream.
    ///
    /// Throws when it cannot start, when it has not ended after `timeout` (it is killed then), or on `cancellation`.
    /// Its own `output` and `errors` settings are not used.
    public static func capture(
        _ command: ChildCommand, timeout: Duration, limit: Int = 1 << 20, cancellation: Cancellation? = nil
    ) throws(ChildProcessError) -> Captured {
        let output = try Pipe(for: command.executable)
        let errors = try Pipe(for: command.executable)
        let deadline = ContinuousClock.now + timeout
        let child = try ChildProcess(
            command, output: .descriptor(output.writeEnd), errors: .descriptor(errors.writeEnd))
        output.closeWriteEnd()
        errors.closeWriteEnd()

        // A grandchild may keep a pipe open for ever, so the child's end counts too.
        while output.isOpen || errors.isOpen {
            let hadEnded = child.poll() != nil
            let received = Pipe.receive([output, errors], limit: limit, waitMilliseconds: hadEnded ? 0 : 20)
            if hadEnded && !received { break }
            if cancellation?.isCancelled == true { throw .interrupted(executable: command.executable) }
            if ContinuousClock.now >= deadline { throw .timedOut(executable: command.executable, after: timeout) }
        }
        guard let exit = child.wait(atMost: deadline - ContinuousClock.now, cancellation: cancellation) else {
            if cancellation?.isCancelled == true { throw .interrupted(executable: command.executable) }
            throw .timedOut(executable: command.executable, after: timeout)
        }
        return Captured(
            exit: exit, output: output.bytes, errors: errors.bytes,
            isTruncated: output.isTruncated || errors.isTruncated)
    }
}

/// Both ends of a pipe, and what was read from it.
private final class Pipe {
    private(set) var bytes: [UInt8] = []
    private(set) var isTruncated = false
    private(set) var writeEnd: Int32
    private var readEnd: Int32

    var isOpen: Bool { readEnd >= 0 }

    init(for executable: String) throws(ChildProcessError) {
        var ends: [Int32] = [-1, -1]
        guard pipe2(&ends, O_CLOEXEC) == 0 else { throw .cannotCapture(executable: executable, code: errno) }
        (readEnd, writeEnd) = (ends[0], ends[1])
    }

    deinit {
        closeWriteEnd()
        closeReadEnd()
    }

    func closeWriteEnd() {
        if writeEnd >= 0 { close(writeEnd) }
        writeEnd = -1
    }

    private func closeReadEnd() {
        if readEnd >= 0 { close(readEnd) }
        readEnd = -1
    }

    /// Reads once from each pipe that has something; whether any had.
    static func receive(_ pipes: [Pipe], limit: Int, waitMilliseconds: Int32) -> Bool {
        // poll ignores negative descriptors, which is what a closed pipe has.
        var states = pipes.map { pollfd(fd: $0.readEnd, events: Int16(POLLIN), revents: 0) }
        guard poll(&states, nfds_t(states.count), waitMilliseconds) > 0 else { return false }
        for (pipe, state) in zip(pipes, states) where state.revents != 0 {
            pipe.readOnce(limit: limit)
        }
        return true
    }

    private func readOnce(limit: Int) {
        withUnsafeTemporaryAllocation(byteCount: 16384, alignment: 1) { buffer in
            let count = read(readEnd, buffer.baseAddress, buffer.count)
            if count > 0 {
                let kept = min(count, max(0, limit - bytes.count))
                bytes.append(contentsOf: buffer[..<kept])
                if kept < count { isTruncated = true }
            } else if count == 0 || errno != EINTR {
                closeReadEnd()
            }
        }
    }
}

public import Cancellation
import Glibc
import Synchronization

/// A program that we started, and stop.
///
/// It starts with default signal handlers and an empty signal mask, with standard input from `/dev/null` and with no
/// other file of ours open. Whoever drops the last reference kills it: nothing outlives its owner but what `release`
/// has let go.
public final class ChildProcess: Sendable {
    /// How it ended.
    public enum Exit: Sendable, Equatable {
        case status(Int32)
        case signal(Int32)
        /// Somebody else reaped it (the parent ignores SIGCHLD).
        case unknown

        public var isSuccess: Bool { self == .status(0) }
    }

    /// The number that the system gave it; also that of its group when it has its own.
    public let processID: Int32
    private let ownGroup: Bool
    /// How it ended; nil while it is ours to signal. The number may belong to somebody else afterwards.
    private let exit: Mutex<Exit?>
    private let isReleased = Atomic(false)

    /// Starts `command`. Throws when its output cannot be opened or the program not be executed.
    public convenience init(_ command: ChildCommand) throws(ChildProcessError) {
        try self.init(command, output: command.output, errors: command.errors)
    }

    init(_ command: ChildCommand, output: ChildOutput, errors: ChildOutput) throws(ChildProcessError) {
        processID = try command.spawn(output: output, errors: errors)
        ownGroup = command.ownGroup
        exit = Mutex(nil)
    }

    deinit {
        if isReleased.load(ordering: .acquiring) { return }
        end(SIGKILL)
        _ = reap(blocking: true)
    }

    /// How it ended; nil while it runs. Never waits.
    public func poll() -> Exit? {
        reap(blocking: false)
    }

    /// Waits until it ended, for at most `timeout`; nil when it still runs then, or when `cancellation` was raised.
    public func wait(atMost timeout: Duration, cancellation: Cancellation? = nil) -> Exit? {
        let deadline = ContinuousClock.now + timeout
        var pause = Duration.microseconds(500)
        while true {
            if let exit = poll() { return exit }
            let left = deadline - ContinuousClock.now
            if left <= .zero || cancellation?.isCancelled == true { return nil }
            sleep(for: min(pause, left))
            pause = min(pause * 2, .milliseconds(20))
        }
    }

    /// Sends `signal` (to the whole group when it has its own); nothing when it has ended.
    public func send(signal: Int32) {
        end(signal)
    }

    /// Asks it to end by SIGTERM, and kills it when it has not after `grace`.
    @discardableResult
    public func terminate(grace: Duration) -> Exit {
        end(SIGTERM)
        if let exit = wait(atMost: grace) { return exit }
        end(SIGKILL)
        return reap(blocking: true) ?? .unknown
    }

    /// Lets it outlive us: dropping the last reference kills it no more.
    public func release() {
        isReleased.store(true, ordering: .releasing)
    }

    private func end(_ signal: Int32) {
        exit.withLock { exit in
            guard exit == nil else { return }
            kill(ownGroup ? -processID : processID, signal)
        }
    }

    /// Looks without reaping first: until it is reaped its number stays taken, so that what is left of its group can be
    /// killed without hitting a stranger.
    private func reap(blocking: Bool) -> Exit? {
        exit.withLock { exit in
            if let exit { return exit }
            var information = siginfo_t()
            let options = WEXITED | WNOWAIT | (blocking ? 0 : WNOHANG)
            var result: Int32
            repeat {
                result = waitid(P_PID, id_t(processID), &information, options)
            } while result != 0 && errno == EINTR
            if result == 0 {
                guard information.si_signo != 0 else { return nil }
                if ownGroup { kill(-processID, SIGKILL) }
            }
            exit = collectStatus()
            return exit
        }
    }

    private func collectStatus() -> Exit {
        var status: Int32 = 0
        var result: pid_t
        repeat {
            result = waitpid(processID, &status, 0)
        } while result < 0 && errno == EINTR
        guard result == processID else { return .unknown }
        // WIFEXITED and its kin are macros that Swift cannot import.
        let signal = status & 0x7f
        return signal == 0 ? .status((status >> 8) & 0xff) : .signal(signal)
    }
}

/// A plain sleep of the thread; shorter when a signal arrives, which the caller's loop bears.
func sleep(for duration: Duration) {
    let (seconds, attoseconds) = duration.components
    var time = timespec(tv_sec: Int(seconds), tv_nsec: Int(attoseconds / 1_000_000_000))
    nanosleep(&time, nil)
}

internal import Glibc
internal import Synchronization

/// A thread of a block's own that does one job whenever it is asked to: handing over allocates nothing and wakes
/// nobody else.
///
/// What the job needs is opened, used and closed on that thread. Used by one other thread.
final class Worker {
    /// What the thread repeats.
    struct Job {
        /// Gets what `start` was called with.
        var run: (Int) throws -> Void
        var close: () -> Void
    }

    struct NotStarted: Error, CustomStringConvertible {
        let code: Int32
        var description: String {
            "Cannot start a thread (\(String(cString: strerror(code)))); close other programs and try again."
        }
    }

    private let exchange: Exchange
    private let thread: pthread_t
    private var isStopped = false

    /// Returns when the job is open; throws what opening it threw.
    init(_ open: @escaping @Sendable () throws -> Job) throws {
        let exchange = Exchange()
        let body = Unmanaged.passRetained(Body(exchange: exchange, open: open))
        var thread = pthread_t()
        let code = pthread_create(
            &thread, nil,
            { argument in
                if let argument { Unmanaged<Body>.fromOpaque(argument).takeRetainedValue().run() }
                return nil
            }, body.toOpaque())
        guard code == 0 else {
            body.release()
            throw NotStarted(code: code)
        }
        self.exchange = exchange
        self.thread = thread
        do {
            try finish()
        } catch {
            stop()
            throw error
        }
    }

    deinit {
        stop()
    }

    /// Lets the thread do its job on `item` while the caller goes on; `finish` comes before the next `start`.
    func start(_ item: Int) {
        exchange.item.store(item, ordering: .relaxed)
        exchange.begin.signal()
    }

    /// Waits until the job is done; throws what it threw.
    func finish() throws {
        exchange.done.wait()
        if let error = exchange.failure.withLock({ $0 }) { throw error }
    }

    /// Waits for a job that is under way, closes it and joins the thread.
    func stop() {
        guard !isStopped else { return }
        isStopped = true
        exchange.isEnding.store(true, ordering: .relaxed)
        exchange.begin.signal()
        pthread_join(thread, nil)
    }

    /// What the two threads share; the semaphores order every access.
    private final class Exchange: Sendable {
        let begin = Semaphore()
        let done = Semaphore()
        let item = Atomic(0)
        let isEnding = Atomic(false)
        let failure = Mutex<(any Error)?>(nil)
    }

    /// What runs on the thread.
    private final class Body: Sendable {
        let exchange: Exchange
        let open: @Sendable () throws -> Job

        init(exchange: Exchange, open: @escaping @Sendable () throws -> Job) {
            self.exchange = exchange
            self.open = open
        }

        func run() {
            do {
                let job = try open()
                defer { job.close() }
                exchange.done.signal()
                while true {
                    exchange.begin.wait()
                    if exchange.isEnding.load(ordering: .relaxed) { return }
                    do {
                        try job.run(exchange.item.load(ordering: .relaxed))
                    } catch {
                        exchange.failure.withLock { $0 = error }
                    }
                    exchange.done.signal()
                }
            } catch {
                exchange.failure.withLock { $0 = error }
                exchange.done.signal()
            }
        }
    }
}

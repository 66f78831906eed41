import Glibc

/// A thread that is joined by whoever started it.
final class Thread {
    struct NotStarted: Error, CustomStringConvertible {
        let code: Int32
        var description: String {
            "Cannot start a thread (\(String(cString: strerror(code)))); close other programs and try again."
        }
    }

    private let handle: pthread_t
    private var isJoined = false

    init(_ body: @escaping @Sendable () -> Void) throws(NotStarted) {
        let box = Unmanaged.passRetained(Box(body))
        var handle = pthread_t()
        let code = pthread_create(
            &handle, nil,
            { argument in
                if let argument { Unmanaged<Box>.fromOpaque(argument).takeRetainedValue().body() }
                return nil
            }, box.toOpaque())
        guard code == 0 else {
            box.release()
            throw NotStarted(code: code)
        }
        self.handle = handle
    }

    deinit { join() }

    func join() {
        guard !isJoined else { return }
        isJoined = true
        pthread_join(handle, nil)
    }

    private final class Box {
        let body: @Sendable () -> Void
        init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
}

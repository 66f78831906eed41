internal import Glibc

/// POSIX' counting semaphore: an atomic operation where nobody waits, a futex where somebody does.
///
/// `@unchecked`: the pointer never changes, and what it points at is made to be used by many threads at once.
final class Semaphore: @unchecked Sendable {
    private let semaphore = UnsafeMutablePointer<sem_t>.allocate(capacity: 1)

    init() {
        sem_init(semaphore, 0, 0)
    }

    deinit {
        sem_destroy(semaphore)
        semaphore.deallocate()
    }

    func signal() {
        sem_post(semaphore)
    }

    func wait() {
        while sem_wait(semaphore) != 0, errno == EINTR {}
    }
}

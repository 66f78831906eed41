internal import Glibc

/// A point on the monotonic clock at which a wait ends.
struct Deadline {
    private let nanoseconds: UInt64

    init(after duration: Duration) {
        let (seconds, attoseconds) = duration.components
        nanoseconds = Self.now() + UInt64(max(seconds, 0)) * 1_000_000_000 + UInt64(max(attoseconds, 0) / 1_000_000_000)
    }

    var hasPassed: Bool { Self.now() >= nanoseconds }

    /// Milliseconds left, rounded up and at most one slice: the argument of `poll`.
    var slice: Int32 {
        let now = Self.now()
        guard now < nanoseconds else { return 0 }
        return Int32(min((nanoseconds - now + 999_999) / 1_000_000, UInt64(Deadline.sliceMilliseconds)))
    }

    /// No wait is longer without a look at the cancellation flag.
    static let sliceMilliseconds = 200

    private static func now() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
    }
}

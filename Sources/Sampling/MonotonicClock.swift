internal import Glibc

/// The one clock of every measurement: monotonic, not slewed by time-of-day changes while a sample runs.
public enum MonotonicClock {
    /// Nanoseconds since an arbitrary start (CLOCK_MONOTONIC, read without a system call where the kernel allows).
    @inline(__always)
    public static func nanoseconds() -> UInt64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
    }
}

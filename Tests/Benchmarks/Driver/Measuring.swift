import Cancellation
import Glibc

/// Slices of both in alternation, after some that are thrown away. Who goes first alternates too: what one slice leaves
/// behind must not always meet the same one.
func alternating<Ours, Theirs>(
    slices: Int, warmUp: Int, _ cancellation: Cancellation, ours: () throws -> Ours, theirs: () throws -> Theirs
) throws -> [(ours: Ours, theirs: Theirs)] {
    var pairs: [(ours: Ours, theirs: Theirs)] = []
    for index in 0..<(warmUp + slices) {
        try cancellation.check()
        let pair: (ours: Ours, theirs: Theirs)
        if index.isMultiple(of: 2) {
            let mine = try ours()
            pair = (mine, try theirs())
        } else {
            let other = try theirs()
            pair = (try ours(), other)
        }
        if index >= warmUp { pairs.append(pair) }
    }
    return pairs
}

func monotonicNanoseconds() -> UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
}

/// Our own, as the kernel counts it.
enum ProcessMemory {
    /// Begins a new peak and returns what is resident now.
    static func resetPeak() throws -> Int {
        guard let file = fopen("/proc/self/clear_refs", "w"), fputs("5", file) >= 0, fclose(file) == 0 else {
            throw BenchmarkFailure("/proc/self/clear_refs cannot be written")
        }
        return try field("VmRSS:")
    }

    static func peakKibibytes() throws -> Int { try field("VmHWM:") }

    private static func field(_ name: String) throws -> Int {
        guard let file = fopen("/proc/self/status", "r") else {
            throw BenchmarkFailure("/proc/self/status cannot be read")
        }
        defer { fclose(file) }
        var line = [CChar](repeating: 0, count: 256)
        while fgets(&line, Int32(line.count), file) != nil {
            let words = line.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
                .split { $0 == " " || $0 == "\t" }
            if words.first == name[...], words.count > 1, let number = Int(words[1]) { return number }
        }
        throw BenchmarkFailure("/proc/self/status has no \(name)")
    }
}

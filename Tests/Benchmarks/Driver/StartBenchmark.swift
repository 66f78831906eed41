import Cancellation
import Glibc

/// `ttaperf --version`, against a program that does nothing.
func runStartBenchmark(_ cancellation: Cancellation) throws -> [BenchmarkResult] {
    guard let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") else {
        throw BenchmarkFailure("run it as .build/release/ttaperf-bench, so that it finds ttaperf beside it")
    }
    let tool = own[..<slash] + "/ttaperf"
    let pairs = try alternating(
        slices: 200, warmUp: 10, cancellation, ours: { try processorTime(String(tool), "--version") },
        theirs: { try processorTime("/bin/true") })
    return [
        BenchmarkResult(
            name: "ttaperf --version, processor time, against /bin/true", unit: "ms",
            ours: Double(quantile(pairs.map(\.ours), 0.5)) / 1e6,
            peer: Double(quantile(pairs.map(\.theirs), 0.5)) / 1e6,
            spread: middleHalf(pairs.map { Double($0.ours) / Double($0.theirs) }), target: .oursAtMost(10))
    ]
}

/// Nanoseconds of processor time from start to end: how long the machine lets it wait says nothing about the program.
private func processorTime(_ words: String...) throws -> UInt64 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer {
        arguments.forEach { free($0) }
        posix_spawn_file_actions_destroy(&actions)
    }
    var (child, status, usage): (pid_t, Int32, rusage) = (0, 0, rusage())
    guard posix_spawn(&child, words[0], &actions, nil, &arguments, environ) == 0,
        wait4(child, &status, 0, &usage) == child, status == 0
    else { throw BenchmarkFailure("\(words[0]) failed") }
    let microseconds =
        (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1_000_000 + usage.ru_utime.tv_usec + usage.ru_stime.tv_usec
    return UInt64(microseconds) * 1000
}

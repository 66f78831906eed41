import Cancellation
import Glibc

/// Raised by the handler below, which can be reached only through a global.
let interruption = Cancellation()
for number in [SIGINT, SIGTERM] {
    signal(number) { number in
        interruption.cancel(signal: number)
        signal(number, SIG_DFL)
    }
}

let benchmarks = [
    "bolt": runBoltBenchmarks, "history": runHistoryBenchmarks, "redis": runRedisBenchmarks,
    "start": runStartBenchmark,
]
let names = CommandLine.arguments.dropFirst()
guard let unknown = names.first(where: { benchmarks[$0] == nil }) else {
    var results: [BenchmarkResult] = []
    do {
        for name in names.isEmpty ? benchmarks.keys.sorted() : Array(names) {
            results += try benchmarks[name]?(interruption) ?? []
        }
    } catch {
        if interruption.isCancelled { exit(130) }
        complain("\(error)")
        exit(4)
    }
    printTable(results)
    exit(results.allSatisfy(\.isMet) ? 0 : 2)
}
complain("unknown benchmark '\(unknown)'; use \(benchmarks.keys.sorted().joined(separator: ", "))")
exit(64)

func complain(_ text: String) {
    let line = Array("ttaperf-bench: \(text)\n".utf8)
    _ = write(STDERR_FILENO, line, line.count)
}

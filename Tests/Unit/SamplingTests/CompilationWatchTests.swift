import Testing

@testable import Sampling

@Suite struct CompilationWatchTests {
    private static let second: UInt64 = 1_000_000_000

    /// Seconds and milliseconds of compilation by then.
    private func watch(_ readings: [(seconds: UInt64, milliseconds: UInt64?)]) -> CompilationWatch {
        var watch = CompilationWatch()
        for reading in readings {
            watch.add(compiled: reading.milliseconds.map { $0 * 1_000_000 }, at: reading.seconds * Self.second)
        }
        return watch
    }

    @Test func aServerThatDoesNotSayIsNotAskedAgain() {
        let silent = watch([(5, nil)])
        #expect(silent.isSettled)
        #expect(!silent.isDue(at: 100 * Self.second))
    }

    @Test func oneReadingSaysNothing() {
        #expect(CompilationWatch().isDue(at: 0))
        let first = watch([(5, 3000)])
        #expect(!first.isSettled)
        #expect(!first.isDue(at: 5 * Self.second + 1))
        #expect(first.isDue(at: 6 * Self.second))
    }

    @Test func theLastWindowCounts() {
        #expect(!watch([(5, 3000), (6, 3500)]).isSettled)
        #expect(watch([(5, 3000), (6, 3500), (8, 3600)]).isSettled)
        #expect(!watch([(5, 3000), (6, 3010), (7, 3070)]).isSettled)
    }

    /// Several compiler threads work more than all of the time.
    @Test func moreThanOneCompilerIsNoSurprise() {
        #expect(!watch([(5, 3000), (6, 4900)]).isSettled)
    }
}

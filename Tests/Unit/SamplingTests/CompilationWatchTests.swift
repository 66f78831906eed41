import Testing

@testable import Sampling

@Suite struct CompilationWatchTests {
    private static let second: UInt64 = 1_000_000_000

    /// Seconds and milliseconds of compilation by then.
    private func watch(_ readings: [(seconds: UInt64, milliseconds: UInt64?)]) -> CompilationWatch {
        var watch = CompilationWatch()
        for reading in readings {
            watch.add(
                reading.milliseconds.map {
                    CompilationWatch.Reading(time: reading.seconds * Self.second, compiled: $0 * 1_000_000)
                })
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

    @Test func aServerThatFallsSilentWhileItCompilesHasNotSettled() {
        #expect(!watch([(5, 3000), (6, 3500), (7, nil)]).isSettled)
    }

    @Test func aServerThatWasStartedAnewIsWatchedAnew() {
        #expect(!watch([(5, 3000), (6, 100)]).isSettled)
        #expect(watch([(5, 3000), (6, 100), (7, 110)]).isSettled)
        let (before, after) = (
            CompilationWatch.Reading(time: 5, compiled: 30), CompilationWatch.Reading(time: 9, compiled: 10)
        )
        #expect(after.share(since: before) == nil)
    }

    /// Several compiler threads work more than all of the time.
    @Test func moreThanOneCompilerIsNoSurprise() {
        #expect(!watch([(5, 3000), (6, 4900)]).isSettled)
    }
}

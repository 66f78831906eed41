import Synchronization
import Terminal
import Testing

@Suite struct ProgressLineTests {
    /// What was written, and a clock that the test moves.
    private final class Screen: Sendable {
        let output = Mutex("")
        let time = Mutex<UInt64>(0)

        func line(isEnabled: Bool = true) -> ProgressLine {
            ProgressLine(
                isEnabled: isEnabled, columns: 12, minimumIntervalNanoseconds: 100, now: { self.time.withLock { $0 } },
                write: { text in self.output.withLock { $0 += text } })
        }
        func advance(_ nanoseconds: UInt64) { time.withLock { $0 += nanoseconds } }
        var text: String { output.withLock { $0 } }
    }

    @Test func rewritesOneLineNotTooOften() {
        let screen = Screen()
        let line = screen.line()
        line.update("block 1")
        screen.advance(99)
        line.update("block 2")
        screen.advance(1)
        line.update("block 3 of many")
        #expect(screen.text == "\rblock 1\u{1B}[K\rblock 3 of…\u{1B}[K")
    }

    @Test func clearsOnceAndShowsAgainAtOnce() {
        let screen = Screen()
        let line = screen.line()
        line.clear()
        line.update("a")
        line.clear()
        line.clear()
        line.update("b")
        #expect(screen.text == "\ra\u{1B}[K\r\u{1B}[K\rb\u{1B}[K")
    }

    @Test func saysNothingWithoutATerminal() {
        let screen = Screen()
        let line = screen.line(isEnabled: false)
        line.update("a")
        line.clear()
        #expect(screen.text.isEmpty)
    }

    @Test func leavesACleanLineWhenItEnds() {
        let screen = Screen()
        do { screen.line().update("a") }
        #expect(screen.text.hasSuffix("\r\u{1B}[K"))
    }
}

import Glibc
import Testing

@testable import Terminal

private let plain = StyleRenderer(isColoured: false)

@Suite struct TextTableTests {
    private func table(overflow: TextTable.Overflow = .drop) -> TextTable {
        var table = TextTable(
            columns: [
                .init("variant"), .init("p50", .right), .init("p95", .right, dropOrder: 2),
                .init("note", dropOrder: 1, wrapsTo: 12),
            ], overflow: overflow)
        table.addRow(["single", "941 µs", "1,020 µs", "one GET per round trip"])
        table.addRow(["日本", "66.1 µs", "71.2 µs", "all at once"])
        return table
    }

    @Test func alignsByDisplayWidth() {
        #expect(
            table().lines(width: .unlimited, indent: 2, styles: plain) == [
                "  variant      p50       p95  note",
                "  single    941 µs  1,020 µs  one GET per round trip",
                "  日本     66.1 µs   71.2 µs  all at once",
            ])
    }

    @Test func wrapsBeforeItDrops() {
        #expect(
            table().lines(width: TerminalWidth(columns: 40), styles: plain) == [
                "variant      p50       p95  note",
                "single    941 µs  1,020 µs  one GET per",
                "                            round trip",
                "日本     66.1 µs   71.2 µs  all at once",
            ])
    }

    @Test func dropsTheHighestOrderFirst() {
        let lines = table().lines(width: TerminalWidth(columns: 40), indent: 4, styles: plain)
        #expect(lines.first == "    variant      p50  note")
    }

    @Test func orContinuesBelow() {
        let lines = table(overflow: .continueBelow).lines(width: TerminalWidth(columns: 40), indent: 4, styles: plain)
        #expect(lines.suffix(4) == ["", "    variant       p95", "    single   1,020 µs", "    日本      71.2 µs"])
    }

    @Test func neverExceedsTheWidth() {
        for columns in 40...90 {
            for overflow in [TextTable.Overflow.drop, .continueBelow] {
                let lines = table(overflow: overflow).lines(width: TerminalWidth(columns: columns), styles: plain)
                #expect(lines.allSatisfy { $0.displayWidth <= columns && $0.last != " " })
            }
        }
    }

    @Test func whatContinuesBelowLosesNothing() {
        let names = ["first", "second", "third", "fourth", "fifth"]
        var table = TextTable(
            columns: [.init("")] + names.map { .init($0, .right, dropOrder: 1) }, overflow: .continueBelow)
        table.addRow(["bytes received"] + names.map { StyledText("value-of-\($0)") })
        for columns in 40...120 {
            let lines = table.lines(width: TerminalWidth(columns: columns), styles: plain)
            for name in names { #expect(lines.contains { $0.contains("value-of-\(name)") }) }
            #expect(lines.allSatisfy { $0.displayWidth <= columns })
        }
    }

    @Test func colourDoesNotChangeTheLayout() {
        var table = TextTable(columns: [.init("a", .right), .init("b")])
        table.addRow([StyledText("x", .bad), StyledText("y", .good)])
        #expect(
            table.lines(width: .unlimited, styles: StyleRenderer(isColoured: true)).last
                == "\u{1B}[31mx\u{1B}[0m  \u{1B}[32my\u{1B}[0m")
    }
}

@Suite struct StyledTextTests {
    @Test func wrapsAtSpacesAndKeepsUnitsWithTheirNumbers() {
        let text = StyledText("the median is 9.41 µs, that is (+5.1 %)")
        #expect(text.wrapped(to: 18).map(\.plain) == ["the median is", "9.41 µs, that is", "(+5.1 %)"])
    }

    @Test func longWordsStayWholeUnlessInATable() {
        let link = StyledText("see https://example.org/a/b")
        #expect(link.wrapped(to: 10).map(\.plain) == ["see", "https://example.org/a/b"])
        #expect(link.wrapped(to: 10, breaksLongWords: true).map(\.plain) == ["see", "https://ex", "ample.org/", "a/b"])
    }

    @Test func stylesSurviveWrapping() {
        let text = StyledText("all ") + StyledText("very bad", .bad)
        #expect(text.wrapped(to: 8)[0].spans.last == StyledText.Span(text: "very", style: .bad))
    }

    @Test func textFromOutsideCannotSteerTheTerminal() {
        #expect(StyledText("a\u{1B}[2Jb\nc\u{9B}").plain == "a\u{FFFD}[2Jb c\u{FFFD}")
    }

    @Test func wideCharactersInANarrowCellEnd() {
        #expect(StyledText("日本語").wrapped(to: 1, breaksLongWords: true).map(\.plain) == ["日", "本", "語"])
    }

    @Test(arguments: [("µ×±−–…✓✗", 8), ("日本", 4), ("e\u{301}", 1), ("🚀", 2), ("", 0), ("├─ Limit", 8)])
    func displayWidth(text: String, width: Int) {
        #expect(text.displayWidth == width)
    }

    @Test func truncates() {
        #expect("measuring".truncated(to: 5) == "meas…")
        #expect("日本語".truncated(to: 4) == "日…")
        #expect("ok".truncated(to: 2) == "ok")
    }
}

@Suite struct OutputPolicyTests {
    @Test func colourOnlyWhereAllowed() {
        #expect(StyleRenderer(isTerminal: true, environment: ["TERM": "xterm"]).isColoured)
        #expect(StyleRenderer(isTerminal: true, environment: ["TERM": "xterm", "NO_COLOR": ""]).isColoured)
        #expect(!StyleRenderer(isTerminal: true, environment: ["TERM": "xterm", "NO_COLOR": "1"]).isColoured)
        #expect(!StyleRenderer(isTerminal: true, environment: ["TERM": "dumb"]).isColoured)
        #expect(!StyleRenderer(isTerminal: true, environment: [:]).isColoured)
        #expect(!StyleRenderer(isTerminal: false, environment: ["TERM": "xterm"]).isColoured)
    }

    @Test func widthFollowsTheWishThenTheWindow() {
        func width(_ isTerminal: Bool, _ window: Int?, _ wish: String?) -> Int? {
            TerminalWidth(
                isTerminal: isTerminal, windowColumns: window, environment: wish.map { ["COLUMNS": $0] } ?? [:]
            ).columns
        }
        #expect(width(true, 120, "60") == 60)
        #expect(width(true, 120, "wide") == 120)
        #expect(width(true, nil, nil) == 80)
        #expect(width(true, 10, nil) == 40)
        #expect(width(false, nil, nil) == nil)
        #expect(width(false, nil, "100") == 100)
    }

    @Test(.enabled(if: access("/dev/ptmx", R_OK | W_OK) == 0)) func aPseudoTerminalTellsItsWidth() throws {
        let main = open("/dev/ptmx", O_RDWR | O_NOCTTY)
        try #require(main >= 0)
        defer { close(main) }
        // Swift does not import these macros: asm-generic/ioctls.h, TIOCSPTLCK and TIOCGPTN.
        var unlock: Int32 = 0
        var number: UInt32 = 0
        try #require(ioctl(main, 0x4004_5431, &unlock) == 0)
        try #require(ioctl(main, 0x8004_5430, &number) == 0)
        let name = "/dev/pts/\(number)"
        let terminal = open(name, O_RDWR | O_NOCTTY)
        try #require(terminal >= 0)
        defer { close(terminal) }
        var size = winsize(ws_row: 24, ws_col: 72, ws_xpixel: 0, ws_ypixel: 0)
        try #require(ioctl(terminal, UInt(TIOCSWINSZ), &size) == 0)
        let device = TerminalDevice(fileDescriptor: terminal, environment: ["TERM": "xterm"])
        #expect(device.isTerminal && device.styles.isColoured && device.width.columns == 72)
    }

    @Test func aPipeIsNoTerminal() throws {
        var ends: [Int32] = [0, 0]
        try #require(pipe(&ends) == 0)
        defer { ends.forEach { _ = close($0) } }
        let device = TerminalDevice(fileDescriptor: ends[1], environment: ["TERM": "xterm"])
        #expect(!device.isTerminal && !device.styles.isColoured && device.width == .unlimited)
        try device.write("piped µ")
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(ends[0], &bytes, bytes.count)
        #expect(String(decoding: bytes.prefix(max(0, count)), as: UTF8.self) == "piped µ")
    }
}

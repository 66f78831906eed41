import BoltClient
import Testing

@testable import Scenarios

@Suite struct TopRowsTests {
    private func row(_ id: Int64, _ value: BoltValue) -> [BoltValue] {
        [.node(BoltNode(id: id, labels: ["N"], properties: ["t": value]))]
    }

    private func check(top: [[BoltValue]], all: [[BoltValue]], limit: Int) throws {
        var rows = try TopRows(top, limit: limit, orderBy: "t")
        for row in all { try rows.add(row) }
        #expect(rows.count == all.count)
        try rows.finish()
    }

    @Test func theHighestInFallingOrderAreRight() throws {
        let rows = [3, 9, 1, 7, 5].enumerated().map { row(Int64($0.offset), .int($0.element)) }
        try check(top: [rows[1], rows[3], rows[4]], all: rows, limit: 3)
        try check(top: [rows[1], rows[3], rows[4], rows[0], rows[2]], all: rows, limit: 9)
    }

    @Test func ofRowsThatTieAnyWillDo() throws {
        let rows = [row(0, 5), row(1, 9), row(2, 5), row(3, 5)]
        for tied in [0, 2, 3] { try check(top: [rows[1], rows[tied]], all: rows, limit: 2) }
    }

    @Test func aWrongRowAWrongOrderAndAMissingRowAreFound() throws {
        let rows = [row(0, 5), row(1, 9), row(2, 7)]
        let wrong: [[[BoltValue]]] = [
            [rows[1], rows[0]], [rows[2], rows[1]], [rows[1]], [], [rows[1], row(8, 7)], [rows[1], rows[2], rows[2]],
        ]
        for top in wrong {
            #expect(throws: TopRows.Mismatch.different) { try check(top: top, all: rows, limit: 2) }
        }
    }

    @Test func numbersOfBothKindsMixButOtherKindsDoNot() throws {
        let rows = [row(0, 5), row(1, 5.5), row(2, 4)]
        try check(top: [rows[1], rows[0]], all: rows, limit: 2)
        #expect(throws: TopRows.Mismatch.unordered("values of different types")) {
            try check(top: [rows[1]], all: rows + [row(3, "x")], limit: 1)
        }
        #expect(throws: TopRows.Mismatch.self) { try check(top: [row(0, [1])], all: [row(0, [1])], limit: 1) }
        #expect(throws: TopRows.Mismatch.self) { try check(top: [], all: [row(0, .float(.nan))], limit: 1) }
    }

    @Test func instantsAreComparedWhateverTheirZone() {
        let utc = BoltValue.dateTime(BoltDateTime(seconds: 100, nanoseconds: 0, zone: .offset(seconds: 3600)))
        let local = BoltValue.dateTime(
            BoltDateTime(seconds: 3701, nanoseconds: 0, zone: .offset(seconds: 3600), base: .local))
        #expect(OrderedValue(utc).flatMap { a in OrderedValue(local).flatMap { a.isLess(than: $0) } } == true)
        let named = BoltValue.dateTime(
            BoltDateTime(seconds: 1, nanoseconds: 0, zone: .named("Europe/Stockholm"), base: .local))
        #expect(OrderedValue(named) == nil)
    }

    @Test func textsAreComparedByCodePoint() {
        #expect(OrderedValue.text("Z").isLess(than: .text("a")) == true)
        #expect(OrderedValue.text("\u{FFFD}").isLess(than: .text("\u{1F600}")) == true)
    }
}

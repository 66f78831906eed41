/// Rows without an order: what two ways of asking must agree on.
struct RowCounts<Row: Hashable>: Equatable {
    private var counts: [Row: Int] = [:]

    init(_ rows: [Row]) {
        for row in rows { counts[row, default: 0] += 1 }
    }
}

extension Array where Element == Int {
    /// Where the middle one of the values stands; the first of equals. nil when there is none.
    var indexOfMedian: Int? {
        indices.sorted { (self[$0], $0) < (self[$1], $1) }.dropFirst((count - 1) / 2).first
    }
}

internal import BoltClient

/// Holds what `ORDER BY … DESC LIMIT n` returned against all rows, which pass by one after the other.
///
/// Of rows that tie, the server may return any: the sort values must be the same, and each of its rows must be one of
/// all.
struct TopRows {
    enum Mismatch: Error, Equatable {
        /// These values have no order that an application can know.
        case unordered(String)
        case different
    }

    private let limit: Int
    private let orderBy: String
    private let top: [OrderedValue]
    /// Rows of the top that have not passed yet.
    private var awaited: [[BoltValue]: Int] = [:]
    /// The highest of those that passed, falling.
    private var highest: [OrderedValue] = []
    private(set) var count = 0

    init(_ top: [[BoltValue]], limit: Int, orderBy: String) throws(Mismatch) {
        self.limit = limit
        self.orderBy = orderBy
        var values: [OrderedValue] = []
        for row in top {
            values.append(try Self.value(row, orderBy))
            awaited[row, default: 0] += 1
        }
        self.top = values
    }

    mutating func add(_ row: [BoltValue]) throws(Mismatch) {
        count += 1
        if let left = awaited[row] { awaited[row] = left > 1 ? left - 1 : nil }
        let value = try Self.value(row, orderBy)
        if highest.count == limit, let last = highest.last, try !Self.isLess(last, value) { return }
        var (low, high) = (0, highest.count)
        while low < high {
            let middle = (low + high) / 2
            if try Self.isLess(highest[middle], value) { high = middle } else { low = middle + 1 }
        }
        highest.insert(value, at: low)
        if highest.count > limit { highest.removeLast() }
    }

    /// Throws unless the top is the first `limit` of all rows, sorted.
    func finish() throws(Mismatch) {
        guard awaited.isEmpty, top.count == highest.count else { throw .different }
        for (a, b) in zip(top, highest) {
            let (isLess, isMore) = (try Self.isLess(a, b), try Self.isLess(b, a))
            if isLess || isMore { throw .different }
        }
    }

    private static func value(_ row: [BoltValue], _ property: String) throws(Mismatch) -> OrderedValue {
        guard case .node(let node)? = row.first, let value = node.properties[property],
            let ordered = OrderedValue(value)
        else { throw .unordered("a value that is neither a number, a text, a truth nor a time") }
        return ordered
    }

    private static func isLess(_ a: OrderedValue, _ b: OrderedValue) throws(Mismatch) -> Bool {
        guard let isLess = a.isLess(than: b) else { throw .unordered("values of different types") }
        return isLess
    }
}

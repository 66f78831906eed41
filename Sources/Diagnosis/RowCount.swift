import RunModel
import Terminal

/// How many rows an operator made: counted, or estimated where the server counts none.
struct RowCount {
    var value: Double
    var isEstimate: Bool

    /// nil when the server reported neither.
    init?(of plan: PlanTree) {
        if let rows = plan.rows {
            value = Double(rows)
            isEstimate = false
        } else if let estimate = plan.estimatedRows, estimate.isFinite, estimate >= 0 {
            value = estimate
            isEstimate = true
        } else {
            return nil
        }
    }

    /// `20,000 rows`, `an estimated 20,000 rows`.
    var text: String {
        let count = NumberText.fixed(value, decimals: 0)
        return "\(isEstimate ? "an estimated " : "")\(count) \(count == "1" ? "row" : "rows")"
    }
}

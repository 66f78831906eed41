/// Ours beside its peer, measured in alternation in one run: only their ratio means something on another machine.
/// Without a peer, what is judged is our own figure.
struct BenchmarkResult {
    enum Target {
        /// Of the ratio.
        case atMost(Double)
        case atLeast(Double)
        /// Whatever the peer has.
        case oursAtMost(Double)
    }

    var name: String
    var unit: String
    var ours: Double
    var peer: Double?
    /// The middle half of the ratios of neighbouring slices, or of our own figures: how much the machine moved
    /// meanwhile.
    var spread: ClosedRange<Double>
    var target: Target

    var ratio: Double? { peer.map { ours / $0 } }

    var isMet: Bool {
        switch target {
        case .atMost(let limit): ratio ?? ours <= limit
        case .atLeast(let limit): ratio ?? ours >= limit
        case .oursAtMost(let limit): ours <= limit
        }
    }
}

/// The value below which `fraction` of `values` lie, by nearest rank; `values` must not be empty.
func quantile<Value: Comparable>(_ values: [Value], _ fraction: Double) -> Value {
    values.sorted()[Int((Double(values.count - 1) * fraction).rounded())]
}

func middleHalf(_ ratios: [Double]) -> ClosedRange<Double> {
    quantile(ratios, 0.25)...quantile(ratios, 0.75)
}

func printTable(_ results: [BenchmarkResult]) {
    let header = ["benchmark", "ours", "peer", "unit", "ratio", "middle half", "target", ""]
    let rows = results.map { result in
        let target =
            switch result.target {
            case .atMost(let limit): "<= \(rounded(limit))"
            case .atLeast(let limit): ">= \(rounded(limit))"
            case .oursAtMost(let limit): "<= \(rounded(limit)) \(result.unit)"
            }
        return [
            result.name, rounded(result.ours), result.peer.map(rounded) ?? "", result.unit,
            result.ratio.map(rounded) ?? "",
            "\(rounded(result.spread.lowerBound))-\(rounded(result.spread.upperBound))", target,
            result.isMet ? "met" : "missed",
        ]
    }
    let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max() ?? 0 }
    for row in [header] + rows {
        print(zip(row, widths).map { $0 + String(repeating: " ", count: $1 - $0.count) }.joined(separator: "  "))
    }
}

/// Three decimals below 100, none above.
private func rounded(_ value: Double) -> String {
    guard value < 100 else { return "\(Int(value.rounded()))" }
    return "\((value * 1000).rounded() / 1000)"
}

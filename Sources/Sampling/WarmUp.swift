internal import Glibc
internal import RunModel

/// Decides when the block values have become stationary.
///
/// The last six blocks must not drift, for any variant: the median log ratio to the control of their later half may
/// differ from that of their earlier half by at most 5 %, or by what the scatter within the halves explains.
/// A JIT that still compiles makes block after block faster, far beyond both.
struct WarmUp {
    static let window = 6
    static let tolerance = 0.05

    /// Log of variant p50 over control p50, by variant, in block order.
    private var values: [String: [Double]] = [:]

    mutating func add(_ block: Block) {
        let control = block.measurements.first { $0.role == .control }?.histogram.value(atQuantile: 0.5)
        for measurement in block.measurements where measurement.role == .variant {
            guard let median = measurement.histogram.value(atQuantile: 0.5), median > 0 else { continue }
            values[measurement.name, default: []].append(log2(Double(median)) - log2(Double(max(control ?? 1, 1))))
        }
    }

    var isStationary: Bool {
        !values.isEmpty && values.values.allSatisfy(Self.isStationary)
    }

    static func isStationary(_ series: [Double]) -> Bool {
        guard series.count >= window else { return false }
        let recent = series.suffix(window)
        let earlier = recent.prefix(window / 2).sorted()
        let later = recent.suffix(window / 2).sorted()
        let shift = abs(later[later.count / 2] - earlier[earlier.count / 2])
        let scatter = max(earlier[earlier.count - 1] - earlier[0], later[later.count - 1] - later[0])
        return shift <= max(log2(1 + tolerance), scatter / 2)
    }
}

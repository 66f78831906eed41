internal import RunModel

/// Everything that one lane (a variant or a control) took in the steady blocks of a run.
struct LaneSeries {
    var name: String
    /// How much the blocks of this run have in common, by the scenario's nature.
    var runCorrelation: Double
    /// Of one operation; 1 where they are not counted.
    var roundTrips: Double
    /// One a block, in block order.
    var histograms: [Histogram]
    /// What the variant's control took in the same block; empty when a block has none.
    var controls: [Histogram]
    /// Natural logarithms of the medians of `controls` in nanoseconds.
    var logControls: [Double]

    var sampleCount: UInt64 { histograms.reduce(0) { $0 + $1.count } }

    /// Natural logarithms of the block medians in nanoseconds.
    var logMedians: [Double]
    /// Natural logarithms of the block medians over the control's; empty without a control.
    var logRatios: [Double]

    init(name: String, role: Measurement.Role, in result: ScenarioResult) {
        let variant = result.variants.first { $0.name == name && role == .variant }
        let control = variant?.controlName ?? Measurement.plainControl
        self.name = name
        runCorrelation = RunCorrelation.of(result)
        roundTrips = variant?.counters["round_trips"].map(Double.init) ?? 1
        histograms = []
        controls = []
        logControls = []
        logMedians = []
        logRatios = []
        for block in result.blocks where block.isSteady {
            guard let measurement = block.measurement(role, name), let logMedian = measurement.logMedian
            else { continue }
            histograms.append(measurement.histogram)
            logMedians.append(logMedian)
            guard let floor = block.measurement(.control, control), let logFloor = floor.logMedian else { continue }
            controls.append(floor.histogram)
            logControls.append(logFloor)
            logRatios.append(logMedian - logFloor)
        }
        guard logRatios.count < logMedians.count else { return }
        controls = []
        logControls = []
        logRatios = []
    }

    /// In nanoseconds, over all steady blocks; nil without samples.
    func value(at quantile: Double) -> Double? {
        guard sampleCount >= SampleNeeds.count(for: quantile) else { return nil }
        return BlockQuantile(histograms)?.value(at: quantile)
    }

    /// Every lane of a role that any block holds, in the order of the first block.
    static func all(_ role: Measurement.Role, in result: ScenarioResult) -> [LaneSeries] {
        (result.blocks.first(where: \.isSteady)?.measurements ?? [])
            .filter { $0.role == role }.map { LaneSeries(name: $0.name, role: role, in: result) }
    }
}

internal import RunModel

/// How fast steps could be at best when those that do not wait for each other run at once.
public struct CriticalPath: Sendable, Equatable, Codable {
    public struct Step: Sendable, Equatable, Codable {
        public var name: String
        /// p50 of the step on its own.
        public var nanoseconds: Double
        /// Whether it is the longest of its stage: only a faster one of these makes the whole faster.
        public var isCritical: Bool
    }

    /// In the order of the stages.
    public var steps: [Step]
    /// All steps one after the other.
    public var totalNanoseconds: Double { steps.reduce(0) { $0 + $1.nanoseconds } }
    /// The longest of each stage one after the other.
    public var criticalNanoseconds: Double { steps.reduce(0) { $0 + ($1.isCritical ? $1.nanoseconds : 0) } }
    /// How many times as fast as one after the other it can be at most; nil when nothing took time.
    public var idealSpeedUp: Double? {
        criticalNanoseconds > 0 ? totalNanoseconds / criticalNanoseconds : nil
    }

    /// Nil without stages, or when a step was not measured.
    init?(_ result: ScenarioResult) {
        guard let stages = result.stages, !stages.isEmpty else { return nil }
        steps = []
        for stage in stages {
            let medians = stage.compactMap { name -> Double? in
                let series = LaneSeries(name: name, role: .step, in: result)
                return series.value(at: 0.5)
            }
            guard medians.count == stage.count, let longest = medians.indices.max(by: { medians[$0] < medians[$1] })
            else { return nil }
            for (index, name) in stage.enumerated() {
                steps.append(Step(name: name, nanoseconds: medians[index], isCritical: index == longest))
            }
        }
    }
}

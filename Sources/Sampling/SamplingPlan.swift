/// How long is measured, and in which portions.
public struct SamplingPlan: Sendable, Equatable {
    /// Time for all workloads together, warm-up included.
    public var budget: Duration
    /// The most time that all workloads together may take to become stationary; zero: none is warmed up.
    public var warmUpBudget: Duration
    /// A block goes on for at least this long and at least `minimumRounds`.
    public var blockDuration: Duration
    public var minimumRounds: Int
    /// Judged blocks of each workload that are measured even when the budget has ended.
    public var minimumBlocks: Int
    /// Every random order follows from it.
    public var seed: UInt64

    /// Fewer blocks tell no trend, so each workload that is warmed up has as many that are not judged.
    public static let leastWarmUpBlocks = 8

    public init(
        budget: Duration, warmUpBudget: Duration, blockDuration: Duration, minimumRounds: Int = 6, minimumBlocks: Int,
        seed: UInt64
    ) {
        self.budget = budget
        self.warmUpBudget = warmUpBudget
        self.blockDuration = blockDuration
        self.minimumRounds = minimumRounds
        self.minimumBlocks = minimumBlocks
        self.seed = seed
    }
}

extension Duration {
    /// Whole nanoseconds; negative durations are 0.
    var nanoseconds: UInt64 {
        let (seconds, attoseconds) = components
        guard seconds >= 0, attoseconds >= 0 else { return 0 }
        return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
    }
}

/// One block: a fresh connection, a short warm-up, then interleaved rounds of every variant and the controls.
///
/// Blocks, not samples, are the independent units of the statistics.
public struct Block: Codable, Sendable, Equatable {
    public var index: Int
    /// Nanoseconds from the start of the run to the block's first sample, on the monotonic clock.
    public var startNanoseconds: UInt64
    public var durationNanoseconds: UInt64
    /// False for a block measured before the warm-up had become stationary: kept and reported, not judged.
    public var isSteady: Bool
    public var measurements: [Measurement]

    public init(
        index: Int, startNanoseconds: UInt64, durationNanoseconds: UInt64, isSteady: Bool = true,
        measurements: [Measurement]
    ) {
        self.index = index
        self.startNanoseconds = startNanoseconds
        self.durationNanoseconds = durationNanoseconds
        self.isSteady = isSteady
        self.measurements = measurements
    }
}

/// What one lane (a variant, a control or a step) took within one block.
public struct Measurement: Codable, Sendable, Equatable {
    public enum Role: String, Codable, Sendable {
        case variant
        /// The protocol's cheap operation on the same connection (`PING`, `RETURN 1`).
        case control
        /// Work that touches no server: CPU spin, loopback echo.
        case hostControl
        /// One step of the variants on its own, so that a reader sees where their time goes; never judged.
        case step
    }

    /// The variant's name, the control's (`control`, `host.cpu`, `host.loopback`) or a step's (`step.session`).
    public var name: String
    public var role: Role
    /// Nanoseconds per operation.
    public var histogram: Histogram

    public init(name: String, role: Role, histogram: Histogram) {
        self.name = name
        self.role = role
        self.histogram = histogram
    }
}

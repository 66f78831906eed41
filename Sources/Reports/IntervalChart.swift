/// Figures with their intervals on one axis, a row each.
public struct IntervalChart: Sendable, Equatable {
    public enum Axis: Sendable, Equatable {
        /// Nanoseconds on a logarithmic axis.
        case latency
        /// Relative changes around 0, with the band of changes that do not matter.
        case change(margin: Double)
    }

    public struct Row: Sendable, Equatable {
        public var label: String
        public var marks: [Mark]
    }

    public struct Mark: Sendable, Equatable {
        public enum Shape: Sendable { case dot, ring, square }

        /// e.g. `p50 66.1 µs (64.6–67.6)`.
        public var title: String
        public var shape: Shape
        public var value: Double
        public var lower: Double
        public var upper: Double
    }

    public var axis: Axis
    public var rows: [Row]
}

public import RunModel

/// One thing that is timed in turn with others: a variant, a control or a step.
public struct Lane {
    public var name: String
    public var role: Measurement.Role
    /// The control that does the same without the work itself; the variant is judged by its ratio to it.
    public var controlName: String
    /// The most operations that one turn may repeat, e.g. 4 where each opens a connection and ports are few.
    public var maximumBatch: Int
    /// One sample. Allocates nothing, looks at no clock, and throws only when the scenario cannot go on.
    public var operation: () throws -> Void

    public static let defaultMaximumBatch = 64

    public init(
        name: String, role: Measurement.Role, controlName: String = Measurement.plainControl,
        maximumBatch: Int = defaultMaximumBatch, operation: @escaping () throws -> Void
    ) {
        self.name = name
        self.role = role
        self.controlName = controlName
        self.maximumBatch = maximumBatch
        self.operation = operation
    }
}

/// A block's own connections, opened for it and closed at its end.
public protocol BlockSession: AnyObject {
    var lanes: [Lane] { get }
    func close()
}

/// What a scenario gives to the sampler: a way to begin a block afresh.
public protocol Workload {
    func openBlock() throws -> any BlockSession

    /// How long the server's just-in-time compiler has worked since the server started, in nanoseconds; nil: it has
    /// none, or the server does not say.
    func compilationNanoseconds() -> UInt64?
}

extension Workload {
    public func compilationNanoseconds() -> UInt64? { nil }
}

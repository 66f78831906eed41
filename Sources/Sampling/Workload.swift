public import RunModel

/// One thing that is timed in turn with others: a variant, a control or a step.
public struct Lane {
    public var name: String
    public var role: Measurement.Role
    /// The control that does the same without the work itself; the variant is judged by its ratio to it.
    public var controlName: String
    /// One sample. Allocates nothing, looks at no clock, and throws only when the scenario cannot go on.
    public var operation: () throws -> Void

    public init(
        name: String, role: Measurement.Role, controlName: String = Measurement.plainControl,
        operation: @escaping () throws -> Void
    ) {
        self.name = name
        self.role = role
        self.controlName = controlName
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

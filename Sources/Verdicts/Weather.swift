internal import Glibc
internal import RunModel
internal import Statistics

/// How the controls of a scenario changed between two runs: what the machine and the servers did by themselves.
struct Weather {
    /// Relative change of the protocol control.
    var control: Estimate?
    /// Relative change of each host control, by name.
    var hosts: [String: Estimate]

    /// A control counts as moved when its whole interval is beyond this.
    static let margin = 0.05

    init(_ pair: ScenarioPair) {
        control = Self.change(
            LaneSeries(name: Measurement.plainControl, role: .control, in: pair.candidate), .control, pair)
        hosts = [:]
        for lane in LaneSeries.all(.hostControl, in: pair.candidate) {
            hosts[lane.name] = Self.change(lane, .hostControl, pair)
        }
    }

    private static func change(_ lane: LaneSeries, _ role: Measurement.Role, _ pair: ScenarioPair) -> Estimate? {
        let base = LaneSeries(name: lane.name, role: role, in: pair.base)
        guard let shift = blockShift(from: base.logMedians, to: lane.logMedians) else { return nil }
        return Estimate(shift.interval(confidence: 0.95).mapped(expm1))
    }

    /// What moved by itself: a host control means the machine; the protocol control alone, the way to the server or the
    /// server's floor.
    var cause: Attribution? {
        if hosts.values.contains(where: { $0.isBeyond(Self.margin) }) { return .machine }
        return control?.isBeyond(Self.margin) == true ? .serverFloor : nil
    }
}

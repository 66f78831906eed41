public import RunModel
internal import Terminal

/// The fields in which two runs must agree to be compared. The commit is what a comparison is about, so it is none.
///
/// Where one run has a server that the other's scenarios did not need, that server and its data are no difference: no
/// scenario that both have depends on them.
public func environmentDifferences(_ base: Fingerprint, _ candidate: Fingerprint) -> [FieldDifference] {
    let (before, after) = (base.comparable, candidate.comparable)
    // With counts in one run alone, one was on a sandbox and the other was not.
    let needsOtherServers =
        Set(base.servers.map(\.role)) != Set(candidate.servers.map(\.role))
        && base.dataSize.isEmpty == candidate.dataSize.isEmpty
    return (before.map(\.field) + after.map(\.field)).uniqued.compactMap { field in
        let old = before.first { $0.field == field }?.value
        let new = after.first { $0.field == field }?.value
        guard old != new else { return nil }
        if needsOtherServers, old == nil || new == nil { return nil }
        return FieldDifference(field: field, base: old ?? NumberText.absent, candidate: new ?? NumberText.absent)
    }
}

extension Fingerprint {
    fileprivate var comparable: [(field: String, value: String)] {
        var fields: [(field: String, value: String)] = [
            ("host", host.name), ("CPU", host.cpuModel ?? NumberText.absent), ("CPU count", "\(host.cpuCount)"),
            ("kernel", host.kernel), ("operating system", host.operatingSystem ?? NumberText.absent),
            ("settings", configurationHash),
        ]
        for server in servers {
            fields.append(("\(server.role) server", "\(server.product) \(server.version)"))
        }
        for (kind, count) in dataSize.sorted(by: { $0.key < $1.key }) {
            fields.append(("\(kind) count", NumberText.count(count)))
        }
        return fields
    }
}

extension Array where Element: Hashable {
    /// The first of each, in order.
    package var uniqued: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}

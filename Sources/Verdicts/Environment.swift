public import RunModel
internal import Terminal

/// The fields in which two runs must agree to be compared. The commit is what a comparison is about, so it is none.
///
/// What only one of them has (a server that the other's scenarios did not need) is no difference: no scenario that both
/// have depends on it.
public func environmentDifferences(_ base: Fingerprint, _ candidate: Fingerprint) -> [FieldDifference] {
    let (before, after) = (base.comparable, candidate.comparable)
    return before.compactMap { field, old in
        guard let new = after.first(where: { $0.field == field })?.value, old != new else { return nil }
        return FieldDifference(field: field, base: old, candidate: new)
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

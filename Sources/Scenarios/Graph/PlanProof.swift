internal import RunModel

/// What a plan proves about the way in which nodes were found.
extension PlanTree {
    /// Every node of the label is read, and no index helps.
    var scansLabel: Bool {
        contains { $0.operatorName.contains("NodeByLabelScan") } && !contains { $0.operatorName.contains("Index") }
    }

    /// An index leads to the nodes that have the value: `NodeIndexSeek`, `NodeUniqueIndexSeek` and their like.
    var seeksIndex: Bool {
        contains { $0.operatorName.contains("IndexSeek") }
    }

    /// The operators that read nodes, for messages, e.g. `NodeIndexSeek`.
    var leaves: String {
        filter(\.children.isEmpty).map(\.operatorName).joined(separator: ", ")
    }
}

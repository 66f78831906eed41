import RunModel
import Terminal

/// A scan that reads many nodes of which a filter keeps few: what an index is for.
struct ScanRule: Rule {
    /// Rows read per row kept above which a scan is reported.
    static let readsPerRow = 10.0
    /// Below this many rows a scan is cheap, whatever it keeps.
    static let minimumReads = 1_000.0

    private static let labelScans: Set = ["NodeByLabelScan", "PartitionedNodeByLabelScan"]
    private static let allScans: Set = ["AllNodesScan", "PartitionedAllNodesScan"]

    func findings(on subject: Subject) -> [Finding] {
        guard let plan = subject.variant.plan else { return [] }
        return scans(below: plan, path: []).compactMap { finding(for: $0.scan, path: $0.path, subject) }
    }

    /// Every scan with the operators above it, the nearest last.
    private func scans(below plan: PlanTree, path: [PlanTree]) -> [(scan: PlanTree, path: [PlanTree])] {
        let isScan = Self.labelScans.contains(plan.operatorName) || Self.allScans.contains(plan.operatorName)
        return (isScan ? [(plan, path)] : []) + plan.children.flatMap { scans(below: $0, path: path + [plan]) }
    }

    private func finding(for scan: PlanTree, path: [PlanTree], _ subject: Subject) -> Finding? {
        guard let read = RowCount(of: scan), let kept = kept(path: path, subject) else { return nil }
        guard read.value >= Self.minimumReads, read.value > Self.readsPerRow * kept else { return nil }
        return subject.finding(
            evidence: "\(scan.operatorName) reads \(read.text) to return \(NumberText.fixed(kept, decimals: 0))",
            threshold: "a scan reads at least 1,000 rows and more than 10 per row returned",
            advice: advice(scan: scan, filter: nearestFilter(path), subject),
            link: Link.indexes)
    }

    private func nearestFilter(_ path: [PlanTree]) -> PlanTree? { path.last { $0.operatorName == "Filter" } }

    /// What the filter above the scan keeps. Without one the result's size, unless an aggregation made it: a count
    /// over a label has to read the label.
    private func kept(path: [PlanTree], _ subject: Subject) -> Double? {
        if let filter = nearestFilter(path) {
            return RowCount(of: filter)?.value ?? subject.returnedRows.map(Double.init)
        }
        guard !path.contains(where: { $0.operatorName.contains("Aggregation") || $0.operatorName == "Distinct" }) else {
            return nil
        }
        return subject.returnedRows.map(Double.init)
    }

    private func advice(scan: PlanTree, filter: PlanTree?, _ subject: Subject) -> String {
        let isAllScan = Self.allScans.contains(scan.operatorName)
        // Without an index the planner may start at the other end of a path: then the filter names the node.
        guard let node = (isAllScan ? filter : scan)?.details.flatMap(CypherText.labelledNode) else {
            return isAllScan
                ? "Give the node a label in the pattern, and index the property that selects it."
                : "CREATE INDEX for the label and the property by which the query selects its nodes."
        }
        let predicates = [filter?.details, scan.details].compactMap(\.self)
        let properties = predicates.compactMap { CypherText.comparedProperty(of: node.variable, in: $0) }
        guard let property = properties.first else {
            return "CREATE INDEX for :\(node.label) on the property by which the query selects or orders its nodes."
        }
        if hasIndex(label: node.label, property: property, subject) {
            return "An index on :\(node.label)(\(property)) is there: let the query use it, without a USING SCAN hint"
                + " and without a function around the property."
        }
        return "CREATE INDEX FOR (n:\(node.label)) ON (n.\(property))"
    }

    /// Whether another way of the same scenario seeks in such an index.
    private func hasIndex(label: String, property: String, _ subject: Subject) -> Bool {
        subject.result.variants.contains { variant in
            variant.plan?.contains { plan in
                plan.operatorName.contains("Index") && plan.details?.contains("\(label)(\(property))") == true
            } ?? false
        }
    }
}

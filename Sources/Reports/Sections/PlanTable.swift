import RunModel
import Terminal

/// A query plan as a table whose first column is the tree. Figures that the server did not report have no column.
struct PlanTable {
    private struct Row {
        var name: String
        var plan: PlanTree
    }

    private var rows: [Row]

    init(_ plan: PlanTree) {
        rows = []
        collect(plan, lead: "", childLead: "")
    }

    private mutating func collect(_ plan: PlanTree, lead: String, childLead: String) {
        rows.append(Row(name: lead + plan.operatorName, plan: plan))
        for (index, child) in plan.children.enumerated() {
            let isLast = index == plan.children.count - 1
            collect(
                child, lead: childLead + (isLast ? "└─ " : "├─ "), childLead: childLead + (isLast ? "   " : "│  "))
        }
    }

    var table: TextTable {
        let figures = Self.figures.filter { figure in rows.contains { figure.text($0.plan) != nil } }
        let hasDetails = rows.contains { !($0.plan.details ?? "").isEmpty }
        let columns =
            [TextTable.Column("operator")] + figures.map(\.column)
            + (hasDetails ? [TextTable.Column("details", wrapsTo: 16)] : [])
        var table = TextTable(columns: columns)
        for row in rows {
            let cells = figures.map { StyledText($0.text(row.plan) ?? NumberText.absent) }
            table.addRow([StyledText(row.name)] + cells + (hasDetails ? [StyledText(row.plan.details ?? "")] : []))
        }
        return table
    }

    private struct Figure {
        var column: TextTable.Column
        var text: @Sendable (PlanTree) -> String?
    }

    private static let figures: [Figure] = [
        Figure(column: .init("est. rows", .right, dropOrder: 1)) { plan in
            plan.estimatedRows.map { rows in
                rows < 100 && rows != rows.rounded()
                    ? NumberText.significant(rows) : NumberText.fixed(rows, decimals: 0)
            }
        },
        Figure(column: .init("rows", .right)) { plan in plan.rows.map { NumberText.count($0) } },
        Figure(column: .init("db hits", .right)) { plan in plan.dbHits.map { NumberText.count($0) } },
        Figure(column: .init("time", .right, dropOrder: 2)) { plan in
            plan.timeNanoseconds.map { NumberText.duration(nanoseconds: Double($0)) }
        },
    ]
}

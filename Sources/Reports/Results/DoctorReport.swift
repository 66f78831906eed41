import Terminal

/// Whether everything that measuring needs is there.
public struct DoctorReport: RunReport, Equatable {
    public static let title = "Checkup"

    public struct Check: Sendable, Equatable {
        public enum Status: String, Sendable {
            case ok
            /// Measuring works, with less trust or without a part.
            case warning
            /// Something that was asked for cannot be measured.
            case failure
        }

        /// e.g. `redis`.
        public var name: String
        public var status: Status
        /// What was found, e.g. `Redis 7.0.15 at redis://127.0.0.1:6379`.
        public var detail: String
        /// What to do; nil when all is well.
        public var advice: String?

        public init(name: String, status: Status, detail: String, advice: String? = nil) {
            self.name = name
            self.status = status
            self.detail = detail
            self.advice = advice
        }
    }

    public var checks: [Check]
    /// nil: the one that follows from the checks.
    public var next: NextStep?

    public init(checks: [Check], next: NextStep? = nil) {
        self.checks = checks
        self.next = next
    }

    public func document(utcOffsetSeconds: Int) -> Document {
        var table = TextTable(columns: [.init(""), .init(""), .init("", wrapsTo: 20)])
        for check in checks {
            let (mark, style): (Document.Mark, Style) =
                switch check.status {
                case .ok: (.good, .plain)
                case .warning: (.warning, .warn)
                case .failure: (.bad, .bad)
                }
            table.addRow([mark.text, StyledText(check.name, .bold), StyledText(check.detail, style)])
            if let advice = check.advice {
                table.addRow(["", "", Document.Mark.advice.text + StyledText(" \(advice)")])
            }
        }
        return Document(sections: [
            Document.Section(blocks: [.table(table)]),
            Document.Section(blocks: [.paragraph(verdict), .next(next ?? defaultNext)]),
        ])
    }

    public var json: JSONValue {
        .present([
            "schema": .string("ttaperf-doctor/1"),
            "failure_count": .integer(Int64(count(.failure))),
            "warning_count": .integer(Int64(count(.warning))),
            "checks": .list(checks) { check in
                .present([
                    "name": .string(check.name),
                    "status": .string(check.status.rawValue),
                    "detail": .string(check.detail),
                    "advice": check.advice.map(JSONValue.string),
                ])
            },
        ])
    }

    private func count(_ status: Check.Status) -> Int { checks.count { $0.status == status } }

    private var verdict: StyledText {
        let warnings = count(.warning)
        let failures = count(.failure)
        if failures > 0 {
            return StyledText("Not ready: \(Wording.plural(failures, "failure")), ", .bad)
                + StyledText("\(Wording.plural(warnings, "warning")), \(count(.ok)) ok.")
        }
        if warnings > 0 {
            return StyledText("Ready, with \(Wording.plural(warnings, "warning"))", .warn)
                + StyledText(" and \(count(.ok)) ok.")
        }
        return StyledText("Ready: all \(count(.ok)) checks are ok.", .good)
    }

    private var defaultNext: NextStep {
        count(.failure) > 0
            ? NextStep(command: "ttaperf doctor", purpose: "again, after the advice above")
            : NextStep(command: "ttaperf measure", purpose: "measure and keep a run")
    }
}

import FoundationEssentials
import RunModel
import Terminal

/// The circumstances of a run, as the first lines of a report.
struct RunHeader {
    var run: Run

    func section(utcOffsetSeconds: Int) -> Document.Section {
        Document.Section(blocks: [.paragraph(title(utcOffsetSeconds)), .fields(fields)] + reason)
    }

    private func title(_ utcOffsetSeconds: Int) -> StyledText {
        let time = DateText.minute(
            secondsSince1970: run.startedAt.timeIntervalSince1970, utcOffsetSeconds: utcOffsetSeconds)
        let name = run.number > 0 ? "run #\(run.number)" : "run not stored"
        var title = StyledText(name, .bold) + StyledText(" · \(time) · ")
        title = title + Wording.status(run.status) + Wording.origin(run.origin)
        if !run.tags.isEmpty { title = title + StyledText(" · tag \(run.tags.joined(separator: ", "))") }
        return title + StyledText(" · ttaperf \(run.fingerprint.tool)", .dim)
    }

    private var fields: [Document.Field] {
        let fingerprint = run.fingerprint
        let host = fingerprint.host
        let processor = host.cpuModel.map { "\($0) × \(host.cpuCount)" } ?? Wording.plural(host.cpuCount, "CPU")
        let parts = [host.name, processor, host.kernel] + (host.operatingSystem.map { [$0] } ?? [])
        var fields = [Document.Field("host", StyledText(parts.joined(separator: " · ")))]
        for server in fingerprint.servers {
            let place = server.isOfSandbox ? "in the sandbox" : "at \(server.address)"
            fields.append(Document.Field(server.role, StyledText("\(server.product) \(server.version) \(place)")))
        }
        if !fingerprint.dataSize.isEmpty {
            fields.append(Document.Field("data", StyledText(Wording.dataSize(fingerprint.dataSize))))
        }
        if let source = fingerprint.source {
            let text = Wording.source(commit: source.commit, branch: source.branch, isDirty: source.isDirty)
            fields.append(Document.Field("commit", StyledText(text, source.isDirty ? .warn : .plain)))
        }
        return fields
    }

    private var reason: [Document.Block] {
        run.statusReason.map { [.item(.warning, StyledText($0), details: [])] } ?? []
    }
}

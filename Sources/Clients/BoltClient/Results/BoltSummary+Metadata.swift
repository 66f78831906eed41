extension BoltSummary {
    /// From the metadata of the SUCCESS after RUN and of the one that ended the result.
    init(run: [String: BoltValue], end: [String: BoltValue]) {
        self.init()
        queryType = end["type"]?.stringValue.flatMap(QueryType.init(rawValue:))
        database = (end["db"] ?? run["db"])?.stringValue
        firstRecordMilliseconds = (run["t_first"] ?? end["t_first"])?.intValue
        lastRecordMilliseconds = end["t_last"]?.intValue
        for (name, value) in end["stats"]?.dictionaryValue ?? [:] {
            // `contains-updates` is a Boolean and says no more than the numbers.
            if let count = value.intValue, count != 0 { counters[name] = count }
        }
        plan = end["plan"].flatMap(PlanReading.plan)
        profile = end["profile"].flatMap(PlanReading.plan)
        notifications =
            (end["statuses"]?.listValue ?? []).compactMap(BoltNotification.init(status:))
            + (end["notifications"]?.listValue ?? []).compactMap(BoltNotification.init(notification:))
    }
}

extension BoltNotification {
    /// Before Bolt 5.6.
    init?(notification: BoltValue) {
        guard let entries = notification.dictionaryValue else { return nil }
        self.init(
            code: entries["code"]?.stringValue, title: entries["title"]?.stringValue,
            description: entries["description"]?.stringValue ?? "", severity: entries["severity"]?.stringValue)
    }

    /// From Bolt 5.6 on. Statuses that only say that the query succeeded carry no code and are no remark.
    init?(status: BoltValue) {
        guard let entries = status.dictionaryValue, let code = entries["neo4j_code"]?.stringValue else { return nil }
        self.init(
            code: code, gqlStatus: entries["gql_status"]?.stringValue, title: entries["title"]?.stringValue,
            description: (entries["description"] ?? entries["status_description"])?.stringValue ?? "",
            severity: entries["diagnostic_record"]?["_severity"]?.stringValue)
    }
}

extension ScenarioSettings {
    init(_ section: inout Section) throws(ConfigurationError) {
        self.init()
        var pipeline = try section.section("redis.pipeline")
        try self.pipeline.read(&pipeline)
        var pool = try section.section("redis.pool")
        try self.pool.read(&pool)
        var index = try section.section("graph.index")
        try self.index.read(&index)
        var limit = try section.section("graph.limit")
        try self.limit.read(&limit)
        var fetch = try section.section("fetch.concurrent")
        try self.fetch.read(&fetch)
    }
}

extension ScenarioSettings.Pipeline {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("keys") { keys = try value.text("a key pattern") }
        if let value = section.take("batch") { batch = try value.integer(1...10_000) }
        try section.finish()
    }
}

extension ScenarioSettings.Pool {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("keys") { keys = try value.text("a key pattern") }
        if let value = section.take("size") { size = try value.integer(1...256) }
        try section.finish()
    }
}

extension ScenarioSettings.Index {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        let (ownLabel, ownProperty) = (section.take("label"), section.take("property"))
        if let ownLabel { label = try ownLabel.identifier() }
        if let ownProperty { property = try ownProperty.identifier() }
        if label != Self().label, ownProperty == nil {
            throw section.missing("property", why: "which property of \(label) has an index")
        }
        // The twin property belongs to the sandbox's schema, not to the user's.
        if self != Self() { scanProperty = nil }
        if let value = section.take("scan_property") { scanProperty = try value.identifier() }
        let (list, query) = (section.take("values"), section.take("values_query"))
        if let list {
            values = try list.list(of: "values") { value throws(ConfigurationError) in try value.parameter() }
        }
        if let query {
            valuesQuery = try query.text("a query that returns values")
            guard values.isEmpty else {
                throw query.invalid("values_query", allowed: "either values or values_query, not both")
            }
        }
        try section.finish()
    }
}

extension ScenarioSettings.Limit {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("label") {
            label = try value.identifier()
            if label != Self().label { property = nil }
        }
        if let value = section.take("property") {
            property = value.node.isNull ? nil : try value.identifier()
        }
        if let value = section.take("values") {
            values = try value.list(of: "values") { value throws(ConfigurationError) in try value.parameter() }
            if property == nil, !values.isEmpty {
                throw section.missing("property", why: "it says where the values stand")
            }
        }
        if let value = section.take("order_by") {
            orderBy = try value.identifier()
        } else if label != Self().label {
            throw section.missing("order_by", why: "which property of \(label) says what comes first")
        }
        if let value = section.take("limit") { limit = try value.integer(1...100_000) }
        try section.finish()
    }
}

extension ScenarioSettings.Fetch {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("session_key") {
            sessionKey = try Self.text(of: value, with: Self.placeholder, "a key")
        }
        if let value = section.take("sessions") {
            sessions = try value.list(of: "session ids") { value throws(ConfigurationError) in
                try value.text("a session id")
            }
        }
        if let value = section.take("user_field") { userField = try value.text("a field of the session's JSON") }
        if let value = section.take("narrative_query") {
            narrativeQuery = try Self.text(of: value, with: "$session_id", "a query")
        }
        if let value = section.take("user_query") {
            userQuery = try Self.text(of: value, with: "$user_id", "a query")
        }
        try section.finish()
    }

    private static func text(
        of value: Value, with placeholder: String, _ what: String
    ) throws(ConfigurationError) -> String {
        let text = try value.text("\(what) with \(placeholder)")
        guard text.contains(placeholder) else { throw value.invalid(text, allowed: "\(what) with \(placeholder)") }
        return text
    }
}

import Glibc
import RunModel

extension Settings {
    /// What commands look for when no file is named.
    public static let defaultFileName = "ttaperf.yml"

    /// Reads a settings file.
    public static func load(path: String) throws(ConfigurationError) -> Settings {
        try parse(SettingsFile.read(path), file: path)
    }

    /// Reads `path`; the defaults when there is no such file.
    public static func loadIfPresent(path: String = defaultFileName) throws(ConfigurationError) -> Settings {
        do {
            return try load(path: path)
        } catch {
            guard error.problem == .unreadable(code: ENOENT) else { throw error }
            return .default
        }
    }

    /// Settings out of a file's text; `file` is what messages call it.
    public static func parse(_ text: [UInt8], file: String) throws(ConfigurationError) -> Settings {
        var settings = Settings()
        guard let root = try YAMLParser.parse(text, file: file) else { return settings }
        var top = try Section(root, path: "", file: file)

        var connections = try top.section("connections")
        settings.connections = try ConnectionSettings(&connections)
        try connections.finish()

        var scenarios = try top.section("scenarios")
        if let value = scenarios.take("run") {
            settings.run = try value.list(of: "scenarios") { item throws(ConfigurationError) in try item.pattern() }
            guard !settings.run.isEmpty else { throw value.wrongType("a list of at least one scenario") }
        }
        settings.scenarios = try ScenarioSettings(&scenarios)
        try scenarios.finish()

        if let value = top.take("targets") {
            settings.targets = try value.list(of: "targets") { item throws(ConfigurationError) in try item.target() }
        }
        var margins = try top.section("margins")
        try settings.margins.read(&margins)
        var counters = try top.section("counters")
        try settings.counters.read(&counters)
        var measure = try top.section("measure")
        try settings.measure.read(&measure)
        try top.finish()
        return settings
    }
}

extension Value {
    func target() throws(ConfigurationError) -> Target {
        let text = try text("a target like 'redis.* p99 < 10ms'")
        do {
            return try Target(text)
        } catch {
            throw switch error {
            case .form: invalid(text, allowed: "a target like 'redis.* p99 < 10ms'")
            case .pattern(let part): invalid(part, allowed: ScenarioPattern.allowed)
            case .quantile(let part): invalid(part, allowed: "a quantile from p1 to p99.9999, e.g. p99")
            case .limit(let part): invalid(part, allowed: "a time above 0: \(DurationSyntax.allowed)")
            }
        }
    }
}

extension Margins {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("default") { standard = try value.percentage() }
        if let value = section.take("p95") { p95 = try value.percentage() }
        if let value = section.take("p99") { p99 = try value.percentage() }
        for (pattern, value) in try section.takePatterns() {
            rules.append(Rule(pattern: pattern, margin: try value.percentage()))
        }
    }
}

extension CounterRules {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("default") { standard = try value.counterNames() }
        for (pattern, value) in try section.takePatterns() {
            rules.append(Rule(pattern: pattern, names: try value.counterNames()))
        }
    }
}

extension Value {
    private func counterName() throws(ConfigurationError) -> String {
        let allowed = "a counter: " + CounterRules.known.joined(separator: ", ")
        let name = try text(allowed)
        guard CounterRules.known.contains(name) else { throw invalid(name, allowed: allowed) }
        return name
    }

    fileprivate func counterNames() throws(ConfigurationError) -> Set<String> {
        // A misspelt one would switch the gate off without a word.
        Set(
            try list(of: "counters") { item throws(ConfigurationError) in
                try item.counterName()
            })
    }
}

extension Section {
    /// Every key that is left, as a scenario pattern: what does not look like one is an unknown key, so that a misspelt
    /// key is not taken for a scenario.
    fileprivate mutating func takePatterns() throws(ConfigurationError) -> [(ScenarioPattern, Value)] {
        var unknown = self
        var found: [(ScenarioPattern, Value)] = []
        for (key, value) in takeRest() where key.contains(".") || key.contains("*") {
            guard let pattern = ScenarioPattern(whole: key) else {
                throw ConfigurationError(
                    file: value.file, mark: value.keyMark,
                    problem: .invalidValue(
                        key: name, value: key, allowed: ScenarioPattern.allowedForWhole))
            }
            found.append((pattern, value))
            _ = unknown.take(key)
        }
        try unknown.finish()
        return found
    }
}

extension MeasureSettings {
    mutating func read(_ section: inout Section) throws(ConfigurationError) {
        if let value = section.take("time_budget") { timeBudget = try value.duration(Self.allowedTimeBudget) }
        if let value = section.take("warm_up") { warmUp = try value.duration(.zero ... .seconds(3600)) }
        if let value = section.take("block") { block = try value.duration(.milliseconds(10) ... .seconds(60)) }
        if let value = section.take("minimum_blocks") { minimumBlocks = try value.integer(3...10_000) }
        try section.finish()
    }
}

/// Reads a regular file of limited size without ever waiting for one (a pipe, a device).
enum SettingsFile {
    static func read(_ path: String) throws(ConfigurationError) -> [UInt8] {
        func failure(_ problem: ConfigurationError.Problem) -> ConfigurationError {
            ConfigurationError(file: path, mark: nil, problem: problem)
        }
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw failure(.unreadable(code: errno)) }
        defer { close(descriptor) }
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw failure(.unreadable(code: errno)) }
        guard status.st_mode & S_IFMT == S_IFREG else { throw failure(.notARegularFile) }

        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65_536)
        while bytes.count <= YAMLParser.byteLimit {
            let count = Glibc.read(descriptor, &chunk, chunk.count)
            if count < 0 {
                if errno == EINTR { continue }
                throw failure(.unreadable(code: errno))
            }
            if count == 0 { return bytes }
            bytes.append(contentsOf: chunk[..<count])
        }
        throw failure(.tooLarge(limitBytes: YAMLParser.byteLimit))
    }
}

internal import Cancellation
internal import ChildProcess

/// Which graph server this machine has: a real Neo4j before an ArcadeDB.
struct GraphServerSearch {
    let environment: [String: String]
    let cancellation: Cancellation

    func recipe() throws(SandboxError) -> any ServerRecipe {
        if let executable = try neo4j() { return Neo4jRecipe(executable: executable) }
        if let home = try arcadeDB() { return ArcadeDBRecipe(home: home) }
        throw .noGraphServer
    }

    private func neo4j() throws(SandboxError) -> String? {
        guard let home = setting("NEO4J_HOME") else { return Executable.find("neo4j", environment) }
        let executable = "\(home)/bin/neo4j"
        guard Executable.isProgram(executable) else { throw .noProgram(variable: "NEO4J_HOME", path: executable) }
        return executable
    }

    private func arcadeDB() throws(SandboxError) -> String? {
        if let home = setting("ARCADEDB_HOME") {
            let java = ArcadeDBRecipe.java(home: home)
            guard Executable.isProgram(java) else { throw .noProgram(variable: "ARCADEDB_HOME", path: java) }
            return home
        }
        for python in Self.pythons(own: Executable.own, environment) {
            if let signal = cancellation.signal { throw .interrupted(signal: signal) }
            if let home = packageFolder(python), Executable.isProgram(ArcadeDBRecipe.java(home: home)) { return home }
        }
        return nil
    }

    private func setting(_ name: String) -> String? {
        guard let value = environment[name], !value.isEmpty else { return nil }
        return value
    }

    /// The one that `make setup` makes beside the build that we are, then the one on PATH.
    static func pythons(own: String?, _ environment: [String: String]) -> [String] {
        var pythons: [String] = []
        if let own, let build = own.firstRange(of: "/.build/") {
            pythons.append(own[..<build.lowerBound] + "/.build/python/bin/python3")
        }
        if let python = Executable.find("python3", environment) { pythons.append(python) }
        return pythons.filter(Executable.isProgram)
    }

    private func packageFolder(_ python: String) -> String? {
        let program = """
            import importlib.util
            found = importlib.util.find_spec("arcadedb_embedded")
            print(found.submodule_search_locations[0] if found else "")
            """
        let command = ChildCommand(python, ["-I", "-c", program], environment: environment)
        guard
            let captured = try? ChildProcess.capture(command, timeout: .seconds(20), cancellation: cancellation),
            captured.exit.isSuccess
        else { return nil }
        let path = captured.text.split(whereSeparator: \.isNewline).first.map(String.init) ?? ""
        return path.isEmpty ? nil : path
    }
}

// swift-tools-version: 6.1
import PackageDescription

/// What every target of ours is compiled with; Swift 6 language mode comes with the tools version.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
]

/// A module of the house. Dependencies go down the floors below, or to a smaller module of the same floor; never up.
/// A C library that is linked statically keeps its `link` line out of the module map: start-up is shorter, and the
/// executable runs where the package is not installed. TLS stays dynamic for its security updates.
func module(
    _ name: String, in folder: String = "", _ dependencies: [Target.Dependency] = [], staticLibraries: [String] = []
) -> Target {
    .target(
        name: name, dependencies: dependencies, path: "Sources/\(folder)\(name)", swiftSettings: settings,
        linkerSettings: staticLibraries.map { .linkedLibrary(":lib\($0).a") })
}

func unitTests(_ module: String, _ dependencies: [Target.Dependency] = [], resources: [Resource] = []) -> Target {
    .testTarget(
        name: "\(module)Tests",
        dependencies: [.byName(name: module)] + dependencies,
        path: "Tests/Unit/\(module)Tests",
        resources: resources,
        swiftSettings: settings
    )
}

let package = Package(
    name: "ttaperf",
    products: [
        .executable(name: "ttaperf", targets: ["ttaperf"]),
        // For the verdict study, which preloads it into a redis-server.
        .library(name: "SlowRedis", type: .dynamic, targets: ["SlowRedis"]),
    ],
    targets: [
        // Floor 1: C libraries from Debian, and modules that know nothing of each other but values.
        .systemLibrary(name: "CHiredis", path: "Sources/System/CHiredis"),
        .systemLibrary(name: "CSQLite", path: "Sources/System/CSQLite"),
        .systemLibrary(name: "COpenSSL", path: "Sources/System/COpenSSL"),
        .systemLibrary(name: "CYAML", path: "Sources/System/CYAML"),
        .systemLibrary(name: "CSpawn", path: "Sources/System/CSpawn"),
        module("Cancellation", in: "Support/"),
        module("ChildProcess", in: "Support/", ["Cancellation", "CSpawn"]),
        module("Digests", in: "Support/", ["COpenSSL"]),
        module("PrivateFolder", in: "Support/"),
        module("Spelling", in: "Support/"),
        module("Arguments", in: "Support/", ["Spelling"]),
        module("Terminal", in: "Support/"),
        module("RunModel"),
        module("Statistics"),
        module("Transport", in: "Clients/", ["COpenSSL", "Cancellation"]),

        // Floor 2: clients, storage, sampling and judgement.
        module(
            "RedisClient", in: "Clients/", ["CHiredis", "Transport"], staticLibraries: ["hiredis"]),
        module("BoltClient", in: "Clients/", ["Transport", "RunModel"]),
        module("Configuration", ["CYAML", "Digests", "RunModel", "Spelling", "Transport"], staticLibraries: ["yaml"]),
        module("Fingerprinting", ["Cancellation", "ChildProcess", "RunModel"]),
        module("History", ["CSQLite", "PrivateFolder", "RunModel"], staticLibraries: ["sqlite3"]),
        module("Sampling", ["Cancellation", "RunModel", "Statistics"]),
        module("Verdicts", ["RunModel", "Statistics", "Terminal"]),
        module("Diagnosis", ["RunModel", "Terminal"]),

        // Floor 3: servers of our own, the catalogue, and what people read.
        module(
            "Sandbox",
            [
                "BoltClient", "Cancellation", "ChildProcess", "Digests", "PrivateFolder", "RedisClient", "Statistics",
                "Terminal", "Transport",
            ]),
        module(
            "Scenarios",
            ["BoltClient", "Configuration", "RedisClient", "RunModel", "Sampling", "Spelling", "Transport"]),
        module("Reports", ["RunModel", "Terminal", "Verdicts"]),

        // Floor 4: one file a subcommand.
        module(
            "Commands",
            [
                "Arguments", "BoltClient", "Cancellation", "Configuration", "Diagnosis", "Fingerprinting", "History",
                "RedisClient", "Reports", "RunModel", "Sampling", "Sandbox", "Scenarios", "Terminal",
                "Transport", "Verdicts",
            ]),

        // Floor 5.
        .executableTarget(
            name: "ttaperf", dependencies: ["Cancellation", "Commands", "Sampling"], path: "Sources/ttaperf",
            swiftSettings: settings),

        // Tests: pure logic, peers that play a part on the loopback address; then everything that needs a real server.
        .target(name: "LoopbackServers", path: "Tests/Unit/Support", swiftSettings: settings),
        unitTests("ChildProcess", ["Cancellation"]),
        unitTests("Digests"),
        unitTests("Spelling"),
        unitTests("Arguments"),
        unitTests("Terminal"),
        unitTests("RunModel"),
        unitTests("Statistics"),
        unitTests("Transport", ["Cancellation", "LoopbackServers"]),
        unitTests("RedisClient"),
        unitTests("BoltClient", ["Transport", "LoopbackServers", "RunModel"]),
        unitTests("Configuration", ["RunModel", "Transport"]),
        unitTests("Fingerprinting", ["Cancellation", "ChildProcess", "RunModel"]),
        unitTests("History", ["RunModel"]),
        unitTests("Sampling", ["Cancellation", "RunModel"]),
        unitTests("Verdicts", ["RunModel", "Statistics"]),
        unitTests("Diagnosis", ["RunModel"]),
        unitTests("Sandbox", ["Cancellation", "ChildProcess", "Transport"]),
        unitTests("Scenarios", ["BoltClient", "Configuration", "RunModel"]),
        unitTests("Reports", ["RunModel", "Verdicts", "Terminal"], resources: [.copy("Golden")]),
        unitTests(
            "Commands",
            [
                "Arguments", "Cancellation", "Configuration", "CSQLite", "History", "RedisClient", "Reports",
                "RunModel",
                "Sandbox", "Scenarios", "Terminal", "Transport", "Verdicts",
            ]),
        unitTests("VerdictStudy", ["RunModel", "Statistics", "Verdicts"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "BoltClient", "Cancellation", "ChildProcess", "Commands", "Configuration", "History", "RedisClient",
                "RunModel",
                "Sampling", "Sandbox", "Scenarios", "Transport", "VerdictStudy", "ttaperf",
            ],
            path: "Tests/Integration",
            exclude: ["Support/FakeNeo4j"],
            swiftSettings: settings
        ),

        // `make bench`: our loops, side by side with their peers in the same run.
        .executableTarget(
            name: "ttaperf-bench",
            dependencies: [
                "BoltClient", "Cancellation", "ChildProcess", "CSQLite", "History", "RedisClient", "RunModel",
                "Sandbox",
                "Transport",
            ],
            path: "Tests/Benchmarks/Driver", swiftSettings: settings),

        // `make verdict-study`: how often verdicts on real runs are false, and how often they find what is slower.
        .target(
            name: "VerdictStudy",
            dependencies: [
                "Arguments", "Cancellation", "ChildProcess", "Configuration", "Digests", "Fingerprinting", "History",
                "RunModel", "Sampling", "Sandbox", "Scenarios", "Statistics", "Terminal", "Transport", "Verdicts",
            ],
            path: "Tests/Benchmarks/VerdictStudy", swiftSettings: settings),
        .target(name: "SlowRedis", path: "Tests/Benchmarks/SlowRedis", linkerSettings: [.linkedLibrary("dl")]),
        .executableTarget(
            name: "ttaperf-verdict-study", dependencies: ["Cancellation", "VerdictStudy"],
            path: "Tests/Benchmarks/VerdictStudyTool", swiftSettings: settings),
    ]
)

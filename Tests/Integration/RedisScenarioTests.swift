import Cancellation
import ChildProcess
import Configuration
import RedisClient
import RunModel
import Sampling
import Scenarios
import Testing
import Transport

@Suite struct RedisScenarioTests {
    private let quick = SamplingPlan(
        budget: .milliseconds(60), warmUpBudget: .milliseconds(60), blockDuration: .milliseconds(10),
        minimumRounds: 2, minimumBlocks: 3, seed: 1)

    private func server(keys: Int) throws -> RedisServer {
        let server = try RedisServer()
        let redis = try server.connect()
        for key in 0..<keys { try redis.execute("SET", "tta:session:\(key)", "value \(key)") }
        try redis.execute("SADD", "tta:session:set", "no string")
        return server
    }

    private func context(_ server: RedisServer) throws -> ScenarioContext {
        ScenarioContext(
            settings: ScenarioSettings(), redis: try server.url(), graph: nil,
            transport: TransportOptions(operationTimeout: .seconds(10)))
    }

    @Test func pipelineCountsItsRoundTripsExactly() throws {
        let server = try server(keys: 150)
        let result = try PipelineScenario().prepare(context(server)).result
        #expect(result.variants.map(\.name) == ["single", "pipelined", "mget"])
        #expect(result.variants.map { $0.counters["round_trips"] } == [16, 1, 1])
        #expect(result.variants.map { $0.counters["commands"] } == [16, 16, 1])
        #expect(result.workPerOperation == 16)
    }

    @Test func everyBlockHoldsEveryVariantAndTheControls() throws {
        let server = try server(keys: 100)
        for scenario in [PipelineScenario(), PoolScenario()] as [any Scenario] {
            let prepared = try scenario.prepare(context(server))
            #expect(prepared.result.variants.map(\.name) == scenario.variantNames(ScenarioSettings()))
            let echo = try LoopbackEcho()
            let sampler = Sampler(
                plan: quick, cancellation: Cancellation(), hostLanes: [HostControl.cpuLane(), echo.lane()],
                origin: MonotonicClock.nanoseconds())
            let collector = BlockCollector()
            let outcome = try #require(
                try sampler.run([SampledWorkload(prepared, precision: nil)], observer: collector).first)
            let blocks = collector.blocks
            #expect(outcome.steadyBlockCount >= 3)
            #expect(blocks.count(where: \.isSteady) == outcome.steadyBlockCount)
            #expect(blocks.map(\.index) == Array(0..<blocks.count))
            let controls = prepared.result.variants.compactMap(\.controlName)
            let names = Set(
                prepared.result.variants.map(\.name) + controls + ["control", "host.cpu", "host.loopback"])
            for block in blocks {
                #expect(Set(block.measurements.map(\.name)) == names)
                #expect(block.measurements.allSatisfy { $0.histogram.count >= 2 })
            }
        }
    }

    @Test func aBlockThatWasHandedOverSurvivesTheServersDeath() throws {
        let server = try server(keys: 100)
        let prepared = try PipelineScenario().prepare(context(server))
        let sampler = Sampler(plan: quick, cancellation: Cancellation(), hostLanes: [], origin: 0)
        let collector = BlockCollector { count in
            if count == 2 { _ = server.process.terminate(grace: .zero) }
        }
        _ = try sampler.run([SampledWorkload(prepared, precision: nil)], observer: collector)
        #expect(collector.blocks.count == 2)
        #expect(collector.failures.first is RedisError)
    }

    @Test func cancellationEndsTheSampling() throws {
        let server = try server(keys: 100)
        let prepared = try PipelineScenario().prepare(context(server))
        let cancellation = Cancellation()
        let sampler = Sampler(plan: quick, cancellation: cancellation, hostLanes: [], origin: 0)
        #expect(throws: Interrupted(signal: 2)) {
            try sampler.run(
                [SampledWorkload(prepared, precision: nil)],
                observer: BlockCollector { _ in cancellation.cancel(signal: 2) })
        }
    }

    @Test func missingDataAreRefusedWithWhatIsMissing() throws {
        let server = try server(keys: 12)
        let error = #expect(throws: ScenarioError.self) { try PipelineScenario().prepare(context(server)) }
        #expect(
            error?.description
                == "redis.pipeline finds no data: 12 string keys match 'tta:session:*', and 16 are needed; "
                + "set redis.pipeline.keys in ttaperf.yml to a pattern of your own, or use --sandbox.")
    }

    @Test func aPoolOpensOneConnectionForManyRequests() throws {
        let server = try server(keys: 1)
        let pool = RedisPool(url: try server.url(), size: 2)
        let observer = try server.connect()
        let before = try observer.serverInfo()["total_connections_received"].flatMap { Int($0) }
        for _ in 0..<50 { _ = try pool.withConnection { try $0.execute("PING") } }
        let after = try observer.serverInfo()["total_connections_received"].flatMap { Int($0) }
        #expect(try #require(after) - #require(before) == 1)
    }
}

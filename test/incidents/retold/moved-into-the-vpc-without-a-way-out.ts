import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'moved-into-the-vpc-without-a-way-out',
  story:
    'A release of 38 minutes ago put the function into the VPC, to reach a new database. The private subnets have no route but the local one: the call of the payment service that it has always made hangs, and each invocation ends at the timeout of fifteen seconds.',
  source: {
    report:
      'SamVerschueren/aws-sns-publish#2; aws/aws-sdk-js#1413; amazon-archives/amazon-cognito-identity-js#648 (in a VPC, and no NAT gateway)',
    rule: 'Lambda Developer Guide, "configuration-vpc-internet": a function in a VPC has no access to the internet but by a NAT gateway',
  },
  truth: {
    causes: ['network-unreachable'],
    not: ['poison-record', 'slow-handler', 'insufficient-throughput'],
    states: ['stalled'],
    says: /\bNAT\b|\broutes?\b|internet/i,
    dead: /MaximumRetryAttempts=\d/,
  },
  world: pipeline({
    shards: 2,
    function: {Timeout: 15, MemorySize: 512, LastModified: functionTime(38), ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 25},
    traffic: {
      invocations: from(-37, always(7), about(70)),
      errors: from(-37, always(7), always(0)),
      durations: from(-37, evenly(15_000, 15_002), evenly(180, 640)),
      concurrency: always(2),
      writes: about(860, 2),
      returned: from(-37, always(0), about(860, 2)),
      reads: from(-37, always(7), always(480)),
      ages: allBlocked(-37),
    },
    log: {memoryMb: 512, usedMb: 103, report: {status: 'timeout', durationMs: 15_000}, failing: () => []},
    world: {vpc: network({routes: []})},
  }),
})

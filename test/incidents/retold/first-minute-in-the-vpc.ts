import {inNetwork, natGateway, network} from '../network.ts'
import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, fresh} from '../shapes.ts'

export default defineRetold({
  id: 'first-minute-in-the-vpc',
  story:
    'A release of 23 minutes ago put the function into the VPC: private subnets, a NAT gateway, an open group. In its first minute the new environments started and the age reached eleven seconds; since then all is as before. Whoever sees the peak and the VPC together suspects the network.',
  source: {
    report: 'podaac/hydrocron#110 (functions put into a VPC, and the checks after it); ministryofjustice/modernisation-platform#12286',
    rule: 'Lambda Developer Guide, "configuration-vpc", "configuration-vpc-internet": private subnets with a route to a NAT gateway',
  },
  truth: {
    causes: [null],
    not: ['network-unreachable', 'cold-start-burden', 'slow-handler', 'failing-function', 'function-timeout'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk'],
  },
  world: pipeline({
    shards: 4,
    function: {LastModified: functionTime(23), Timeout: 30, MemorySize: 512, ...inNetwork},
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(125),
      writes: about(5600, 2),
      concurrency: always(4),
      ages: (minute, n) => (minute === -22 ? [{n, low: 500, high: 11_000}] : fresh(minute, n)),
      durations: (minute, n) => (minute === -22 ? [{n, low: 90, high: 2100}] : [{n, low: 80, high: 260}]),
    },
    log: {memoryMb: 512, failing: () => [], coldMs: ({minute, nth}) => (minute === -22 && nth < 4 ? 740 : undefined)},
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})

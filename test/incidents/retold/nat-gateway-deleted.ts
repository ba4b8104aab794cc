import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'nat-gateway-deleted',
  story:
    'A clean-up of the account deleted the NAT gateway. Its route is a black hole; the consumer cannot reach its partner, and each invocation ends at the timeout.',
  source: {
    report: 'brefphp/bref#873; awslabs/aws-lambda-redshift-loader#80; department-of-veterans-affairs/notification-api#777',
    rule: 'VPC User Guide, "nat-gateway-troubleshooting": the route of a deleted gateway has the state blackhole',
  },
  truth: {causes: ['network-unreachable'], states: ['stalled'], says: /nat-|blackhole|black hole/i},
  world: pipeline({
    metricDelayMinutes: 3,
    function: {Timeout: 20, ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 50},
    traffic: {
      invocations: from(-54, always(11), about(180)),
      errors: from(-54, always(11), always(0)),
      durations: from(-54, evenly(20_000, 20_003), evenly(110, 420)),
      concurrency: always(4),
      ages: allBlocked(-54),
    },
    log: {report: {status: 'timeout', durationMs: 20_000}, failing: () => []},
    world: {
      vpc: network({routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'blackhole', origin: 'CreateRoute'}]}),
    },
  }),
})

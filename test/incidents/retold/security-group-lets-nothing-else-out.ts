import {timedOut} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'security-group-lets-nothing-else-out',
  story:
    'A change of the security group lets out traffic to the database alone. The consumer also sends to SQS, which it cannot reach any more.',
  source: {
    report: 'department-of-veterans-affairs/notification-api#777; matrus2/dynamodb-stream-elasticsearch#32',
    rule: 'VPC User Guide, "vpc-security-groups": traffic that no egress rule allows is dropped',
  },
  truth: {causes: ['network-unreachable'], states: ['stalled'], says: /security group|sg-0d44/i},
  world: pipeline({
    function: {Timeout: 30, ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-45, always(7), about(180)),
      errors: from(-45, always(7), always(0)),
      durations: from(-45, evenly(30_000, 30_003), evenly(90, 380)),
      concurrency: always(4),
      ages: allBlocked(-45),
    },
    log: {format: 'text-old', failing: timedOut(30)},
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
        egress: [
          {
            ipProtocol: 'tcp',
            fromPort: 5432,
            toPort: 5432,
            groups: [{groupId: 'sg-0f99', userId: virginia.account}],
            ipRanges: [],
            ipv6Ranges: [],
            prefixListIds: [],
          },
        ],
      }),
    },
  }),
})

import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'network-acl-drops-the-answers',
  story:
    'A stricter network ACL lets answers in at port 443 alone. Answers come back to high ports, so every call of the function hangs until the timeout.',
  source: {
    report: 'awslabs/aws-lambda-redshift-loader#131 (gotchas of a VPC); department-of-veterans-affairs/notification-api#777',
    rule: 'VPC User Guide, "vpc-network-acls": a network ACL is stateless; answers use ephemeral ports',
  },
  truth: {causes: ['network-unreachable'], states: ['stalled'], says: /ACL|acl-0a77/},
  world: pipeline({
    function: {Timeout: 15, ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-58, always(13), about(120)),
      errors: from(-58, always(13), always(0)),
      durations: from(-58, evenly(15_000, 15_003), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-58),
    },
    log: {report: {status: 'timeout', durationMs: 15_000}, failing: () => []},
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
        aclEntries: [
          {ruleNumber: 100, protocol: '-1', ruleAction: 'allow', egress: true, cidrBlock: '0.0.0.0/0'},
          {ruleNumber: 100, protocol: '6', ruleAction: 'allow', egress: false, cidrBlock: '0.0.0.0/0', portRange: {from: 443, to: 443}},
        ],
      }),
    },
  }),
})

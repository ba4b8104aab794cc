import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'public-subnets-are-no-way-out',
  story:
    'Since it was put into two public subnets the function cannot reach DynamoDB: its interfaces have no public address, so an internet gateway is no way out. Each invocation ends at its timeout.',
  source: {
    report: 'awslabs/aws-lambda-redshift-loader#140, #150; aws/aws-sdk-js#1413',
    rule: 'Lambda Developer Guide, "configuration-vpc-internet": a public subnet gives a function no internet access',
  },
  truth: {causes: ['network-unreachable'], states: ['stalled'], says: /igw-|internet gateway|public address|NAT/i},
  world: pipeline({
    shards: 2,
    function: {Timeout: 30, LastModified: functionTime(71), ...inNetwork},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-70, always(4), about(90)),
      errors: from(-70, always(4), always(0)),
      durations: from(-70, evenly(30_000, 30_004), evenly(80, 240)),
      concurrency: always(2),
      ages: allBlocked(-70),
    },
    log: {report: {status: 'timeout', durationMs: 30_000}, failing: () => []},
    world: {
      vpc: network({
        mapPublicIp: true,
        routes: [{destinationCidrBlock: '0.0.0.0/0', gatewayId: 'igw-0aa1', state: 'active', origin: 'CreateRoute'}],
      }),
    },
  }),
})

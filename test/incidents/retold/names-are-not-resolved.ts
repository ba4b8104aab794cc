import {nodeError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'names-are-not-resolved',
  story: 'DNS support was switched off in the VPC. The function finds no name any more, and every batch fails within seconds.',
  source: {
    report: 'aws-solutions/workload-discovery-on-aws#554',
    rule: 'VPC User Guide, "vpc-dns": enableDnsSupport and the resolver of the VPC',
  },
  truth: {causes: ['network-unreachable'], states: ['stalled'], says: /DNS/i},
  world: pipeline({
    function: inNetwork,
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-34, always(9), about(120)),
      errors: from(-34, always(9), always(0)),
      durations: from(-34, evenly(4100, 9300), evenly(80, 240)),
      concurrency: always(4),
      ages: allBlocked(-34),
    },
    log: {
      failing: nodeError('Error', 'getaddrinfo EAI_AGAIN search-parcels.us-east-1.es.amazonaws.com', 'node:dns:120:26', {
        code: 'EAI_AGAIN',
        syscall: 'getaddrinfo',
      }),
    },
    world: {
      vpc: {
        ...network({
          routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
          natGateways: [natGateway('nat-0b77', 'available')],
        }),
        enableDnsSupport: false,
      },
    },
  }),
})

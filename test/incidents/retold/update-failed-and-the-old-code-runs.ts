import {inNetwork, natGateway, network} from '../network.ts'
import {functionTime, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, always, evenly} from '../shapes.ts'

export default defineRetold({
  id: 'update-failed-and-the-old-code-runs',
  story:
    'A deployment wanted to add a third subnet 22 minutes ago; the VPC has no network interface left, and the update failed. Lambda goes on with the configuration before it: the stream is read and every batch passes as before. The deployment is red, the pipeline is not.',
  source: {
    report: 'foremast/foremast#407 (the limit of network interfaces is reached by functions with three subnets)',
    rule: 'Lambda Developer Guide, "functions-states": after an update that failed the function keeps its former code and configuration',
  },
  truth: {
    causes: [null],
    not: ['function-unavailable', 'network-unreachable', 'failing-function', 'slow-handler'],
    states: ['ok'],
    verdicts: ['healthy', 'at-risk', 'degraded'],
  },
  world: pipeline({
    shards: 3,
    function: {
      Runtime: 'python3.13',
      Handler: 'app.handler',
      LastModified: functionTime(22),
      ...inNetwork,
      LastUpdateStatus: 'Failed',
      LastUpdateStatusReasonCode: 'EniLimitExceeded',
      LastUpdateStatusReason:
        'Lambda was not able to create an ENI in the VPC of the Lambda function because the limit for Network Interfaces has been reached.',
    },
    mapping: {BatchSize: 100},
    traffic: {
      invocations: about(88),
      durations: evenly(70, 390),
      concurrency: always(2),
      writes: about(5100, 2),
      reads: about(715, 8, 0.01),
    },
    log: {failing: () => []},
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})

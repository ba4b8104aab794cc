import {pythonError} from '../lines.ts'
import {inNetwork, natGateway, network} from '../network.ts'
import {callFailed, defaults, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'

export default defineRetold({
  id: 'dax-cluster-was-replaced',
  story:
    'Terraform replaced the DAX cluster, which got another address; the function is in another workspace and still has the old one in its settings. Routes, security groups and gateways are in order, and each batch fails within a second.',
  source: {
    report: 'awsdocs/amazon-dynamodb-developer-guide#39, #40; aws/aws-sdk-js#4377 (NoRouteException)',
    rule: 'DynamoDB Developer Guide, "DAX.client": the client finds its nodes by the endpoint of the cluster; Lambda Developer Guide, "services-dynamodb-errors"',
  },
  truth: {
    causes: ['failing-function', 'network-unreachable'],
    not: ['poison-record', 'function-timeout', 'access-denied'],
    states: ['stalled'],
    says: /NoRoute|cluster endpoints|\bdax\b/i,
    dead: /create-nat-gateway|create-vpc-endpoint|create-route/,
  },
  world: pipeline({
    function: {Runtime: 'python3.12', Handler: 'app.handler', ...inNetwork},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-28, always(17), about(120)),
      errors: from(-28, always(17), always(0)),
      durations: from(-28, evenly(240, 900), evenly(40, 160)),
      concurrency: always(4),
      returned: from(-28, always(0), about(9000, 2)),
      reads: from(-28, always(17), always(960)),
      ages: allBlocked(-28),
    },
    log: {
      report: {status: 'error', errorType: 'DaxClientError'},
      failing: pythonError(
        'DaxClientError',
        "An error occurred (NoRouteException) when calling the  operation: Failed to configure cluster endpoints from [('parcels.9fkq3a.dax-clusters.us-east-1.amazonaws.com', 8111)]",
      ),
    },
    world: {
      vpc: network({
        routes: [{destinationCidrBlock: '0.0.0.0/0', natGatewayId: 'nat-0b77', state: 'active', origin: 'CreateRoute'}],
        natGateways: [natGateway('nat-0b77', 'available')],
      }),
    },
  }),
})

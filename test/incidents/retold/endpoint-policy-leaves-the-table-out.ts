import {pythonError} from '../lines.ts'
import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, pipeline, tableName, tableOf} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const totals = virginia.arn('dynamodb', 'table/parcel-totals')

export default defineRetold({
  id: 'endpoint-policy-leaves-the-table-out',
  story:
    'The network team gave the gateway endpoint of DynamoDB a policy with the tables that it knew. The consumer adds up into one that is not among them: its role may do it, the endpoint does not let it, and every batch fails at once.',
  source: {
    report: 'terraform-aws-modules/terraform-aws-vpc#680, #979, #1197 (a policy of the endpoint that lets nothing through)',
    rule: 'VPC User Guide, "vpc-endpoints-access": the policy of an endpoint limits the requests through it; IAM User Guide, "troubleshoot_access-denied": "because no VPC endpoint policy allows"',
  },
  truth: {
    causes: ['access-denied', 'failing-function'],
    states: ['stalled'],
    not: ['network-unreachable', 'poison-record', 'function-timeout'],
    says: /endpoint/i,
    dead: /(?:put|attach)-role-policy/,
  },
  world: pipeline({
    function: {Runtime: 'python3.13', ...inNetwork},
    mapping: {...defaults, ...callFailed, BatchSize: 100},
    traffic: {
      invocations: from(-31, always(16), about(130)),
      errors: from(-31, always(16), always(0)),
      durations: from(-31, evenly(28, 90), evenly(90, 320)),
      concurrency: always(4),
      ages: allBlocked(-31),
    },
    moreTables: {'parcel-totals': tableOf('parcel-totals', null)},
    log: {
      failing: pythonError(
        'ClientError',
        `An error occurred (AccessDeniedException) when calling the UpdateItem operation: User: arn:aws:sts::${virginia.account}:assumed-role/parcel-indexer-role/parcel-indexer is not authorized to perform: dynamodb:UpdateItem on resource: ${totals} because no VPC endpoint policy allows the dynamodb:UpdateItem action`,
      ),
    },
    world: {
      vpc: network({
        routes: [{destinationPrefixListId: 'pl-02cd2c6b', gatewayId: 'vpce-0a1b2c3d', state: 'active', origin: 'CreateRoute'}],
        endpoints: [
          {
            vpcEndpointId: 'vpce-0a1b2c3d',
            vpcEndpointType: 'Gateway',
            vpcId: 'vpc-0c33',
            serviceName: 'com.amazonaws.us-east-1.dynamodb',
            state: 'available',
            routeTableIdSet: ['rtb-0e55'],
            subnetIdSet: [],
            groupSet: [],
            privateDnsEnabled: false,
            policyDocument: JSON.stringify({
              Version: '2012-10-17',
              Statement: [
                {Effect: 'Allow', Principal: '*', Action: 'dynamodb:*', Resource: [`${virginia.arn('dynamodb', `table/${tableName}`)}*`]},
              ],
            }),
          },
        ],
      }),
    },
  }),
})

import {pythonError} from '../lines.ts'
import {inNetwork, network} from '../network.ts'
import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

const policy = {
  Version: '2012-10-17',
  Statement: [
    {Effect: 'Allow', Principal: '*', Action: 's3:*', Resource: ['arn:aws:s3:::company-artifacts', 'arn:aws:s3:::company-artifacts/*']},
  ],
}

export default defineRetold({
  id: 'endpoint-policy-shuts-the-bucket-out',
  story:
    'The network team allowed one bucket in the policy of the gateway endpoint for S3, and forgot the lake. The role of the function may write there, and the simulator says so; each PutObject from these subnets is denied.',
  source: {
    report:
      'aws-cloudformation/cloudformation-coverage-roadmap#752 (a function in a VPC, denied by the policy of the endpoint); japan-d2/secure-stack-template-aws#43',
    rule: 'PrivateLink Guide, "vpc-endpoints-access": a policy of an endpoint limits the requests through it; IAM User Guide, "troubleshoot_access-denied": "no VPC endpoint policy allows"',
  },
  truth: {
    causes: ['failing-function', 'access-denied'],
    not: ['poison-record', 'function-timeout'],
    states: ['stalled'],
    says: /endpoint policy/i,
    dead: /put-role-policy|attach-role-policy|create-nat-gateway/,
  },
  world: pipeline({
    function: {Runtime: 'python3.13', Handler: 'lake.handler', ...inNetwork},
    mapping: {...defaults, ...callFailed},
    traffic: {
      invocations: from(-40, always(15), about(100)),
      errors: from(-40, always(15), always(0)),
      durations: from(-40, evenly(35, 120), evenly(120, 480)),
      concurrency: always(4),
      returned: from(-40, always(0), about(9000, 2)),
      reads: from(-40, always(15), always(960)),
      ages: allBlocked(-40),
    },
    log: {
      report: {status: 'error', errorType: 'ClientError'},
      failing: pythonError(
        'ClientError',
        `An error occurred (AccessDenied) when calling the PutObject operation: User: arn:aws:sts::${virginia.account}:assumed-role/${functionName}-role/${functionName} is not authorized to perform: s3:PutObject on resource: "arn:aws:s3:::parcel-lake/dt=2026-11-26/part-0.parquet" because no VPC endpoint policy allows the s3:PutObject action`,
        '/var/task/lake.py',
      ),
    },
    world: {
      vpc: network({
        routes: [{destinationPrefixListId: 'pl-63a5400a', gatewayId: 'vpce-0c51', state: 'active', origin: 'CreateRoute'}],
        endpoints: [
          {
            vpcEndpointId: 'vpce-0c51',
            vpcEndpointType: 'Gateway',
            vpcId: 'vpc-0c33',
            serviceName: 'com.amazonaws.us-east-1.s3',
            state: 'available',
            policyDocument: JSON.stringify(policy),
            routeTableIdSet: ['rtb-0e55'],
            subnetIdSet: [],
            groupSet: [],
            privateDnsEnabled: false,
          },
        ],
      }),
    },
  }),
})

import {pipeline} from '../pipeline.ts'
import {defineRetold} from '../retold.ts'

export default defineRetold({
  id: 'healthy-seen-by-a-narrow-role',
  story: 'A healthy pipeline, looked at by somebody who may read Lambda, DynamoDB and CloudWatch, and nothing else.',
  source: {
    report: 'awsdocs/aws-lambda-developer-guide#487 (an operator with read access to the control plane)',
    rule: 'IAM User Guide: AccessDenied without an identity-based policy that allows the action',
  },
  truth: {causes: [null], states: ['ok'], verdicts: ['healthy', 'at-risk', 'undecided']},
  world: pipeline({
    log: {failing: () => []},
    world: {
      role: undefined,
      queues: undefined,
      resourcePolicies: undefined,
      pipes: undefined,
      deny: [
        'logs:StartQuery',
        'logs:DescribeLogGroups',
        'lambda:GetAccountSettings',
        'cloudwatch:DescribeAlarms',
        'dynamodb:DescribeTimeToLive',
      ],
    },
  }),
})

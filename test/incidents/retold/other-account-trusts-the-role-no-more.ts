import {nodeError} from '../lines.ts'
import {callFailed, defaults, functionName, pipeline} from '../pipeline.ts'
import {renamed} from '../renamed.ts'
import {defineRetold} from '../retold.ts'
import {about, allBlocked, always, evenly, from, lively} from '../shapes.ts'
import {virginia} from '../stand-in/place.ts'

export default defineRetold({
  id: 'other-account-trusts-the-role-no-more',
  story:
    'The consumer copies changes into another account, whose role it assumes for each batch. The team of that account shortened the trust policy of the role, 49 minutes ago. The execution role may assume it as before, and is refused. Nothing was released here.',
  source: {
    report: 'SWO-GS/auto-tag#19 (the same role has to trust the function in each account); serverless/serverless#3040',
    rule: 'IAM User Guide, "troubleshoot_roles": both the policy of the caller and the trust policy have to allow sts:AssumeRole',
  },
  truth: {
    causes: ['access-denied', 'failing-function'],
    not: ['poison-record', 'network-unreachable', 'mapping-disabled', 'slow-handler'],
    states: ['stalled'],
    verdicts: ['critical', 'degraded'],
    says: /AssumeRole/,
    dead: /update-alias|MaximumRetryAttempts=\d|put-role-policy|attach-role-policy|put-function-concurrency/,
  },
  world: renamed(
    pipeline({
      shards: 6,
      function: {Runtime: 'nodejs24.x', MemorySize: 256, Timeout: 30},
      mapping: {...defaults, ...callFailed, BatchSize: 100, MaximumBatchingWindowInSeconds: 1},
      traffic: {
        invocations: from(-49, about(26), about(180)),
        errors: from(-49, about(26), always(0)),
        durations: from(-49, evenly(38, 140), evenly(90, 380)),
        concurrency: from(-49, always(5), always(4)),
        writes: about(6100, 2),
        returned: from(-49, always(0), about(6100, 2)),
        reads: from(-49, about(26), about(1434, 8, 0.005)),
        ages: allBlocked(-49, {before: lively()}),
      },
      log: {
        memoryMb: 256,
        usedMb: 93,
        report: {status: 'error', errorType: 'AccessDenied', durationMs: 84},
        failing: nodeError(
          'AccessDenied',
          `User: arn:aws:sts::${virginia.account}:assumed-role/${functionName}-role/${functionName} is not authorized to perform: sts:AssumeRole on resource: arn:aws:iam::444455556666:role/replica-writer`,
          'file:///var/task/replicate.mjs:24:17',
          {$fault: 'client', $metadata: {httpStatusCode: 403, attempts: 1}},
        ),
      },
      world: {
        role: {
          simulated: () => 'allowed',
          inline: {
            replicate: {
              Version: '2012-10-17',
              Statement: [{Effect: 'Allow', Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::444455556666:role/replica-writer'}],
            },
          },
          attached: ['arn:aws:iam::aws:policy/service-role/AWSLambdaDynamoDBExecutionRole'],
        },
      },
    }),
    {function: 'tenant-replicator', table: 'tenant-settings'},
  ),
})

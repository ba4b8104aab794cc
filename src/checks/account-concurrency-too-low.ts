import {defineCheck, fail} from '../model/check.ts'
import {regionFlag} from '../model/region-flag.ts'
import {number} from '../model/units.ts'

export const accountConcurrencyTooLow = defineCheck({
  id: 'account-concurrency-too-low',
  title: 'The account has less concurrency than the shards need',
  severity: 'medium',
  why: 'New accounts start with a limit as low as 10: more open shards than that cannot be read at once.',
  needs: ['function', 'load', 'accountSettings'],
  run: ({function: target, load, accountSettings}) => {
    const pool = accountSettings.unreservedConcurrentExecutions ?? accountSettings.concurrentExecutions
    // A reserve is judged by a check of its own.
    if (target === null || target.reservedConcurrency !== null || pool === null || load.lanes === null || load.lanes <= pool) return []
    return [
      fail(
        {needed: load.lanes, unreservedConcurrency: pool, concurrencyLimit: accountSettings.concurrentExecutions},
        {
          summary:
            'Ask for a higher limit in Service Quotas ("Concurrent executions"), or lower the parallelization factor. Other functions draw on the same pool.',
          command: `aws service-quotas request-service-quota-increase${regionFlag(target.functionArn)} --service-code lambda --quota-code L-B99A9384 --desired-value 1000`,
        },
      ),
    ]
  },
  say: ({needed, unreservedConcurrency}) =>
    `The shards can ask for ${number(needed)} executions at once, and the account has ${number(unreservedConcurrency)} for all functions without a reserve.`,
})

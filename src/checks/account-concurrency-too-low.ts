import {defineCheck, fail} from '../model/check.ts'
import {regionFlag} from '../model/region-flag.ts'
import {number} from '../model/units.ts'

/** What accounts have by default (Lambda Developer Guide, "Lambda quotas"); a quota is only ever asked to grow. */
const usualLimit = 1000

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
    const limit = accountSettings.concurrentExecutions ?? pool
    const advisedLimit = Math.max(usualLimit, Math.ceil((limit + load.lanes - pool) / 100) * 100)
    return [
      fail(
        {needed: load.lanes, unreservedConcurrency: pool, concurrencyLimit: accountSettings.concurrentExecutions, advisedLimit},
        {
          summary:
            'Ask for a higher limit in Service Quotas ("Concurrent executions"), or lower the parallelization factor. Other functions draw on the same pool.',
          command: `aws service-quotas request-service-quota-increase${regionFlag(target.functionArn)} --service-code lambda --quota-code L-B99A9384 --desired-value ${advisedLimit}`,
        },
      ),
    ]
  },
  say: ({needed, unreservedConcurrency}) =>
    `The shards can ask for ${number(needed)} executions at once, and the account has ${number(unreservedConcurrency)} for all functions without a reserve.`,
})

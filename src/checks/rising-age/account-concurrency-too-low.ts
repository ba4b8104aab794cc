import {advisedLimit, askForLimit} from '../../advice/quota-increase.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {count, number} from '../../text/units.ts'

export const accountConcurrencyTooLow = defineCheck({
  id: 'account-concurrency-too-low',
  severity: 'medium',
  needs: ['function', 'load', 'accountSettings'],
  run: ({function: target, load, accountSettings}) => {
    const pool = accountSettings.unreservedConcurrentExecutions ?? accountSettings.concurrentExecutions
    // A reserve is judged by a check of its own.
    if (target === null || target.reservedConcurrency !== null || pool === null || load.lanes === null || load.lanes <= pool) return []
    const limit = accountSettings.concurrentExecutions ?? pool
    const wanted = advisedLimit(limit, load.lanes - pool)
    return [
      fail(
        {needed: load.lanes, unreservedConcurrency: pool, concurrencyLimit: accountSettings.concurrentExecutions, advisedLimit: wanted},
        {
          command: askForLimit(target.functionArn, wanted),
        },
      ),
    ]
  },
  text: {
    title: 'The account has less concurrency than the shards need',
    why: 'New accounts start with a limit as low as 10: more open shards than that cannot be processed at once.',
    found: ({needed, unreservedConcurrency}) =>
      `The shards can use ${count(needed, 'execution')} at once, and the account has ${number(unreservedConcurrency)} for all functions without reserved concurrency.`,
    fix: () =>
      'Request a higher limit in Service Quotas ("Concurrent executions"), or lower the parallelization factor. Other functions use the same pool.',
  },
})

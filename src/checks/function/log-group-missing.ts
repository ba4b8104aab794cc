import {defineCheck, fail} from '../../model/check.ts'
import {points, total} from '../../model/evidence/series.ts'
import {count} from '../../text/units.ts'

export const logGroupMissing = defineCheck({
  id: 'log-group-missing',
  title: 'The function runs and has no log',
  severity: 'medium',
  why: 'Errors, timeouts and memory leave no trace: the reason of a failure stays unknown.',
  needs: ['function', 'logGroup', 'functionMetrics'],
  run: ({function: target, logGroup, functionMetrics}) => {
    const invocations = total(points(functionMetrics['Invocations.Sum']))
    return target && logGroup === null && invocations > 0 ? [fail({logGroup: target.logGroup, invocations})] : []
  },
  say: ({logGroup, invocations}) => `The log group ${logGroup} does not exist, after ${count(invocations, 'invocation')}.`,
})

import {defineCheck, fail} from '../../model/check.ts'
import {points, total} from '../../model/evidence/series.ts'
import {count} from '../../text/units.ts'

export const logGroupMissing = defineCheck({
  id: 'log-group-missing',
  severity: 'medium',
  needs: ['function', 'logGroup', 'functionMetrics'],
  run: ({function: target, logGroup, functionMetrics}) => {
    const invocations = total(points(functionMetrics['Invocations.Sum']))
    return target && logGroup === null && invocations > 0 ? [fail({logGroup: target.logGroup, invocations})] : []
  },
  text: {
    title: 'The function runs without a log group',
    why: 'Errors, timeouts and memory leave no trace: the reason of a failure stays unknown.',
    found: ({logGroup, invocations}) =>
      `The log group ${logGroup} does not exist, although the function had ${count(invocations, 'invocation')}.`,
  },
})

import {refusedElsewhere} from '../../advice/access/open-elsewhere.ts'
import {allow} from '../../advice/access/policy-statement.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {decisionOf} from '../../signs/denied-by.ts'
import {count, iso} from '../../text/units.ts'

export const deniedCalls = defineCheck({
  id: 'denied-calls',
  severity: 'medium',
  needs: ['logErrors', 'function'],
  wants: ['rolePolicies', 'deniedCalls'],
  run: ({logErrors, function: target}, wanted) => {
    if (logErrors === null) return undecidable('the function has no log group')
    if (logErrors.scanned === 0) return undecidable('the log holds no line')
    const policies = {policies: maybe(wanted.rolePolicies), simulated: maybe(wanted.deniedCalls)}
    return logErrors.errors
      .filter(error => error.kind === 'access-denied')
      .map(error => {
        const {count: times, lastMs, deniedAction: action, deniedResource: resource, sample} = error
        const decision = decisionOf(error)
        return fail(
          {times, lastAt: iso(lastMs), action, resource, sample: action === null ? sample : null},
          action !== null && target?.role
            ? (refusedElsewhere({logged: error, target, ...policies})?.fix ??
                allow(target.role, [{action, resource: resource ?? '*', decision}], 'ddbstream-handler-calls'))
            : null,
        )
      })
  },
  text: {
    title: 'A call of the function is denied',
    why: 'A handler without the permission for a call fails each time: a retry does not help.',
    found: ({times, lastAt, action, resource, sample}) => {
      if (action === null) return `The log shows ${count(times, 'denied call')}, the last at ${lastAt}: ${sample}`
      const call = resource === null ? action : `${action} on ${resource}`
      return `${call} was denied ${count(times, 'time')}, the last at ${lastAt}.`
    },
  },
})

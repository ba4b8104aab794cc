import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {count, iso} from '../../text/units.ts'

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'connection-refused': 'connections refused',
    'connection-timed-out': 'connections timed out',
    'name-not-resolved': 'names not resolved',
    'connection-reset': 'connections reset',
    'connection-failed': 'connections failed',
  }),
)

export const connectionErrors = defineCheck({
  id: 'connection-errors',
  title: 'The function cannot connect to a service',
  severity: 'medium',
  why: 'Refused, dropped or unresolved: every batch that needs the service fails until the path or the service is fixed.',
  needs: ['logErrors', 'function'],
  run: ({logErrors, function: target}) => {
    if (logErrors === null) return undecidable('the function has no log group')
    if (logErrors.scanned === 0) return undecidable('the log holds no line')
    return logErrors.errors
      .filter(error => words.has(error.kind))
      .map(({kind, host, count: times, lastMs}) =>
        fail({kind, host, times, lastAt: iso(lastMs), inVpc: (target?.subnetIds.length ?? 0) > 0}),
      )
  },
  say: ({kind, host, times, lastAt, inVpc}) =>
    `${count(times, 'error')}, the last at ${lastAt}: ${words.get(kind) ?? kind}${host === null ? '' : `, ${host}`}. The function is in ${inVpc ? 'a VPC' : 'no VPC: the fault is on the other side'}.`,
})

import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {count, iso} from '../../text/units.ts'

const words: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'connection-refused': 'connections refused',
    'connection-timed-out': 'connections timed out',
    'name-not-resolved': 'names not resolved',
    'connection-reset': 'connections reset',
    'connection-failed': 'connections failed',
    'handshake-refused': 'TLS handshakes failed',
  }),
)

/** On which side of the connection the fault is. */
function place(kind: string, inVpc: boolean): string {
  if (kind === 'handshake-refused')
    return 'The service answers: client and server do not agree on the TLS protocol, the cipher or the certificate.'
  return inVpc ? 'The function is in a VPC.' : 'The function is in no VPC: the service or its network is at fault.'
}

export const connectionErrors = defineCheck({
  id: 'connection-errors',
  severity: 'medium',
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
  text: {
    title: 'The function cannot connect to a service',
    why: 'Every batch that needs the service fails until the network path or the service is fixed.',
    found: ({kind, host, times, lastAt, inVpc}) => {
      const error = words.get(kind) ?? kind
      const to = host === null ? '' : `, ${host}`
      return `${count(times, 'error')}, the last at ${lastAt}: ${error}${to}. ${place(kind, inVpc)}`
    },
  },
})

import type {LogKind, Occurrence} from '../../model/evidence/log-lines.ts'
import type {ErrorClass} from '../../model/views/function-errors.ts'
import {maskValues} from '../../text/mask-values.ts'
import {iso} from '../../text/units.ts'

const longestSample = 300

/** All that have to do with a connection are one kind here. */
const kindOf = (kind: LogKind): ErrorClass['kind'] =>
  kind === 'connection-refused' ||
  kind === 'connection-timed-out' ||
  kind === 'connection-reset' ||
  kind === 'connection-failed' ||
  kind === 'name-not-resolved' ||
  kind === 'handshake-refused'
    ? 'connection'
    : kind

/** The errors by kind and type, the most frequent first. Invocations are counted, or lines where some belong to no known invocation. */
export function errorClasses(found: readonly Occurrence[]): ErrorClass[] {
  const groups = new Map<string, Occurrence[]>()
  for (const one of found) {
    const name = JSON.stringify([kindOf(one.kind), one.type, one.deniedAction])
    groups.set(name, [...(groups.get(name) ?? []), one])
  }
  return [...groups.values()].map(classOf).sort((a, b) => b.count - a.count)
}

function classOf(group: readonly Occurrence[]): ErrorClass {
  const newestFirst = [...group].sort((a, b) => b.lastMs - a.lastMs)
  const [first] = newestFirst as [Occurrence]
  const starts = group.filter(({isStart}) => isStart)
  const counted = starts.length < group.length ? group.filter(({isStart}) => !isStart) : group
  const told = newestFirst.find(({message, byPlatform}) => message !== '' && !byPlatform) ?? newestFirst.find(({message}) => message !== '')
  return {
    kind: kindOf(first.kind),
    type: first.type,
    action: first.deniedAction,
    count: counted.length,
    counts: starts.length === group.length ? 'starts' : counted.every(({requestId}) => requestId !== null) ? 'invocations' : 'lines',
    starts: starts.length,
    phases: [...new Set(starts.flatMap(({phase}) => phase ?? []))].sort(),
    handled: group.every(({failed}) => failed === null) ? null : group.filter(({failed}) => failed === false).length,
    first: iso(Math.min(...group.map(({firstMs}) => firstMs))),
    last: iso(Math.max(...group.map(({lastMs}) => lastMs))),
    versions: [...new Set(group.flatMap(({version}) => version ?? []))].sort(),
    sample: told ? maskValues(told.message, {keepNumbers: told.byPlatform}).slice(0, longestSample) : null,
  }
}

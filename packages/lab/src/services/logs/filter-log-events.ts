import type {LogEvent} from '../../simulation/engine/world.ts'
import {AwsError} from '../protocol/errors.ts'
import {operation} from '../protocol/operation.ts'
import {flag, list, text, whole} from '../protocol/shapes.ts'
import {bytesOf, eventNumber} from './events.ts'
import {parseFilterPattern} from './filter-pattern.ts'
import {badToken, groupIdentifier, groupName, groupOf, groupResource, invalid} from './groups.ts'

/** FilterLogEvents reference: a page ends at 10,000 events or 1 MB, and may end before with a token, even empty. */
const mostEvents = 10_000
const mostBytes = 1_000_000
/** How far AWS searches in one call is not documented. */
const mostScanned = 50_000

export const filterLogEvents = operation({
  action: 'logs:FilterLogEvents',
  input: {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNames: list(text({min: 1, max: 512, pattern: /[^:*]*/}), {min: 1, max: 100}),
    logStreamNamePrefix: text({min: 1, max: 512, pattern: /[^:*]*/}),
    startTime: whole({min: 0}),
    endTime: whole({min: 0}),
    filterPattern: text({max: 1024}),
    nextToken: text({min: 1}),
    limit: whole({min: 1, max: mostEvents}),
    interleaved: flag,
    startFromHead: flag,
  },
  resource: ({logGroupName, logGroupIdentifier}, {world}) => groupResource(world, logGroupName ?? logGroupIdentifier),
  run: (input, {world}) => {
    const group = groupOf(world, input)
    // AWS's words are seen for Infrequent Access; that the other two classes are refused alike is assumed.
    if (group.class !== 'STANDARD') {
      throw new AwsError(
        'InvalidOperationException',
        `The log group ${group.name} is of log-group-class ${group.class}. FilterLogEvents is not supported for this log class.`,
      )
    }
    const {startTime = 0, endTime = world.nowMs, logStreamNames, logStreamNamePrefix = '', limit = mostEvents} = input
    if (logStreamNames !== undefined && logStreamNamePrefix !== '')
      throw invalid('logStreamNames and logStreamNamePrefix cannot both be specified.')
    if (startTime > endTime) throw invalid('startTime must be before endTime.')
    const matches = parseFilterPattern(input.filterPattern ?? '')
    const wanted = (event: LogEvent) =>
      event.stream.startsWith(logStreamNamePrefix) && (logStreamNames?.includes(event.stream) ?? true) && matches(event.message)
    const fromHead = input.startFromHead ?? true
    const from = positionOf(input.nextToken) ?? {atMs: fromHead ? startTime : endTime, skip: 0}
    const [first, last] = fromHead ? [from.atMs, endTime] : [startTime, from.atMs]
    const read = world.logs.read(group.name, first, last)
    const {events, next} = take(fromHead ? read : [...read].reverse(), from, wanted, limit)
    return {events: events.map(view), searchedLogStreams: [], nextToken: next === null ? undefined : tokenOf(next)}
  },
})

/** The event that a page begins with: its time, and how many events of that time come before it. */
interface Position {
  atMs: number
  skip: number
}

function take(
  all: Iterable<LogEvent>,
  from: Position,
  wanted: (event: LogEvent) => boolean,
  limit: number,
): {events: LogEvent[]; next: Position | null} {
  const events: LogEvent[] = []
  const at = {atMs: from.atMs, skip: 0}
  let bytes = 0
  let scanned = 0
  for (const event of all) {
    if (event.atMs !== at.atMs) {
      at.atMs = event.atMs
      at.skip = 0
    }
    if (event.atMs !== from.atMs || at.skip >= from.skip) {
      const size = bytesOf(event)
      const full = events.length >= limit || bytes + size > mostBytes
      if (scanned >= mostScanned || (full && wanted(event))) return {events, next: at}
      scanned += 1
      if (wanted(event)) {
        events.push(event)
        bytes += size
      }
    }
    at.skip += 1
  }
  return {events, next: null}
}

const tokenOf = ({atMs, skip}: Position): string => Buffer.from(`from:${atMs}:${skip}`).toString('base64')

function positionOf(token: string | undefined): Position | null {
  if (token === undefined) return null
  const match = /^from:(\d+):(\d+)$/.exec(Buffer.from(token, 'base64').toString())
  if (match === null) throw badToken()
  return {atMs: Number(match[1]), skip: Number(match[2])}
}

const view = (event: LogEvent) => ({
  logStreamName: event.stream,
  timestamp: event.atMs,
  message: event.message,
  ingestionTime: event.ingestedMs,
  eventId: eventNumber(event),
})

import type {LogEvent} from '../../simulation/engine/world.ts'
import {operation} from '../protocol/operation.ts'
import {page} from '../protocol/pages.ts'
import {flag, oneOf, text, whole} from '../protocol/shapes.ts'
import {arnOf, badToken, groupIdentifier, groupName, groupOf, groupResource, invalid} from './groups.ts'

interface Stream {
  logStreamName: string
  firstEventTimestamp: number
  lastEventTimestamp: number
  lastIngestionTime: number
}

export const describeLogStreams = operation({
  action: 'logs:DescribeLogStreams',
  input: {
    logGroupName: groupName,
    logGroupIdentifier: groupIdentifier,
    logStreamNamePrefix: text({min: 1, max: 512, pattern: /[^:*]*/}),
    orderBy: oneOf('LogStreamName', 'LastEventTime'),
    descending: flag,
    nextToken: text({min: 1}),
    limit: whole({min: 1, max: 50}),
  },
  resource: ({logGroupName, logGroupIdentifier}, {world}) => groupResource(world, logGroupName ?? logGroupIdentifier),
  run: (input, {world}) => {
    const {logStreamNamePrefix: prefix = '', orderBy, descending, nextToken, limit = 50} = input
    if (prefix !== '' && orderBy === 'LastEventTime') throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.')
    const group = groupOf(world, input)
    const streams = streamsIn(world.logs.read(group.name, group.createdMs, world.nowMs)).filter(({logStreamName}) =>
      logStreamName.startsWith(prefix),
    )
    const byTime = (a: Stream, b: Stream) => a.lastEventTimestamp - b.lastEventTimestamp
    const byName = (a: Stream, b: Stream) => (a.logStreamName < b.logStreamName ? -1 : 1)
    streams.sort(orderBy === 'LastEventTime' ? byTime : byName)
    const found = page(descending === true ? streams.reverse() : streams, nextToken, limit)
    if (found === null) throw badToken()
    const arn = arnOf(group)
    return {
      logStreams: found.items.map(stream => ({
        ...stream,
        creationTime: stream.firstEventTimestamp,
        arn: `${arn}:log-stream:${stream.logStreamName}`,
        storedBytes: 0,
      })),
      nextToken: found.next,
    }
  },
})

function streamsIn(events: Iterable<LogEvent>): Stream[] {
  const streams = new Map<string, Stream>()
  for (const {stream: logStreamName, atMs, ingestedMs} of events) {
    const found = streams.get(logStreamName)
    if (found === undefined) {
      streams.set(logStreamName, {logStreamName, firstEventTimestamp: atMs, lastEventTimestamp: atMs, lastIngestionTime: ingestedMs})
    } else {
      found.lastEventTimestamp = atMs
      found.lastIngestionTime = Math.max(found.lastIngestionTime, ingestedMs)
    }
  }
  return [...streams.values()]
}

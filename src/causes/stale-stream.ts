import {defineCause, ruledOut} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import {mapLatestStream, mappedStream} from '../model/mapped-stream.ts'

export const staleStream = defineCause({
  id: 'stale-stream',
  title: "The mapping reads a stream that is not the table's",
  harm: 'no new record reaches the function',
  harmful: true,
  needs: ['mapping'],
  wants: ['stream', 'table', 'lag'],
  weigh: ({mapping}, {stream, table, lag}) => {
    const mapped = mappedStream(mapping, maybe(stream), maybe(table))
    if (mapped.is === 'unknown') return {is: 'open'}
    if (mapped.is === 'live') return ruledOut
    return {
      is: 'present',
      confidence: 0.97,
      summary: `The mapping reads a dead stream: ${mapped.why}.`,
      because: [
        `The mapping reads ${mapping.eventSourceArn}.`,
        mapped.latestStreamArn ? `The table's latest stream is ${mapped.latestStreamArn}.` : `Of this stream AWS says: ${mapped.why}.`,
        ...(maybe(lag)?.because ?? []).map(why => `${why[0]?.toUpperCase()}${why.slice(1)}.`),
      ],
      against: [],
      settledBy: null,
      treatments: [mapLatestStream(mapping, mapped.latestStreamArn)],
    }
  },
})

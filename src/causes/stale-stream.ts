import {defineCause, ruledOutBecause} from '../model/cause.ts'
import {deleteMapping} from '../model/delete-mapping.ts'
import {maybe} from '../model/derived.ts'
import {mapLatestStream} from '../model/map-latest-stream.ts'

/** The old stream gets no new records; what it still holds is lost with the mapping, so that draining comes first. */
const whenDrained =
  'Delete this mapping once it has drained, or where nobody needs its records. Its position is lost with it: what the old stream still holds is never delivered.'

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`

export const staleStream = defineCause({
  id: 'stale-stream',
  title: "The mapping reads a stream that is not the table's",
  harm: 'no new record reaches the function',
  harmful: true,
  needs: ['mapping', 'mappedStream'],
  wants: ['lag'],
  weigh: ({mapping, mappedStream}, wanted) => {
    if (mappedStream.is === 'unknown') return {is: 'open'}
    if (mappedStream.is === 'live') return ruledOutBecause("The mapping reads the table's latest stream.")
    const {why, latestStreamArn} = mappedStream
    const lag = maybe(wanted.lag)
    return {
      is: 'present',
      isSetting: true,
      confidence: 0.97,
      summary: `The mapping reads a dead stream: ${why}.`,
      because: [
        `The mapping reads ${mapping.eventSourceArn}.`,
        latestStreamArn ? `The table's latest stream is ${latestStreamArn}.` : sentence(why),
        ...(lag?.state === 'stopped' ? lag.because.map(sentence) : []),
      ],
      against: lag?.state === 'ok' ? ['Batches are still delivered: the old stream is read until it is empty.'] : [],
      settledBy: null,
      treatments: [mapLatestStream(mapping, latestStreamArn), deleteMapping(mapping, whenDrained)],
    }
  },
})

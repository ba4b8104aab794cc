import {deleteMapping} from '../advice/delete-mapping.ts'
import {mapLatestStream} from '../advice/map-latest-stream.ts'
import {defineCause, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'

/** Of a table that has no stream any more, or none that is known. */
const withoutRecords =
  'Delete this mapping where nobody needs its records. Its position is lost with it: the records that the old stream still holds are never delivered.'

const sentence = (text: string): string => `${text[0]?.toUpperCase() ?? ''}${text.slice(1)}.`

export const staleStream = defineCause({
  id: 'stale-stream',
  title: "The mapping reads a stream that is not the table's",
  harm: 'no new record reaches the function',
  harmful: true,
  needs: ['mapping', 'mappedStream'],
  wants: ['lag', 'stream', 'oldStream', 'tableMetrics'],
  weigh: ({mapping, mappedStream}, wanted, {nowMs}) => {
    if (mappedStream.kind === 'unknown') return {kind: 'open'}
    if (mappedStream.kind === 'live') return ruledOutBecause("The mapping reads the table's latest stream.")
    const {why, latestStreamArn, successor} = mappedStream
    if (successor !== null) return ruledOutBecause(`The mapping ${successor} reads the table's latest stream.`)
    const lag = maybe(wanted.lag)
    const around = {
      nowMs,
      stream: maybe(wanted.stream),
      oldStream: maybe(wanted.oldStream),
      tableMetrics: maybe(wanted.tableMetrics),
    }
    return {
      kind: 'present',
      isSetting: true,
      confidence: 0.97,
      summary: `The mapping reads an old stream: ${why}.`,
      because: [
        `The mapping reads ${mapping.eventSourceArn}.`,
        latestStreamArn ? `The table's latest stream is ${latestStreamArn}.` : sentence(why),
        ...(lag?.state === 'stopped' ? lag.because.map(sentence) : []),
      ],
      against: lag?.state === 'ok' ? ['Batches are still delivered: the old stream is read until it is empty.'] : [],
      settledBy: null,
      fixes: [
        mapLatestStream(mapping, mappedStream, around),
        ...(latestStreamArn === null ? [deleteMapping(mapping, withoutRecords)] : []),
      ],
    }
  },
})

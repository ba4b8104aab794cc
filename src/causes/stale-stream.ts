import {deleteMapping} from '../advice/delete-mapping.ts'
import {mapLatestStream} from '../advice/map-latest-stream.ts'
import {defineCause, ruledOutBecause} from '../model/cause.ts'
import {maybe} from '../model/derived/derived.ts'
import {when} from './parts/lines.ts'

const text = {
  title: "The mapping does not read the table's latest stream",
  harm: 'no new record reaches the function',
  summary: (why: string) => `The mapping reads an old stream: ${why}.`,
  because: {
    reads: (streamArn: string) => `The mapping reads ${streamArn}.`,
    latest: (streamArn: string) => `The table's latest stream is ${streamArn}.`,
    sentence: (why: string) => `${why[0]?.toUpperCase() ?? ''}${why.slice(1)}.`,
  },
  against: 'Batches are still delivered: the old stream is read until it is empty.',
  /** Of a table that has no stream any more, or none that is known. */
  fix: 'Delete this mapping if nobody needs its records. Its position is lost with it: the records that the old stream still holds are never delivered.',
  ruledOut: {
    live: "The mapping reads the table's latest stream.",
    successor: (mapping: string) => `The mapping ${mapping} reads the table's latest stream.`,
  },
}

export const staleStream = defineCause({
  id: 'stale-stream',
  text,
  harmful: true,
  needs: ['mapping', 'mappedStream'],
  wants: ['lag', 'stream', 'oldStream', 'tableMetrics'],
  weigh: ({mapping, mappedStream}, wanted, {nowMs}) => {
    if (mappedStream.kind === 'unknown') return {kind: 'open'}
    if (mappedStream.kind === 'live') return ruledOutBecause(text.ruledOut.live)
    const {why, latestStreamArn, successor} = mappedStream
    if (successor !== null) return ruledOutBecause(text.ruledOut.successor(successor))
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
      summary: text.summary(why),
      because: [
        text.because.reads(mapping.eventSourceArn),
        latestStreamArn ? text.because.latest(latestStreamArn) : text.because.sentence(why),
        ...(lag?.state === 'stopped' ? lag.because.map(text.because.sentence).filter(line => line !== text.summary(why)) : []),
      ],
      against: when(lag?.state === 'ok', text.against),
      settledBy: null,
      fixes: [mapLatestStream(mapping, mappedStream, around), ...(latestStreamArn === null ? [deleteMapping(mapping, text.fix)] : [])],
    }
  },
})

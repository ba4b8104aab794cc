import {deleteDrained, mapLatestStream} from '../../advice/map-latest-stream.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {OldStream} from '../../model/derived/polling.ts'

/** The rest of the old stream, in words. */
function leftWords(old: OldStream | null): string {
  if (old === null) return 'Whether the old stream has drained is not known.'
  if (old.kind === 'unproven') return `The old stream may not have drained. ${old.why}`
  return old.kind === 'gone' ? 'The old stream no longer exists.' : `The old stream has drained. ${old.because}`
}

export const staleStream = defineCheck({
  id: 'stale-stream',
  severity: 'critical',
  needs: ['mapping', 'mappedStream'],
  wants: ['stream', 'oldStream', 'tableMetrics'],
  run: ({mapping, mappedStream}, wanted, {nowMs}) => {
    if (mappedStream.kind === 'unknown') return undecidable('neither the stream nor its table could be read')
    if (mappedStream.kind === 'live') return []
    const {why, latestStreamArn, successor} = mappedStream
    const oldStream = maybe(wanted.oldStream) ?? null
    const facts = {
      streamArn: mapping.eventSourceArn,
      why,
      latestStreamArn,
      successor,
      left: successor === null ? null : leftWords(oldStream),
    }
    if (successor === null) {
      const around = {nowMs, stream: maybe(wanted.stream), oldStream, tableMetrics: maybe(wanted.tableMetrics)}
      return [fail(facts, mapLatestStream(mapping, mappedStream, around))]
    }
    // The mapping on the latest stream delivers: this one does nothing more once it has drained.
    const deletion = deleteDrained(mapping, oldStream)
    return [fail(facts, deletion, deletion === null ? 'info' : 'medium')]
  },
  text: {
    title: "The mapping does not read the table's latest stream",
    why: 'A table gets a new stream when it is restored or its stream is enabled again. The old mapping never reads it.',
    found: ({streamArn, why, latestStreamArn, successor, left}) => {
      const latest = latestStreamArn ? `; the latest is ${latestStreamArn}` : ''
      const stale = `The mapping reads ${streamArn}: ${why}${latest}`
      return successor === null ? `${stale}.` : `${stale}, which the mapping ${successor} reads. ${left}`
    },
  },
})

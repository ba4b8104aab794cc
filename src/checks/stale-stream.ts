import {defineCheck, fail, undecidable} from '../model/check.ts'
import {mapLatestStream} from '../model/map-latest-stream.ts'

export const staleStream = defineCheck({
  id: 'stale-stream',
  title: "The mapping reads a stream that is not the table's",
  severity: 'critical',
  why: 'A table whose stream was switched off and on, or that was restored, has a new stream; the old mapping never sees its records.',
  needs: ['mapping', 'mappedStream'],
  run: ({mapping, mappedStream}) => {
    if (mappedStream.is === 'unknown') return undecidable('neither the stream nor its table could be read')
    if (mappedStream.is === 'live') return []
    const {why, latestStreamArn} = mappedStream
    return [fail({streamArn: mapping.eventSourceArn, why, latestStreamArn}, mapLatestStream(mapping, latestStreamArn))]
  },
  say: facts =>
    `The mapping reads ${facts.streamArn}: ${facts.why}${facts.latestStreamArn ? `; the latest is ${facts.latestStreamArn}` : ''}.`,
})

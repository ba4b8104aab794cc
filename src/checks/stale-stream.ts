import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {mapLatestStream, mappedStream} from '../model/mapped-stream.ts'

export const staleStream = defineCheck({
  id: 'stale-stream',
  title: "The mapping reads a stream that is not the table's",
  severity: 'critical',
  why: 'A table whose stream was switched off and on, or that was restored, has a new stream; the old mapping never sees its records.',
  needs: ['mapping'],
  wants: ['stream', 'table'],
  run: ({mapping}, {stream, table}) => {
    const mapped = mappedStream(mapping, maybe(stream), maybe(table))
    if (mapped.is === 'unknown') return undecidable('neither the stream nor its table could be read')
    if (mapped.is === 'live') return []
    return [
      fail(
        {streamArn: mapping.eventSourceArn, why: mapped.why, latestStreamArn: mapped.latestStreamArn},
        mapLatestStream(mapping, mapped.latestStreamArn),
      ),
    ]
  },
  say: facts =>
    `The mapping reads ${facts.streamArn}: ${facts.why}${facts.latestStreamArn ? `; the latest is ${facts.latestStreamArn}` : ''}.`,
})

import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {readersPerShard} from '../model/limits.ts'
import {takesPlace} from '../model/reading.ts'
import {count} from '../model/units.ts'

export const tooManyReaders = defineCheck({
  id: 'too-many-readers',
  title: 'More readers than a shard is made for',
  severity: 'medium',
  why: 'Readers beyond the second of a shard are throttled by turns, and all of them lag.',
  needs: ['mapping', 'siblings'],
  wants: ['table'],
  run: ({mapping, siblings}, wanted) => {
    const all = [mapping, ...siblings.filter(other => other.eventSourceArn === mapping.eventSourceArn)].filter(takesPlace)
    const table = maybe(wanted.table)
    if (table === undefined && all.length === readersPerShard.regional)
      return undecidable('whether the table is replicated by its stream could not be read')
    // Replication with strong consistency does not use streams.
    const replicated = (table?.replicaRegions.length ?? 0) > 0 && table?.strongReplicas === false
    const limit = replicated ? readersPerShard.global : readersPerShard.regional
    return all.length > limit
      ? [
          fail({
            readers: all.length,
            limit,
            functions: all.map(one => one.functionArn.split(':function:')[1] ?? one.functionArn),
            replicated,
          }),
        ]
      : []
  },
  say: ({readers, limit, functions, replicated}) =>
    `${count(readers, 'mapping')} read the stream (${functions.join(', ')}); ${replicated ? 'beside the replication of a global table ' : ''}AWS advises at most ${limit}.`,
})

import {readersPerShard} from '../../aws-facts/limits.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import {count} from '../../text/units.ts'

export const tooManyReaders = defineCheck({
  id: 'too-many-readers',
  severity: 'medium',
  needs: ['mapping', 'siblings', 'readers'],
  wants: ['table'],
  run: ({readers}, wanted) => {
    const {mappings, pipes, least} = readers
    const listed = (mappings?.length ?? 0) + (pipes?.length ?? 0)
    const all = Math.max(listed, least > readersPerShard.regional ? least : 0)
    const table = maybe(wanted.table)
    if (table === undefined && all === readersPerShard.regional)
      return undecidable('whether the table is replicated by its stream could not be read')
    // Replication with strong consistency does not use streams.
    const replicated = (table?.replicaRegions.length ?? 0) > 0 && table?.strongReplicas === false
    const limit = replicated ? readersPerShard.global : readersPerShard.regional
    // The replication may be the reader that the metrics count beside the list.
    const readersFound = replicated ? listed : all
    return readersFound > limit
      ? [fail({readers: readersFound, limit, functions: mappings ?? [], pipes: pipes ?? [], others: readersFound - listed, replicated})]
      : []
  },
  text: {
    title: 'More readers than a shard supports',
    why: 'With more than two readers per shard, reads are throttled in turn, and all readers lag.',
    found: ({readers, limit, functions, pipes, others, replicated}) => {
      const listed = [...functions, ...pipes.map(name => `pipe ${name}`), ...(others > 0 ? [`${others} not listed`] : [])].join(', ')
      const advised = replicated
        ? `Beside the replication of a global table, AWS advises at most ${limit}.`
        : `AWS advises at most ${limit}.`
      return `${count(readers, 'reader')} read the stream (${listed}). ${advised}`
    },
  },
})

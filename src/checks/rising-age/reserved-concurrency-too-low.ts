import {configureFunction} from '../../advice/fix-command.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const reservedConcurrencyTooLow = defineCheck({
  id: 'reserved-concurrency-too-low',
  title: 'Reserved concurrency is below the need of the shards',
  severity: 'medium',
  why: 'Each open shard runs up to ParallelizationFactor batches at once. Batches above the reserved concurrency are throttled.',
  needs: ['function', 'stream', 'mapping'],
  run: ({function: target, stream, mapping}) => {
    const reserved = target?.reservedConcurrency ?? null
    if (target === null || reserved === null || stream === null) return []
    const openShards = stream.shards.filter(shard => shard.open).length
    const parallelizationFactor = mapping.parallelizationFactor ?? 1
    const needed = openShards * parallelizationFactor
    if (reserved >= needed) return []
    return [
      fail(
        {reservedConcurrency: reserved, needed, openShards, parallelizationFactor},
        {
          summary: `Reserve ${needed} or more, plus the use of other callers. That reduces the account's pool. Make sure that downstream services can take the extra load.`,
          command: configureFunction(target, ['--reserved-concurrency', String(needed)]),
        },
      ),
    ]
  },
  say: facts =>
    `${facts.reservedConcurrency} reserved, ${facts.needed} needed: ${count(facts.openShards, 'open shard')} × parallelization factor ${facts.parallelizationFactor}.`,
})

import {configureFunction} from '../../advice/fix-command.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import {defineCheck, fail} from '../../model/check.ts'
import {count} from '../../text/units.ts'

export const reservedConcurrencyTooLow = defineCheck({
  id: 'reserved-concurrency-too-low',
  severity: 'medium',
  needs: ['function', 'stream', 'mapping'],
  run: ({function: target, stream, mapping}) => {
    const reserved = target?.reservedConcurrency ?? null
    if (target === null || reserved === null || stream === null) return []
    const openShards = stream.shards.filter(shard => shard.open).length
    const parallelizationFactor = mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor
    const needed = openShards * parallelizationFactor
    if (reserved >= needed) return []
    return [
      fail(
        {reservedConcurrency: reserved, needed, openShards, parallelizationFactor},
        {
          command: configureFunction(target, ['--reserved-concurrency', String(needed)]),
        },
      ),
    ]
  },
  text: {
    title: 'Reserved concurrency is below the need of the shards',
    why: 'Each open shard runs up to ParallelizationFactor batches at once. Batches above the reserved concurrency are throttled.',
    found: ({reservedConcurrency, needed, openShards, parallelizationFactor}) =>
      `Reserved concurrency is ${reservedConcurrency}, and the shards need ${needed}: ${count(openShards, 'open shard')} × parallelization factor ${parallelizationFactor}.`,
    fix: ({needed}) =>
      `Reserve ${needed} or more, plus the concurrency of other callers. That reduces the account's pool. Make sure that downstream services can take the extra load.`,
  },
})

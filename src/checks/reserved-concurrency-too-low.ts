import {defineCheck, fail} from '../model/check.ts'
import {configureFunction} from '../model/treatment-command.ts'
import {count} from '../model/units.ts'

export const reservedConcurrencyTooLow = defineCheck({
  id: 'reserved-concurrency-too-low',
  title: 'Reserved concurrency is below what the shards need',
  severity: 'medium',
  why: 'Each open shard runs as many batches at once as the parallelization factor says; what is above the reserve is throttled.',
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
          summary: `Reserve ${needed} or more, plus what other callers of the function use. It is taken from the account's pool; whatever the function calls must bear it.`,
          command: configureFunction(target, ['--reserved-concurrency', String(needed)]),
        },
      ),
    ]
  },
  say: facts =>
    `${facts.reservedConcurrency} reserved, ${facts.needed} needed: ${count(facts.openShards, 'open shard')} × parallelization factor ${facts.parallelizationFactor}.`,
})

import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {AccountSettings} from '../../model/evidence/evidence.ts'
import type {Settings} from '../../model/plan/plan.ts'
import {count, number} from '../../text/units.ts'
import type {SelectedPipeline} from './pipeline.ts'

/** The concurrency that a parallelization factor needs, where it is more than there is. */
export function concurrencyRisks(
  {mapping, stream, target}: SelectedPipeline,
  {ParallelizationFactor: factor}: Settings,
  reserved: number | null | undefined,
  account: AccountSettings | null,
): string[] {
  if (typeof factor !== 'number' || factor <= (mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor)) return []
  const lanes = stream?.shards.filter(({open}) => open).length
  if (lanes === undefined)
    return [`Up to ${count(factor, 'batch', 'batches')} of each shard run at once; the number of shards could not be read.`]
  const needed = `The shards need up to ${count(lanes * factor, 'execution')} at once (${count(lanes, 'open shard')} × parallelization factor ${factor})`
  const own = reserved === undefined ? (target?.reservedConcurrency ?? null) : reserved
  if (own !== null) return own >= lanes * factor ? [] : [`${needed}, and ${number(own)} are reserved: the rest is throttled.`]
  const free = account?.unreservedConcurrentExecutions ?? null
  if (free === null) return [`${needed}; the free concurrency could not be read.`]
  return free >= lanes * factor
    ? [`${needed}, of ${number(free)} that all functions share.`]
    : [`${needed}, and all functions together have ${number(free)}: it will be throttled.`]
}

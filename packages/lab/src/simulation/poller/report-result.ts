import {schedule} from '../engine/simulation.ts'
import type {MappingRun} from './mapping-run.ts'

/** LastProcessingResult of the mapping: the result of its newest attempt, shown after the delay of the lab's law. */
export function reportResult(mapping: MappingRun, result: string): void {
  const {lab, simulation} = mapping
  if (simulation.laws.resultMs === 0) {
    lab.lastProcessingResult = result
    return
  }
  if ((mapping.newestResult ?? lab.lastProcessingResult) === result) return
  mapping.newestResult = result
  schedule(simulation, simulation.world.nowMs + simulation.laws.resultMs, () => {
    lab.lastProcessingResult = result
  })
}

import type {RecordCount} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {Invariant} from '../facts.ts'

const sumOf = ({processed, filtered, dropped, destination, trimmed, skipped, pending}: RecordCount): number =>
  processed + filtered + dropped.retries + dropped.age + dropped.delivery + destination + trimmed + skipped + pending

/** Every record that was written is delivered, filtered, discarded, expired, skipped or waiting. */
export const conservation: Invariant = ({start, phases}) =>
  [start, ...phases.map(({after}) => after)].flatMap(({counts}) =>
    counts
      .filter(one => one.written !== sumOf(one))
      .map(one => `${one.written} records were written for ${one.mapping}, and ${sumOf(one)} are accounted for`),
  )

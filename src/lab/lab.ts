import {type Calls, noCalls} from './calls.ts'
import {type Faults, injectedFaults} from './faults.ts'
import type {Changes} from './services/account.ts'
import {quotaBuckets} from './services/quotas.ts'
import {type Handle, openServices} from './services/router.ts'
import type {World} from './simulation/world.ts'

/** A simulated account with its front door, its faults and its count of calls. */
export interface Lab {
  world: World
  handle: Handle
  calls: Calls
  faults: Faults
}

export interface LabParts {
  world: World
  changes: Changes
  /** IAM actions that are denied from the start. */
  deny: readonly string[]
  /** The clock that AWS's quotas refill by, in ms; it never goes back. */
  quotaNowMs: () => number
  /** Base of the queue URLs that SQS answers with; null for AWS's own. */
  queueBase: string | null
  seed: number
}

export function assembleLab({world, changes, deny, quotaNowMs, queueBase, seed}: LabParts): Lab {
  const calls = noCalls()
  const faults = injectedFaults(seededRandom(seed))
  for (const action of deny) faults.add({action, kind: 'deny', share: 1, left: Number.POSITIVE_INFINITY})
  const account = {world, changes, queueBase, stuckMappings: new Set<string>()}
  return {world, calls, faults, handle: openServices({account, calls, faults, takeQuota: quotaBuckets(quotaNowMs)})}
}

/** Numbers in [0, 1) that depend on the seed alone (the mulberry32 generator): which calls a fault hits can be repeated. */
function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

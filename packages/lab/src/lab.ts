import {type Calls, noCalls} from './calls.ts'
import {type Faults, injectedFaults} from './faults.ts'
import {ownerOf} from './services/cloudformation/stacks.ts'
import {type Account, type Changes, callerRoleArn} from './services/protocol/account.ts'
import {quotaBuckets} from './services/protocol/quotas.ts'
import {sitesOf} from './services/protocol/regions.ts'
import {type Handle, openServices} from './services/protocol/router.ts'
import type {PolicyDocument} from './simulation/access/roles.ts'
import {randomOf} from './simulation/engine/random.ts'
import type {World} from './simulation/engine/world.ts'

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
  /** Share of the calls that fail by chance, 0–1. */
  faultShare?: number
  /** The policy that limits the caller; without it, the caller may do everything. */
  policy?: PolicyDocument | undefined
  /** The clock that AWS's quotas refill by, in ms; it never goes back. */
  quotaNowMs: () => number
  /** Moves on the clock that the world follows, by so many ms. */
  advance: (ms: number) => void
  /** Base of the queue URLs that SQS answers with; null for AWS's own. */
  urlBase: string | null
  seed: number
}

export function assembleLab({world, changes, deny, faultShare = 0, policy, quotaNowMs, advance, urlBase, seed}: LabParts): Lab {
  const calls = noCalls()
  const faults = injectedFaults(randomOf(seed, 'faults').next)
  for (const action of deny) faults.add({action, kind: 'deny', share: 1, left: Number.POSITIVE_INFINITY})
  addChanceFaults(faults, faultShare)
  if (policy !== undefined) restrictCaller(world, policy)
  const account: Account = {
    world,
    changes,
    urlBase,
    stuckMappings: new Set(),
    transitions: new Map(),
    composites: new Map(),
    tags: functionTags(world),
  }
  const quotas = () => quotaBuckets(quotaNowMs)
  const siteOf = sitesOf({account, takeQuota: quotas()}, quotas)
  return {world, calls, faults, handle: openServices({siteOf, calls, faults, advance})}
}

/** Each function is tagged with the team that it belongs to; CloudFormation tags the resources that a stack creates (CloudFormation User Guide, "Resource tags"). */
const functionTags = ({functions}: World): Map<string, Record<string, string>> =>
  new Map([...functions.values()].map(({arn, name}) => [arn, {team: ownerOf(name), 'aws:cloudformation:stack-name': ownerOf(name)}]))

/** A third each of server errors, throttles and broken connections. A later kind is drawn only for the requests that the earlier ones left. */
function addChanceFaults(faults: Faults, share: number): void {
  if (share === 0) return
  const kinds = ['error', 'throttle', 'drop'] as const
  for (const [i, kind] of kinds.entries()) {
    const third = share / kinds.length
    faults.add({action: '*', kind, share: third / (1 - i * third), left: Number.POSITIVE_INFINITY})
  }
}

/** The caller's role has this policy and no other: every other action is denied. */
export function restrictCaller(world: World, policy: PolicyDocument): void {
  const arn = callerRoleArn(world)
  const name = arn.split('/').at(-1) ?? ''
  const trust = world.roles.get(name)?.trust ?? {Version: '2012-10-17', Statement: []}
  world.roles.set(name, {name, arn, trust, inline: new Map([['lab', policy]]), attached: []})
}

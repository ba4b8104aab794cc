import {noNetwork} from '../../simulation/access/network.ts'
import type {World} from '../../simulation/engine/world.ts'
import type {Account} from './account.ts'
import type {TakeQuota} from './quotas.ts'
import type {WireRequest} from './wire.ts'

/** The answering side in one region: the account as it is seen there, and that region's quotas. */
export interface Site {
  account: Account
  takeQuota: TakeQuota
}

/** The region that a request is signed for; null without a signature. */
export const regionOf = ({headers}: WireRequest): string | null =>
  /Credential=[^/]+\/\d{8}\/([a-z0-9-]+)\//.exec(headers.authorization ?? '')?.[1] ?? null

/** The same account where nothing was ever set up: its roles, for IAM is global, its clock, and nothing else. */
const emptyRegion = (home: World, region: string): World => ({
  region,
  accountId: home.accountId,
  get nowMs() {
    return home.nowMs
  },
  advanceTo: home.advanceTo,
  concurrencyLimit: home.concurrencyLimit,
  functions: new Map(),
  mappings: new Map(),
  tables: new Map(),
  queues: new Map(),
  topics: new Map(),
  // Names of buckets are the world's, and so are their facts.
  buckets: home.buckets,
  keys: new Map(),
  roles: home.roles,
  network: noNetwork(),
  alarms: new Map(),
  metrics: {query: () => [], list: () => []},
  logs: {groups: () => [], read: () => []},
  pipes: new Map(),
  bulkOperations: new Map(),
  muteRules: new Map(),
  logGroups: new Map(),
})

/** The sites of an account whose pipelines are all in one region; the others are made when somebody asks there. */
export function sitesOf(home: Site, quotas: () => TakeQuota): (region: string | null) => Site {
  const {account} = home
  const elsewhere = new Map<string, Site>()
  return region => {
    if (region === null || region === account.world.region) return home
    const known = elsewhere.get(region)
    if (known !== undefined) return known
    const nothing = {
      composites: new Map(),
      tags: new Map(),
      stuckMappings: new Set<string>(),
      transitions: new Map(),
    }
    const made = {account: {...account, world: emptyRegion(account.world, region), ...nothing}, takeQuota: quotas()}
    elsewhere.set(region, made)
    return made
  }
}

import {alarms} from './alarms.ts'
import {alias} from './alias.ts'
import {bulkOperations} from './bulk-operations.ts'
import {code} from './code.ts'
import {deniedCalls} from './denied-calls.ts'
import {destination} from './destination.ts'
import {destinationKey} from './destination-key.ts'
import {hotKeys} from './hot-keys.ts'
import {logErrors} from './log-errors.ts'
import {logGroup} from './log-group.ts'
import {logMinutes} from './log-minutes.ts'
import {logReports} from './log-reports.ts'
import {logStarts} from './log-starts.ts'
import {muteRules} from './mute-rules.ts'
import {network} from './network.ts'
import type {AnyOnDemandCollector} from './on-demand.ts'
import {pipes} from './pipes.ts'
import {provisionedConcurrency} from './provisioned-concurrency.ts'
import {rolePermissions} from './role-permissions.ts'
import {rolePolicies} from './role-policies.ts'
import {streamPolicy} from './stream-policy.ts'
import {tableKey} from './table-key.ts'
import {timeToLive} from './time-to-live.ts'
import {versions} from './versions.ts'

/** All collectors of evidence that is read only when a cause asks for it, one per key, and each after those whose answers it builds on. */
export const onDemandCollectors: readonly AnyOnDemandCollector[] = [
  alarms,
  muteRules,
  destination,
  destinationKey,
  tableKey,
  streamPolicy,
  rolePermissions,
  rolePolicies,
  network,
  hotKeys,
  timeToLive,
  pipes,
  bulkOperations,
  alias,
  versions,
  provisionedConcurrency,
  logGroup,
  logErrors,
  deniedCalls,
  logReports,
  logMinutes,
  logStarts,
  code,
]

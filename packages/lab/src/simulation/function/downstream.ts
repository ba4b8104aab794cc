import {allowedAtAll} from '../access/permissions.ts'
import {type Place, reachOf} from '../access/reachability.ts'
import type {LabFunction, World} from '../engine/world.ts'
import type {Met} from './behaviour.ts'
import {deniedFailure, droppedFailure, type Failure, languageOf, refusedFailure, unknownHostFailure} from './failures.ts'

/** The service that the function's code calls for each batch, and its state. Incidents change it while time goes on. */
export interface Downstream {
  host: string
  place: Place
  /** The permission that the execution role needs for it; null for a service that is not AWS's. */
  needs: {action: string; resource: string} | null
  /** Beyond the usual, milliseconds. */
  extraMs: number
  extraPerRecordMs: number
  /** It turns connections away, or takes them and never answers. */
  state: 'well' | 'refuses' | 'hangs'
  /** How long the client waits before it gives up, all its tries together; milliseconds. */
  clientTimeoutMs: number
}

/** Nothing is called. */
const nothing: Met = {extraMs: 0, extraPerRecordMs: 0, failure: null}

/** The state that the code meets; judged again once a second, since network, policies and the service change seldom. */
export type Meeting = (environment: number, nowMs: number) => Met

export function createMeeting(world: World, fn: LabFunction, downstream: Downstream | null): Meeting {
  if (downstream === null) return () => nothing
  const known = new Map<string | undefined, Met>()
  // One object for one failure, however often it happens.
  const failures = new Map<string, Failure>()
  let second = -1
  return (environment, nowMs) => {
    const now = Math.floor(nowMs / 1000)
    if (now !== second) {
      second = now
      known.clear()
    }
    const subnetId = fn.subnetIds[environment % Math.max(1, fn.subnetIds.length)]
    let met = known.get(subnetId)
    if (met === undefined) {
      met = meet(world, fn, downstream, subnetId)
      const {failure} = met
      if (failure !== null) {
        const same = failures.get(failure.message) ?? failure
        failures.set(failure.message, same)
        met = {...met, failure: same}
      }
      known.set(subnetId, met)
    }
    return met
  }
}

function meet(world: World, fn: LabFunction, downstream: Downstream, subnetId: string | undefined): Met {
  const language = languageOf(fn.runtime)
  const {host, place, needs, clientTimeoutMs, state} = downstream
  const reach = reachOf(world.network, fn, subnetId, place)
  if (reach === 'unresolved') return {...nothing, failure: unknownHostFailure(language, host)}
  if (reach === 'dropped' || state === 'hangs') return {...nothing, extraMs: clientTimeoutMs, failure: droppedFailure(language, host)}
  if (state === 'refuses') return {...nothing, failure: refusedFailure(language, host)}
  if (needs !== null) {
    const decision = allowedAtAll(world, fn.role, needs)
    if (decision !== 'allowed') {
      const caller = `arn:aws:sts::${world.accountId}:assumed-role/${fn.role.split('/').at(-1)}/${fn.name}`
      return {...nothing, failure: deniedFailure(language, caller, needs.action, needs.resource, decision === 'explicitDeny')}
    }
  }
  return {extraMs: downstream.extraMs, extraPerRecordMs: downstream.extraPerRecordMs, failure: null}
}

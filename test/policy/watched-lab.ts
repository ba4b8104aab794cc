import {openLab} from '../../packages/lab/src/entrance.ts'
import {policyOf} from '../../src/use-cases/policy.ts'
import {callsOf, type Lab} from '../support/fleet.ts'

/** A lab that notes its requests, and those that it refuses because a permission is missing. */
export interface WatchedLab {
  lab: Lab
  /** Actions that were asked since the last `allow`, whether they were allowed or not. */
  asked: () => string[]
  denied: () => string[]
  /** From now on the caller may do this and nothing else; everything when it is null. */
  allow: (actions: readonly string[] | null) => void
}

/** Watches a lab in place: whoever holds its request handler is watched, too. */
export function watch(lab: Lab): WatchedLab {
  let before = {...callsOf(lab)}
  const denied = new Set<string>()
  const handle = lab.requestHandler.handle.bind(lab.requestHandler)
  lab.requestHandler.handle = async (request, options) => {
    const answer = await handle(request, options)
    const body = answer.response.statusCode >= 400 ? new TextDecoder().decode(answer.response.body) : ''
    const [, action] = /not authorized to perform: ([a-z0-9]+:\w+)/.exec(body) ?? []
    if (action !== undefined) denied.add(action)
    return answer
  }
  return {
    lab,
    asked: () =>
      Object.entries(callsOf(lab))
        .filter(([name, n]) => n > (before[name] ?? 0) && name !== 'sts:GetCallerIdentity')
        .map(([name]) => name)
        .sort(),
    denied: () => [...denied].sort(),
    allow: actions => {
      const policy =
        actions === null ? {Version: '2012-10-17', Statement: [{Effect: 'Allow', Action: '*', Resource: '*'}]} : policyOf(actions)
      const {status} = lab.control('POST', '/_lab/policy', policy)
      if (status !== 200) throw new Error(`the lab does not take the policy: ${status}`)
      before = {...callsOf(lab)}
      denied.clear()
    },
  }
}

const labs = new Map<string, WatchedLab>()

/** The world of an incident, "id" or "id seed", opened once: for commands that only read. */
export function sharedLab(opening: string): WatchedLab {
  const [incident = '', seed = '1'] = opening.split(' ')
  const shared = labs.get(opening) ?? watch(openLab({incident, seed: Number(seed)}))
  labs.set(opening, shared)
  return shared
}

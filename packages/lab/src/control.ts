import type {Calls} from './calls.ts'
import {type FaultKind, type Faults, faultKinds, timedKinds} from './faults.ts'
import {type Lab, restrictCaller} from './lab.ts'
import {bodyText, type WireRequest, type WireResponse} from './services/protocol/wire.ts'
import {parsePolicy} from './simulation/access/policy-document.ts'
import {Refusal} from './simulation/access/refusal.ts'
import type {PolicyDocument} from './simulation/access/roles.ts'
import {recordCounts} from './simulation/engine/conservation.ts'
import {type ReleaseKind, release, releaseKinds} from './simulation/index.ts'

/** The ways in which a test or a person acts on a running lab beside AWS's own calls. */
export interface Controls {
  calls: Calls
  faults: Faults
  nowMs(): number
  /** Moves the virtual clock on; returns when all of it is simulated. */
  advance(seconds: number): void
  /** Where the records of each mapping went. */
  records(): object[]
  /** From now on the caller may do only the actions that this policy allows. */
  restrict(policy: PolicyDocument): void
  /** Publishes a version of this kind; answers its number. */
  release(kind: ReleaseKind): string
}

/** @param advance moves on the clock that the world follows, by so many ms. */
export const controlsOf = ({world, calls, faults}: Lab, advance: (ms: number) => void): Controls => ({
  calls,
  faults,
  nowMs: () => world.nowMs,
  records: () => recordCounts(world),
  restrict: policy => restrictCaller(world, policy),
  release: kind => release(world, kind),
  advance: seconds => advance(seconds * 1000),
})

export const isControl = (path: string): boolean => path.startsWith('/_lab/')

/** A mistake in a `/_lab/` request; answered with 400. */
class BadRequest extends Error {}

/** Answers the lab's own paths. */
export function control(request: WireRequest, controls: Controls): WireResponse {
  const answer = answers[`${request.method} ${request.path}`]
  if (answer === undefined)
    return json(404, {error: `No such call: ${request.method} ${request.path}. There are: ${Object.keys(answers).join(', ')}.`})
  try {
    return json(200, answer(controls, request))
  } catch (error) {
    if (error instanceof BadRequest || error instanceof Refusal) return json(400, {error: error.message})
    throw error
  }
}

const answers: Readonly<Record<string, (controls: Controls, request: WireRequest) => object>> = {
  'GET /_lab/calls': ({calls}) => calls,
  'GET /_lab/clock': controls => clock(controls),
  'GET /_lab/records': ({records}) => ({mappings: records()}),
  'POST /_lab/advance': (controls, request) => {
    controls.advance(secondsIn(body(request)))
    return clock(controls)
  },
  'POST /_lab/faults': ({faults}, request) => {
    const fault = faultIn(body(request))
    faults.add(fault)
    const {left, ...rest} = fault
    return {...rest, count: Number.isFinite(left) ? left : null}
  },
  'DELETE /_lab/faults': ({faults}) => {
    faults.clear()
    return {}
  },
  'POST /_lab/policy': (controls, request) => {
    const parsed = parsePolicy(bodyText(request.body))
    if ('fault' in parsed) throw new BadRequest(parsed.fault)
    controls.restrict(parsed.document)
    return {policy: parsed.document}
  },
  'POST /_lab/release': (controls, request) => ({version: controls.release(releaseKindIn(body(request)))}),
}

const clock = ({nowMs}: Controls) => ({now: new Date(nowMs()).toISOString()})

const json = (status: number, value: object): WireResponse => ({
  status,
  headers: {'content-type': 'application/json'},
  body: `${JSON.stringify(value)}\n`,
})

function body(request: WireRequest): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(bodyText(request.body))
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Told below.
  }
  throw new BadRequest('The body must be a JSON object.')
}

/** A week is more than any stream keeps; longer jumps are mistakes. */
const longestSeconds = 7 * 86_400

function secondsIn({seconds}: Record<string, unknown>): number {
  if (typeof seconds === 'number' && seconds > 0 && seconds <= longestSeconds) return seconds
  throw new BadRequest(`"seconds" must be a number above 0 and at most ${longestSeconds}, not ${JSON.stringify(seconds)}.`)
}

function releaseKindIn({kind}: Record<string, unknown>): ReleaseKind {
  const known = releaseKinds.find(one => one === kind)
  if (known !== undefined) return known
  throw new BadRequest(`"kind" must be one of ${releaseKinds.join(', ')}, not ${JSON.stringify(kind)}.`)
}

function faultIn({action, kind, share = 1, spares, count, region, seconds}: Record<string, unknown>) {
  if (typeof action !== 'string' || !/^(\*|[a-z0-9-]+:[A-Za-z]+)$/.test(action)) {
    throw new BadRequest(`"action" must be an IAM action such as "lambda:GetFunction", or "*", not ${JSON.stringify(action)}.`)
  }
  if (!faultKinds.includes(kind as FaultKind))
    throw new BadRequest(`"kind" must be one of ${faultKinds.join(', ')}, not ${JSON.stringify(kind)}.`)
  if (typeof share !== 'number' || share < 0 || share > 1)
    throw new BadRequest(`"share" must be a number from 0 to 1, not ${JSON.stringify(share)}.`)
  if (count !== undefined && (typeof count !== 'number' || !Number.isInteger(count) || count < 1)) {
    throw new BadRequest(`"count" must be a whole number of 1 or more, not ${JSON.stringify(count)}.`)
  }
  if (region !== undefined && (typeof region !== 'string' || !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)))
    throw new BadRequest(`"region" must be the name of a region such as "eu-west-1", not ${JSON.stringify(region)}.`)
  if (spares !== undefined && (typeof spares !== 'number' || !Number.isInteger(spares) || spares < 0))
    throw new BadRequest(`"spares" must be a whole number, not ${JSON.stringify(spares)}.`)
  const left = typeof count === 'number' ? count : Number.POSITIVE_INFINITY
  return {action, kind: kind as FaultKind, region, share, spares, left, seconds: faultSeconds(kind as FaultKind, seconds)}
}

/** Only the date of an answer can be earlier: the clock does not go back. */
function faultSeconds(kind: FaultKind, seconds: unknown): number | undefined {
  if (!timedKinds.has(kind)) return undefined
  const least = kind === 'skew' ? -longestSeconds : 0
  if (typeof seconds === 'number' && seconds >= least && seconds <= longestSeconds) return seconds
  throw new BadRequest(`"seconds" must be a number from ${least} to ${longestSeconds}, not ${JSON.stringify(seconds)}.`)
}

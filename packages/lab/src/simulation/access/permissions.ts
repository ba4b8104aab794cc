import type {World} from '../engine/world.ts'
import type {LabRole, PolicyDocument} from './roles.ts'

/** The verdict of the policies on one request (IAM User Guide, "Policy evaluation logic"). */
export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny'

/** One request as IAM judges it: an action on a resource, with the values of the context keys that are known. */
export interface AccessRequest {
  /** `service:Action`. */
  action: string
  /** ARN, or `*`. */
  resource: string
  /** Context keys in any case, such as `aws:SourceArn`. */
  context?: Readonly<Record<string, string | readonly string[]>>
}

export interface Judgement {
  decision: Decision
  /** Places (in the list of policies and in the policy) of the statements that decided. */
  matched: {policy: number; statement: number}[]
  /** Context keys that a condition asked for and the request does not have. */
  missingContext: string[]
  /** Condition operators that are not evaluated here: their statements count as not matching. */
  unknownOperators: string[]
}

type Statement = PolicyDocument['Statement'][number]

/** Patterns that were met, by whether their case matters: a simulated hour judges the same few many thousand times. */
const compiled = {'': new Map<string, RegExp | string>(), i: new Map<string, RegExp | string>()}

function compile(pattern: string, flags: '' | 'i'): RegExp | string {
  if (flags === '' && !/[*?]/.test(pattern)) return pattern
  const source = pattern
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replaceAll('*', '[^]*')
    .replaceAll('?', '[^]')
  return new RegExp(`^${source}$`, flags)
}

/** `*` stands for any text, `?` for one character (IAM reference, "Resource"). */
function matches(pattern: string, value: string, flags: '' | 'i'): boolean {
  if (pattern === '*') return true
  let made = compiled[flags].get(pattern)
  if (made === undefined) {
    made = compile(pattern, flags)
    compiled[flags].set(pattern, made)
  }
  return typeof made === 'string' ? made === value : made.test(value)
}

const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === 'string' ? [value] : value

const matchesAny = (patterns: string | string[] | undefined, value: string, flags: '' | 'i'): boolean =>
  listOf(patterns).some(pattern => matches(pattern, value, flags))

/** Action names are compared without case, resources with it. */
function namesAction({Action, NotAction}: Statement, action: string): boolean {
  return NotAction === undefined ? matchesAny(Action, action, 'i') : !matchesAny(NotAction, action, 'i')
}

/** A request on `*` (no resource of its own) is matched by a statement about all resources alone. */
function namesResource({Resource, NotResource}: Statement, resource: string): boolean {
  return NotResource === undefined ? matchesAny(Resource, resource, '') : !matchesAny(NotResource, resource, '')
}

type Test = (wanted: string, given: string) => boolean
const like: Test = (wanted, given) => matches(wanted, given, '')
const equals: Test = (wanted, given) => wanted === given
const equalsIgnoringCase: Test = (wanted, given) => wanted.toLowerCase() === given.toLowerCase()

const operators: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: like,
  ArnEquals: like,
  ArnLike: like,
  Bool: equalsIgnoringCase,
}
/** Their opposites: true where the key is missing, too. */
const negated: Readonly<Record<string, Test>> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsIgnoringCase,
  StringNotLike: like,
  ArnNotEquals: like,
  ArnNotLike: like,
}

function conditionHolds({Condition}: Statement, context: NonNullable<AccessRequest['context']>, told: Judgement): boolean {
  if (Condition === undefined) return true
  const values = new Map(Object.entries(context).map(([key, value]) => [key.toLowerCase(), listOf(value)]))
  const holds = Object.entries(Condition).map(([operator, keys]) => {
    const name = operator.replace(/IfExists$/, '')
    const test = operators[name] ?? negated[name]
    if (test === undefined) {
      if (!told.unknownOperators.includes(operator)) told.unknownOperators.push(operator)
      return false
    }
    return Object.entries(keys).every(([key, wanted]) => {
      const given = values.get(key.toLowerCase())
      if (given === undefined) {
        if (!told.missingContext.includes(key)) told.missingContext.push(key)
        return operator !== name || name in negated
      }
      const found = given.some(value => listOf(wanted).some(one => test(one, value)))
      return name in negated ? !found : found
    })
  })
  return holds.every(Boolean)
}

/** Judges a request by identity-based policies: an explicit deny beats any allow, and a request that nothing allows is denied. */
export function judge(documents: readonly PolicyDocument[], {action, resource, context = {}}: AccessRequest): Judgement {
  const told: Judgement = {decision: 'implicitDeny', matched: [], missingContext: [], unknownOperators: []}
  const allows: Judgement['matched'] = []
  const denies: Judgement['matched'] = []
  for (const [policy, document] of documents.entries()) {
    for (const [statement, one] of document.Statement.entries()) {
      if (!namesAction(one, action) || !namesResource(one, resource) || !conditionHolds(one, context, told)) continue
      ;(one.Effect === 'Deny' ? denies : allows).push({policy, statement})
    }
  }
  if (denies.length > 0) return {...told, decision: 'explicitDeny', matched: denies}
  return allows.length > 0 ? {...told, decision: 'allowed', matched: allows} : told
}

function roleAt({roles}: World, arn: string): LabRole | undefined {
  const role = roles.get(arn.slice(arn.lastIndexOf('/') + 1))
  return role?.arn === arn ? role : undefined
}

/** The policies of a role: inline ones first, in the order of their names' creation. Empty when there is no such role. */
export function policiesOf(world: World, roleArn: string): PolicyDocument[] {
  const role = roleAt(world, roleArn)
  return role === undefined ? [] : [...role.inline.values(), ...role.attached.map(one => one.document)]
}

interface Known {
  documents: readonly PolicyDocument[]
  decision: Decision
}

/** Decisions on the requests of one role, by action, then by resource. */
type Decisions = Map<string, Map<string, Known>>

/** The last decisions, by role: a simulated hour repeats the same few questions many thousand times. Live ones and those of a simulation. */
const decided = {live: new WeakMap<World, Map<string, Decisions>>(), simulated: new WeakMap<World, Map<string, Decisions>>()}

/** The value of a key, made where there is none yet. */
function valueAt<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key)
  if (known !== undefined) return known
  const made = make()
  map.set(key, made)
  return made
}

function decisionsOn(world: World, roleArn: string, action: string, isLive: boolean): Map<string, Known> {
  const worlds = isLive ? decided.live : decided.simulated
  const ofWorld = worlds.get(world) ?? new Map<string, Decisions>()
  if (ofWorld.size === 0) worlds.set(world, ofWorld)
  const ofRole = valueAt(ofWorld, roleArn, () => new Map<string, Map<string, Known>>())
  return valueAt(ofRole, action, () => new Map<string, Known>())
}

/** Documents are replaced, never changed in place. */
function hasOnly(role: LabRole | undefined, documents: readonly PolicyDocument[]): boolean {
  let count = 0
  if (role !== undefined) {
    for (const document of role.inline.values()) if (documents[count++] !== document) return false
    for (const {document} of role.attached) if (documents[count++] !== document) return false
  }
  return count === documents.length
}

function decide(world: World, roleArn: string, action: string, resource: string, isLive: boolean): Decision {
  const known = decisionsOn(world, roleArn, action, isLive)
  const last = known.get(resource)
  if (last !== undefined && hasOnly(roleAt(world, roleArn), last.documents)) return last.decision
  const documents = policiesOf(world, roleArn)
  const context = isLive ? liveContext(world, roleArn) : {}
  const {decision} = judge(documents, {action, resource, context})
  known.set(resource, {documents, decision})
  return decision
}

/** The context that AWS has for a real request, and a simulation does not (IAM User Guide, "Global condition context keys"). */
export const liveContext = ({region, accountId}: World, roleArn: string): NonNullable<AccessRequest['context']> => ({
  'aws:RequestedRegion': region,
  'aws:PrincipalArn': roleArn,
  'aws:PrincipalAccount': accountId,
  'aws:SecureTransport': 'true',
})

/** Whether a role may do this. A role that does not exist may do nothing. */
export const allowed = (world: World, roleArn: string, action: string, resource: string): Decision =>
  decide(world, roleArn, action, resource, true)

/** The same, where nothing is known of the request but its action and resource. */
export const allowedAtAll = (world: World, roleArn: string, {action, resource}: {action: string; resource: string}): Decision =>
  decide(world, roleArn, action, resource, false)

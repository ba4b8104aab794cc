import {allowing, beyondRole, putPolicy, roleName} from '../../advice/access/policy-statement.ts'
import {mayRead, openStream, showStreamPolicy} from '../../advice/access/stream-access.ts'
import type {Present} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {RolePermissions, RolePolicies} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {fits} from '../../text/glob.ts'
import {shellWord} from '../../text/shell.ts'

/** What becomes of the mapping when the permission is there again. */
const goesOn = 'The mapping resumes from its position within some minutes.'

export type Denial = Pick<RolePermissions['results'][number], 'action' | 'resource' | 'decision' | 'limit'>

const fitsAny = (patterns: readonly string[], text: string): boolean =>
  patterns.some(pattern => !pattern.startsWith('!') && fits(pattern.toLowerCase(), text.toLowerCase()))

/** The role's own policy that denies this and holds nothing but denials; null where there is none, or where it is not known. */
function denyingPolicy(denials: readonly Denial[], policies: RolePolicies | null | undefined): string | null {
  const denied = denials.filter(({decision}) => decision === 'explicitDeny')
  const [first] = denied
  if (!policies || first === undefined) return null
  const own = policies.statements.filter(({inline}) => inline === true)
  const found = own.find(
    ({effect, actions, resources}) =>
      effect === 'Deny' && fitsAny(actions, first.action) && (first.resource === '*' || fitsAny(resources, first.resource)),
  )
  return found !== undefined && own.filter(({policy}) => policy === found.policy).every(({effect}) => effect === 'Deny')
    ? found.policy
    : null
}

/** Gives the permission back, or shows the policies where one that denies stands in the way. */
export function allowAgain(
  denials: readonly Denial[],
  role: string | null | undefined,
  again = goesOn,
  policies?: RolePolicies | null,
): Fix {
  const beyond = beyondRole(role ?? 'ROLE', denials)
  if (beyond !== null) return {...beyond, summary: `${beyond.summary} ${again}`}
  const denying = denyingPolicy(denials, policies)
  if (denying !== null)
    return {
      summary: `The policy ${denying} of the role contains only this denial. Find out who added it and why, then remove it. An additional allow has no effect. ${again}`,
      command: `aws iam delete-role-policy --role-name ${shellWord(roleName(role ?? 'ROLE'))} --policy-name ${shellWord(denying)}`,
      carries: {like: 'before'},
    }
  if (denials.some(({decision}) => decision === 'explicitDeny'))
    return {
      doubt: 'The command lists policies and changes nothing: which of them denies it is not known.',
      summary: `Find the deny statement and remove it: an additional allow has no effect. ${again}`,
      command: `aws iam list-role-policies --role-name ${shellWord(roleName(role ?? 'ROLE'))}`,
    }
  return {
    summary: `Grant the permission to the role again. ${again}`,
    command: putPolicy(role ?? 'ROLE', 'ddbstream-restored', allowing(denials)),
    carries: {like: 'before'},
  }
}

const because = {explicitDeny: 'by an explicit deny', implicitDeny: 'because no policy of the role allows it'} as const

/** One line for each way of being denied; they are all about the same stream. */
export const denialWords = (denials: readonly Denial[]): string[] =>
  (Object.keys(because) as (keyof typeof because)[]).flatMap(how => {
    const of = denials.filter(({decision}) => decision === how)
    const [first] = of
    return first
      ? [`${of.map(({action}) => action).join(', ')} on ${first.resource} ${of.length === 1 ? 'is' : 'are'} denied ${because[how]}.`]
      : []
  })

/** A role of the same name and path has the ARN that the function names. */
function makeAgain(role: string): Fix {
  const name = roleName(role)
  const path = role.slice(role.indexOf(':role/') + ':role'.length, role.length - name.length)
  const trust = {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}],
  }
  return {
    summary:
      'Create the role again, where it is defined or with this command, and grant its previous permissions: the stream, the on-failure destination, the log, and the calls of the handler.',
    command: `aws iam create-role${path === '/' ? '' : ` --path ${shellWord(path)}`} --role-name ${shellWord(name)} --assume-role-policy-document ${shellWord(JSON.stringify(trust))}`,
  }
}

/** How sure it is that the role is kept out where the policy of the stream may let it in: not read, or under conditions. */
const streamUnread = 0.75
const streamUnjudged = 0.5

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`

function streamWords(denials: readonly Denial[]): string[] {
  const [first] = denials
  const actions = denials.map(({action}) => action).join(', ')
  return denials.some(({decision}) => decision === 'explicitDeny')
    ? [`The resource policy of the stream denies ${actions} on ${first?.resource}.`]
    : [`The stream is another account's, and its resource policy does not allow the role ${actions} on ${first?.resource}.`]
}

/** The poller takes on the function's role; without the permission nothing is read, and no invocation tells. */
export function pollerIsDenied(
  permissions: RolePermissions,
  streamPolicy: Item<string | null>,
  lag: Lag,
  again = goesOn,
  policies?: RolePolicies | null,
): Present | null {
  const use = mayRead(permissions, maybe(streamPolicy))
  const closed = use.kind === 'denied' ? use : null
  const key = permissions.results.filter(({purpose, decision}) => purpose === 'key' && decision === 'explicitDeny')
  const denials = [...(closed?.denials ?? []), ...key]
  const [first] = denials
  if (permissions.exists && first === undefined) return null
  const doubt = key.length === 0 ? (closed?.doubt ?? null) : null
  const byStream = closed?.by === 'stream' && first !== undefined
  return {
    kind: 'present',
    confidence: doubt === null ? 0.97 : streamPolicy.state === 'known' ? streamUnjudged : streamUnread,
    summary: permissions.exists
      ? 'The execution role may not read the stream: nothing is delivered.'
      : 'The execution role does not exist: nothing is delivered.',
    because: [
      ...(byStream ? streamWords(denials) : denialWords(denials)),
      ...(permissions.exists ? [] : [`There is no role ${permissions.role}.`]),
      ...lag.because.map(why => `Lag: ${why}.`),
    ],
    against: doubt === null ? [] : [sentence(doubt)],
    settledBy: doubt === null || first === undefined ? null : `The policy of the stream: ${showStreamPolicy(first.resource)}.`,
    fixes: [
      !permissions.exists
        ? makeAgain(permissions.role)
        : byStream
          ? openStream(first.resource)
          : allowAgain(denials, permissions.role, again, policies),
    ],
  }
}

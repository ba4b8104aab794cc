import {allowing, beyondRole, putPolicy, roleName} from '../../advice/access/policy-statement.ts'
import {mayRead, openStream, showStreamPolicy} from '../../advice/access/stream-access.ts'
import type {Present} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {RolePermissions, RolePolicies} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {isAbout} from '../../signs/role-statements.ts'
import {option} from '../../text/shell.ts'
import {lagLines, when} from './lines.ts'

/** The outcome for the mapping when the permission is there again. */
const goesOn = 'The mapping resumes where it stopped, within some minutes.'

const text = {
  summary: {
    denied: 'The execution role may not read the stream: nothing is delivered.',
    noRole: 'The execution role does not exist: nothing is delivered.',
  },
  because: {
    isDenied: (action: string, resource: string, how: string) => `${action} on ${resource} is denied ${how}.`,
    areDenied: (actions: string, resource: string, how: string) => `${actions} on ${resource} are denied ${how}.`,
    explicitDeny: 'by an explicit deny',
    implicitDeny: 'because no policy of the role allows it',
    streamDenies: (actions: string, stream: string) => `The resource policy of the stream denies ${actions} on ${stream}.`,
    streamOfOthers: (actions: string, stream: string) =>
      `The stream belongs to another account, and its resource policy does not allow the role to call ${actions} on ${stream}.`,
    noRole: (role: string) => `There is no role ${role}.`,
  },
  settledBy: (command: string) => `The policy of the stream: ${command}.`,
  fix: {
    removePolicy: (policy: string, goesOn: string) =>
      `The policy ${policy} of the role contains only this denial. Find out who added it and why, then remove it. An additional allow has no effect. ${goesOn}`,
    findDeny: (goesOn: string) => `Find the deny statement and remove it: an additional allow has no effect. ${goesOn}`,
    findDenyDoubt: 'The command lists policies and changes nothing: which of them denies it is not known.',
    allow: (goesOn: string) => `Grant the permission to the role again. ${goesOn}`,
    makeRole:
      'Create the role again, where it is defined or with this command, and grant its previous permissions: the stream, the on-failure destination, the log, and the calls of the handler.',
  },
}

export type Denial = Pick<RolePermissions['results'][number], 'action' | 'resource' | 'decision' | 'limit'>

/** The role's own policy that denies this and holds nothing but denials; null where there is none, or where it is not known. */
function denyingPolicy(denials: readonly Denial[], policies: RolePolicies | null | undefined): string | null {
  const denied = denials.filter(({decision}) => decision === 'explicitDeny')
  const [first] = denied
  if (!policies || first === undefined) return null
  const own = policies.statements.filter(({inline}) => inline === true)
  const found = own.find(
    one => one.effect === 'Deny' && isAbout(first.resource === '*' ? {...one, resources: ['*']} : one, first.action, first.resource),
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
      summary: text.fix.removePolicy(denying, again),
      command: `aws iam delete-role-policy${option('role-name', roleName(role ?? 'ROLE'))}${option('policy-name', denying)}`,
      carries: {like: 'before'},
    }
  if (denials.some(({decision}) => decision === 'explicitDeny'))
    return {
      doubt: text.fix.findDenyDoubt,
      summary: text.fix.findDeny(again),
      command: `aws iam list-role-policies${option('role-name', roleName(role ?? 'ROLE'))}`,
    }
  return {
    summary: text.fix.allow(again),
    command: putPolicy(role ?? 'ROLE', 'ddbstream-restored', allowing(denials)),
    carries: {like: 'before'},
  }
}

/** One line for each way of being denied; they are all about the same stream. */
export const denialLines = (denials: readonly Denial[]): string[] =>
  (['explicitDeny', 'implicitDeny'] as const).flatMap(how => {
    const [first, ...others] = denials.filter(({decision}) => decision === how)
    if (first === undefined) return []
    const actions = [first, ...others].map(({action}) => action).join(', ')
    return [text.because[others.length === 0 ? 'isDenied' : 'areDenied'](actions, first.resource, text.because[how])]
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
    summary: text.fix.makeRole,
    command: `aws iam create-role${path === '/' ? '' : option('path', path)}${option('role-name', name)}${option('assume-role-policy-document', JSON.stringify(trust))}`,
  }
}

/** How sure it is that the role is kept out where the policy of the stream may let it in: not read, or under conditions. */
const streamUnread = 0.75
const streamUnjudged = 0.5

const sentence = (why: string): string => `${why.charAt(0).toUpperCase()}${why.slice(1)}.`

function streamLine(denials: readonly Denial[], stream: string): string {
  const actions = denials.map(({action}) => action).join(', ')
  const isExplicit = denials.some(({decision}) => decision === 'explicitDeny')
  return text.because[isExplicit ? 'streamDenies' : 'streamOfOthers'](actions, stream)
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
    summary: permissions.exists ? text.summary.denied : text.summary.noRole,
    because: [
      ...(byStream ? [streamLine(denials, first.resource)] : denialLines(denials)),
      ...when(!permissions.exists, text.because.noRole(permissions.role)),
      ...lagLines(lag),
    ],
    against: doubt === null ? [] : [sentence(doubt)],
    settledBy: doubt === null || first === undefined ? null : text.settledBy(showStreamPolicy(first.resource)),
    fixes: [
      !permissions.exists
        ? makeAgain(permissions.role)
        : byStream
          ? openStream(first.resource)
          : allowAgain(denials, permissions.role, again, policies),
    ],
  }
}

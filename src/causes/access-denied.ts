import {defineCause, type Present, ruledOut, type Weighed} from '../model/cause.ts'
import type {Treatment} from '../model/check.ts'
import {type Delivery, seenDelivery} from '../model/delivery.ts'
import {maybe} from '../model/derived.ts'
import type {CustomerKey, LambdaFunction, RolePermissions} from '../model/evidence.ts'
import type {Failures} from '../model/failures.ts'
import type {Item} from '../model/item.ts'
import {keyIs, mayUse, openKey, reopenKey} from '../model/key.ts'
import type {Lag} from '../model/lag.ts'
import {errorsInLog} from '../model/log-command.ts'
import {allowing, beyondRole, putPolicy, roleName} from '../model/policy-statement.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {mayRead, openStream, showStreamPolicy} from '../model/stream-access.ts'
import {percent} from '../model/units.ts'
import {failingLine, loggedLines} from './failure-lines.ts'

type Denial = Pick<RolePermissions['results'][number], 'action' | 'resource' | 'decision' | 'limit'>

/** Gives the permission back, or shows the policies where one that denies stands in the way. */
function treatment(denials: readonly Denial[], role: string | null | undefined): Treatment {
  const again = 'The mapping goes on from where it stopped, within some minutes.'
  const beyond = beyondRole(role ?? 'ROLE', denials)
  if (beyond !== null) return {...beyond, summary: `${beyond.summary} ${again}`}
  if (denials.some(({decision}) => decision === 'explicitDeny'))
    return {
      summary: `Find the policy that denies it and take the denial out: an allow beside it changes nothing. ${again}`,
      command: `aws iam list-role-policies --role-name ${shellWord(roleName(role ?? 'ROLE'))}`,
    }
  return {
    summary: `Give the permission back to the role. ${again}`,
    command: putPolicy(role ?? 'ROLE', 'ddbstream-restored', allowing(denials)),
  }
}

const because = {explicitDeny: 'by a policy that says so', implicitDeny: 'because no policy of the role allows it'} as const

/** One line for each way of being denied; they are all about the same stream. */
const words = (denials: readonly Denial[]): string[] =>
  (Object.keys(because) as (keyof typeof because)[]).flatMap(how => {
    const of = denials.filter(({decision}) => decision === how)
    const [first] = of
    return first
      ? [`${of.map(({action}) => action).join(', ')} on ${first.resource} ${of.length === 1 ? 'is' : 'are'} denied ${because[how]}.`]
      : []
  })

/** How sure it is that the key is the reason: a grant on the key, which is not read, could let the role in as well. */
const byKeyPolicy = 0.9
const keyUnread = 0.55

/** The key of the table cannot be used by anybody, or not by the role, as far as the policies tell. Only the lack of records speaks for it. */
function keyIsClosed(permissions: RolePermissions, key: CustomerKey | null | undefined, lag: Lag): Present | null {
  if (lag.state !== 'stopped') return null
  const off = keyIsOff(key, lag)
  if (off !== null) return off
  const use = key ? mayUse(key, permissions, 'key') : null
  const closed = use?.is === 'denied' ? use : null
  const denials = closed?.denials ?? permissions.results.filter(({purpose, decision}) => purpose === 'key' && decision === 'implicitDeny')
  const [denial] = denials
  if (denial === undefined) return null
  const sure = closed !== null
  const of = `${regionFlag(denial.resource)} --key-id ${shellWord(denial.resource)}`
  return {
    is: 'present',
    confidence: sure ? byKeyPolicy : keyUnread,
    summary: `The execution role ${sure ? 'lacks' : 'may lack'} the key that the table is encrypted with: nothing is delivered.`,
    because: [...keyWords(denials, closed?.by ?? null), ...lag.because.map(why => `Lag: ${why}.`)],
    against: [sure ? 'A grant on the key may allow it.' : "The key's own policy may allow it; that of a key that AWS manages does."],
    settledBy: sure ? `The grants on the key: aws kms list-grants${of}.` : `The policy of the key: aws kms get-key-policy${of}.`,
    treatments: [closed?.by === 'key' ? openKey(denial.resource) : treatment(denials, permissions.role)],
  }
}

/** Whose policy keeps the role from the key; null where that of the key was not judged. */
function keyWords(denials: readonly Denial[], by: 'role' | 'key' | null): string[] {
  if (by !== 'key') return [...words(denials), ...(by === 'role' ? ["The key's own policy does not name the role."] : [])]
  const [first] = denials
  return denials.some(({decision}) => decision === 'explicitDeny')
    ? [`The key's own policy denies ${first?.action} on ${first?.resource}.`]
    : [
        `The key's own policy lets in neither the role nor its account for ${first?.action} on ${first?.resource}: the policies of the role do not count.`,
      ]
}

function keyIsOff(key: CustomerKey | null | undefined, lag: Lag): Present | null {
  if (!key || keyIs(key) !== 'off' || lag.state !== 'stopped') return null
  const {arn, state} = key
  const {summary, command} = reopenKey(key)
  return {
    is: 'present',
    confidence: 0.95,
    summary: 'The key that the table is encrypted with cannot be used: nothing is delivered.',
    because: [
      `The table is encrypted with ${arn}, ${state === null ? 'which does not exist' : `which is ${state}`}.`,
      ...lag.because.map(why => `Lag: ${why}.`),
    ],
    against: [],
    settledBy: null,
    treatments: [{summary: `${summary} After seven days without its key DynamoDB archives the table.`, command}],
  }
}

/** A role of the same name and path has the ARN that the function names. */
function makeAgain(role: string): Treatment {
  const name = roleName(role)
  const path = role.slice(role.indexOf(':role/') + ':role'.length, role.length - name.length)
  const trust = {
    Version: '2012-10-17',
    Statement: [{Effect: 'Allow', Principal: {Service: 'lambda.amazonaws.com'}, Action: 'sts:AssumeRole'}],
  }
  return {
    summary:
      'Make the role again, where it is defined or with this command, and give it what it was allowed: the stream, the on-failure destination, the log, and what the handler calls.',
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
    ? [`The stream's own policy denies ${actions} on ${first?.resource}.`]
    : [`The stream is another account's, and its own policy does not let the role in for ${actions} on ${first?.resource}.`]
}

/** Batches of another mapping, or invocations without an iterator age, are no proof that this stream is read; they speak against a denial. */
function besideDelivery(found: Present, delivery: Delivery): Present {
  if (delivery === 'shared')
    return {
      ...found,
      confidence: Math.min(found.confidence, sharedDelivery),
      against: [...found.against, 'The function gets batches now, and has other mappings: the metrics do not tell whose batches they are.'],
    }
  if (delivery === 'invoked')
    return {
      ...found,
      confidence: Math.min(found.confidence, invokedBeside),
      against: [...found.against, 'The function is invoked now. No iterator age is published for it, so another caller may be the reason.'],
    }
  return found
}

const sharedDelivery = 0.6
const invokedBeside = 0.25

/** The poller takes on the function's role; without the permission nothing is read, and no invocation tells. */
function pollerIsDenied(permissions: RolePermissions, streamPolicy: Item<string | null>, lag: Lag): Present | null {
  const use = mayRead(permissions, maybe(streamPolicy))
  const closed = use.is === 'denied' ? use : null
  const key = permissions.results.filter(({purpose, decision}) => purpose === 'key' && decision === 'explicitDeny')
  const denials = [...(closed?.denials ?? []), ...key]
  const [first] = denials
  if (permissions.exists && first === undefined) return null
  const doubt = key.length === 0 ? (closed?.doubt ?? null) : null
  const byStream = closed?.by === 'stream' && first !== undefined
  return {
    is: 'present',
    confidence: doubt === null ? 0.97 : streamPolicy.state === 'known' ? streamUnjudged : streamUnread,
    summary: permissions.exists
      ? 'The execution role may not read the stream: nothing is delivered.'
      : 'The execution role does not exist: nothing is delivered.',
    because: [
      ...(byStream ? streamWords(denials) : words(denials)),
      ...(permissions.exists ? [] : [`There is no role ${permissions.role}.`]),
      ...lag.because.map(why => `Lag: ${why}.`),
    ],
    against: doubt === null ? [] : [sentence(doubt)],
    settledBy: doubt === null || first === undefined ? null : `The policy of the stream: ${showStreamPolicy(first.resource)}.`,
    treatments: [
      !permissions.exists ? makeAgain(permissions.role) : byStream ? openStream(first.resource) : treatment(denials, permissions.role),
    ],
  }
}

function handlerIsDenied(failures: Failures, target: LambdaFunction | null | undefined): Present {
  const {logged, share, scope} = failures
  const action = logged?.deniedAction ?? null
  return {
    is: 'present',
    confidence: scope === 'passing' ? 0.85 : 0.96,
    summary: `${percent(share)} of the invocations fail because ${action === null ? 'something that the function calls is denied' : `the function may not call ${action}`}.`,
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...(action !== null && logged?.deniedResource ? [`Denied: ${action} on ${logged.deniedResource}.`] : []),
    ],
    against: [],
    settledBy: null,
    treatments: [action === null ? findTheCall(target) : giveBack(action, logged, target)],
  }
}

/** What could not be judged, of the role or of the table's key, leaves it open while nothing is delivered. */
function otherwiseOf(
  permissions: RolePermissions,
  {tableKey: key, streamPolicy}: {tableKey: Item<CustomerKey | null>; streamPolicy: Item<string | null>},
  {state}: Lag,
): Weighed {
  if (state !== 'stopped') return ruledOut
  const read = mayRead(permissions, maybe(streamPolicy))
  if (read.is === 'unknown') return {is: 'open', because: read.why}
  if (key.state === 'missing') {
    const isEncrypted = permissions.results.some(({purpose}) => purpose === 'key')
    return isEncrypted || key.reason !== 'skipped'
      ? {is: 'open', because: 'the key that the table is encrypted with was not read'}
      : ruledOut
  }
  const use = key.value === null ? null : mayUse(key.value, permissions, 'key')
  return use?.is === 'unknown' ? {is: 'open', because: use.why} : ruledOut
}

/** Some services do not say in their error which action they refuse: S3's is "Access Denied". */
const findTheCall = (target: LambdaFunction | null | undefined): Treatment => ({
  summary: 'The error does not name the action: find the call in the log, and allow it to the execution role.',
  command: errorsInLog(target, undefined),
})

function giveBack(action: string, logged: Failures['logged'], target: LambdaFunction | null | undefined): Treatment {
  const decision = /explicit deny/i.test(logged?.sample ?? '') ? 'explicitDeny' : 'implicitDeny'
  return treatment([{action, resource: logged?.deniedResource ?? '*', decision}], target?.role)
}

/** Nothing is delivered, as far as it is known: a batch that was handed over lately shows that the stream is read. */
const waits = ({state}: Lag, delivery: Delivery): boolean => (state === 'stopped' || state === 'unknown') && delivery !== 'own'

export const accessDenied = defineCause({
  id: 'access-denied',
  title: 'A permission is missing',
  harm: 'the mapping cannot read the stream, or every batch fails; records are lost 24 hours after they were written',
  harmful: true,
  needs: ['failures', 'lag', 'polling'],
  wants: ['function', 'mappedStream', 'functionMetrics', 'mappingMetrics'],
  asks: ['rolePermissions', 'streamPolicy', 'tableKey', 'logErrors'],
  weigh: ({failures, lag, polling}, wanted, {nowMs}) => {
    const target = maybe(wanted.function)
    const metrics = {functionMetrics: maybe(wanted.functionMetrics), mappingMetrics: maybe(wanted.mappingMetrics)}
    const delivery = seenDelivery(lag, metrics, nowMs)
    if (failures.young) return {is: 'open', because: failures.young}
    if (failures.scope !== 'none' && failures.scope !== 'one-lane' && !waits(lag, delivery)) {
      if (failures.kind === 'denied') return handlerIsDenied(failures, target)
      return wanted.logErrors.state === 'missing' ? {is: 'open'} : ruledOut
    }
    // What is off, gone, switched off or stale is not read for another reason.
    const otherwise =
      polling.is === 'off' || target === null || target?.reservedConcurrency === 0 || maybe(wanted.mappedStream)?.is === 'stale'
    if (!waits(lag, delivery) || otherwise) return ruledOut
    const [permissions, key] = [maybe(wanted.rolePermissions), maybe(wanted.tableKey)]
    if (!permissions) return keyIsOff(key, lag) ?? {is: 'open'}
    const found = pollerIsDenied(permissions, wanted.streamPolicy, lag) ?? keyIsClosed(permissions, key, lag)
    return found === null ? otherwiseOf(permissions, wanted, lag) : besideDelivery(found, delivery)
  },
})

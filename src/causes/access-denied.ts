import {mayUse} from '../advice/access/kms-key.ts'
import {besidesRole, type DeniedCall, denierLines, refusedElsewhere} from '../advice/access/open-elsewhere.ts'
import {mayRead} from '../advice/access/stream-access.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause, type Weighed} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {CustomerKey, LambdaFunction, LoggedError, RolePermissions} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {type Delivery, seenDelivery} from '../signs/delivery.ts'
import {decisionOf} from '../signs/denied-by.ts'
import {streamIsRefused} from '../signs/stream-refused.ts'
import {percent} from '../text/units.ts'
import {keyIsClosed, keyIsOff, tableIsClosed} from './parts/closed-table-key.ts'
import {isDisabledByLambda, thenEnable} from './parts/disabled-by-lambda.ts'
import {failingLine, loggedLines} from './parts/failure-evidence.ts'
import {known as lines} from './parts/lines.ts'
import {allowAgain, pollerIsDenied} from './parts/poller-denied.ts'
import {refusedByReport} from './parts/stream-refused.ts'

const text = {
  title: 'A permission is missing',
  harm: 'the mapping cannot read the stream, or every batch fails; records expire 24 hours after they were written',
  harmOfCalls: 'every batch fails and is retried; records expire 24 hours after they were written',
  summary: {
    denied: (share: number, action: string) => `${percent(share)} of the invocations fail because the function may not call ${action}.`,
    deniedACall: (share: number) => `${percent(share)} of the invocations fail because a call of the function is denied.`,
  },
  because: {
    deniedCall: (action: string, resource: string) => `Denied: ${action} on ${resource}.`,
  },
  against: {
    otherMappings: 'The function gets batches now and has other mappings: its metrics do not separate them.',
    otherCallers: 'The function is invoked now. No iterator age is published for it, so another caller may be the reason.',
  },
  fix: {
    findCall: 'The error does not name the action: find the call in the log, and allow it to the execution role.',
    nextRetry: 'Failed batches succeed at their next retry.',
    nextCalls: 'The log names the first denied call. Later calls of the handler may be denied next: run the doctor again after the fix.',
  },
  open: {
    keyUnread: 'the key that the table is encrypted with was not read',
  },
  ruledOut: {
    mayRead: 'The execution role may read the stream.',
    otherErrors: 'No error in the log is about a permission.',
    delivered: 'Batches are delivered: Lambda may read the stream.',
    off: 'The mapping does not read the stream.',
  },
}

/** Batches of another mapping, or invocations without an iterator age, are no proof that this stream is read; they speak against a denial. */
function besideDelivery(found: Present, delivery: Delivery): Present {
  if (delivery === 'shared')
    return {
      ...found,
      confidence: Math.min(found.confidence, sharedDelivery),
      against: [...found.against, text.against.otherMappings],
    }
  if (delivery === 'invoked')
    return {
      ...found,
      confidence: Math.min(found.confidence, invokedBeside),
      against: [...found.against, text.against.otherCallers],
    }
  return found
}

const sharedDelivery = 0.6
const invokedBeside = 0.25

function handlerIsDenied(failures: Failures, known: Omit<DeniedCall, 'logged'>): Present {
  const {logged, share, scope} = failures
  const action = logged?.deniedAction ?? null
  const resource = action === null ? null : logged?.deniedResource || null
  const elsewhere = logged === null ? null : refusedElsewhere({logged, ...known})
  return {
    kind: 'present',
    confidence: scope === 'passing' ? 0.85 : 0.96,
    summary: action === null ? text.summary.deniedACall(share) : text.summary.denied(share, action),
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...lines(resource, on => text.because.deniedCall(action ?? '', on)),
      ...(elsewhere?.because ?? (logged?.deniedBy ? denierLines(logged.deniedBy) : [])),
    ],
    against: [],
    settledBy: null,
    fixes: [elsewhere?.fix ?? (logged === null || action === null ? findTheCall(known.target) : giveBack(action, {logged, ...known}))],
    ...(scope === 'passing' ? {} : {harm: text.harmOfCalls}),
  }
}

/** A permission of the role or of the table's key that could not be judged leaves it open while nothing is delivered. */
function otherwiseOf(
  permissions: RolePermissions,
  {tableKey: key, streamPolicy}: {tableKey: Item<CustomerKey | null>; streamPolicy: Item<string | null>},
  {state}: Lag,
): Weighed {
  if (state !== 'stopped') return ruledOut
  const read = mayRead(permissions, maybe(streamPolicy))
  if (read.kind === 'unknown') return {kind: 'open', because: read.why}
  if (key.state === 'missing') {
    const isEncrypted = permissions.results.some(({purpose}) => purpose === 'key')
    return isEncrypted || key.reason !== 'skipped' ? {kind: 'open', because: text.open.keyUnread} : ruledOut
  }
  const use = key.value === null ? null : mayUse(key.value, permissions, 'key')
  return use?.kind === 'unknown' ? {kind: 'open', because: use.why} : ruledOutBecause(text.ruledOut.mayRead)
}

/** Some services do not say in their error which action they refuse: S3's is "Access Denied". */
const findTheCall = (target: LambdaFunction | null | undefined): Fix => ({
  summary: text.fix.findCall,
  command: errorsInLog(target, undefined),
})

function giveBack(action: string, call: DeniedCall & {logged: LoggedError}): Fix {
  const {logged, target, policies, simulated} = call
  const resource = logged.deniedResource ?? '*'
  const limit = simulated?.find(one => one.action === action && one.resource === resource)?.limit
  const denial = {action, resource, decision: decisionOf(logged), limit}
  const {carries, ...fix} = allowAgain([denial], target?.role, text.fix.nextRetry, policies)
  // Where another account has its say as well, no time of an end is known.
  const besides = besidesRole(call)
  return {doubt: text.fix.nextCalls, ...fix, ...(besides === null ? carries && {carries} : {doubt: besides})}
}

/** Nothing is delivered, as far as it is known: a batch that was handed over lately shows that the stream is read. */
const waits = ({state}: Lag, delivery: Delivery): boolean => (state === 'stopped' || state === 'unknown') && delivery !== 'own'

export const accessDenied = defineCause({
  id: 'access-denied',
  text,
  harmful: true,
  needs: ['failures', 'lag', 'polling'],
  wants: ['function', 'mapping', 'mappedStream', 'functionMetrics', 'mappingMetrics', 'table'],
  onDemand: ['rolePermissions', 'streamPolicy', 'tableKey', 'logErrors'],
  advises: ['rolePolicies', 'deniedCalls'],
  weigh: ({failures, lag, polling}, wanted, {nowMs}) => {
    const closed = tableIsClosed(maybe(wanted.table), wanted.tableKey)
    if (closed !== null) return closed
    const target = maybe(wanted.function)
    const policies = maybe(wanted.rolePolicies)
    const metrics = {functionMetrics: maybe(wanted.functionMetrics), mappingMetrics: maybe(wanted.mappingMetrics)}
    const delivery = seenDelivery(lag, metrics, nowMs)
    if (failures.young) return {kind: 'open', because: failures.young}
    if (failures.scope !== 'none' && failures.scope !== 'one-lane' && !waits(lag, delivery)) {
      if (failures.kind === 'denied') return handlerIsDenied(failures, {target, policies, simulated: maybe(wanted.deniedCalls)})
      if (wanted.logErrors.state === 'missing') return {kind: 'open'}
      return failures.kind === null ? ruledOut : ruledOutBecause(text.ruledOut.otherErrors)
    }
    const mapping = maybe(wanted.mapping)
    const byLambda = mapping !== undefined && isDisabledByLambda(mapping)
    // A mapping that somebody switched off, a missing one and a stale stream are not read for another reason.
    const otherwise =
      (polling.kind === 'off' && !byLambda) ||
      target === null ||
      target?.reservedConcurrency === 0 ||
      maybe(wanted.mappedStream)?.kind === 'stale'
    if (!waits(lag, delivery)) return delivery === 'own' ? ruledOutBecause(text.ruledOut.delivered) : ruledOut
    if (otherwise) return polling.kind === 'off' && !byLambda ? ruledOutBecause(text.ruledOut.off) : ruledOut
    const [permissions, key] = [maybe(wanted.rolePermissions), maybe(wanted.tableKey)]
    const refused = mapping !== undefined && lag.state === 'stopped' && streamIsRefused(mapping) ? mapping : null
    if (!permissions)
      return (
        keyIsOff(key, lag) ??
        (refused === null ? {kind: 'open'} : refusedByReport(refused, lag, {role: target?.role ?? null, policies: 'unread'}))
      )
    const found =
      pollerIsDenied(permissions, wanted.streamPolicy, lag, byLambda ? thenEnable : undefined, policies) ??
      keyIsClosed(permissions, key, lag, policies)
    if (found !== null) return besideDelivery(found, delivery)
    if (refused === null) return otherwiseOf(permissions, wanted, lag)
    const read = mayRead(permissions, maybe(wanted.streamPolicy))
    return refusedByReport(refused, lag, {role: permissions.role, policies: read.kind === 'allowed' ? 'allow' : 'unknown'})
  },
})

import {mayUse, openKey, reopenKey} from '../advice/access/kms-key.ts'
import {denierLines, openElsewhere} from '../advice/access/open-elsewhere.ts'
import {mayRead} from '../advice/access/stream-access.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause, type Weighed} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Failures} from '../model/derived/failures.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {CustomerKey, LambdaFunction, RolePermissions, RolePolicies, Table} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {type Delivery, seenDelivery} from '../signs/delivery.ts'
import {decisionOf} from '../signs/denied-by.ts'
import {keyIs} from '../signs/key-state.ts'
import {shellWord} from '../text/shell.ts'
import {percent} from '../text/units.ts'
import {isDisabledByLambda, thenEnable} from './parts/disabled-by-lambda.ts'
import {failingLine, loggedLines} from './parts/failure-evidence.ts'
import {allowAgain, type Denial, denialWords, pollerIsDenied} from './parts/poller-denied.ts'

/** How sure it is that the key is the reason: a grant on the key, which is not read, could let the role in as well. */
const byKeyPolicy = 0.9
const keyUnread = 0.55

/** The key of the table cannot be used by anybody, or not by the role, as far as the policies tell. Only the lack of records speaks for it. */
function keyIsClosed(
  permissions: RolePermissions,
  key: CustomerKey | null | undefined,
  lag: Lag,
  policies: RolePolicies | null | undefined,
): Present | null {
  if (lag.state !== 'stopped') return null
  const off = keyIsOff(key, lag)
  if (off !== null) return off
  const use = key ? mayUse(key, permissions, 'key') : null
  const closed = use?.kind === 'denied' ? use : null
  const denials = closed?.denials ?? permissions.results.filter(({purpose, decision}) => purpose === 'key' && decision === 'implicitDeny')
  const [denial] = denials
  if (denial === undefined) return null
  const sure = closed !== null
  const of = `${regionFlag(denial.resource)} --key-id ${shellWord(denial.resource)}`
  return {
    kind: 'present',
    confidence: sure ? byKeyPolicy : keyUnread,
    summary: `The execution role ${sure ? 'lacks' : 'may lack'} the key that the table is encrypted with: nothing is delivered.`,
    because: [...keyWords(denials, closed?.by ?? null), ...lag.because.map(why => `Lag: ${why}.`)],
    against: [sure ? 'A grant on the key may allow it.' : 'The key policy may allow it; the policy of an AWS managed key does.'],
    settledBy: sure ? `The grants on the key: aws kms list-grants${of}.` : `The policy of the key: aws kms get-key-policy${of}.`,
    fixes: [closed?.by === 'key' ? openKey(denial.resource) : allowAgain(denials, permissions.role, undefined, policies)],
  }
}

/** Whose policy keeps the role from the key; null where that of the key was not judged. */
function keyWords(denials: readonly Denial[], by: 'role' | 'key' | null): string[] {
  if (by !== 'key') return [...denialWords(denials), ...(by === 'role' ? ['The key policy does not name the role.'] : [])]
  const [first] = denials
  return denials.some(({decision}) => decision === 'explicitDeny')
    ? [`The key policy denies ${first?.action} on ${first?.resource}.`]
    : [
        `The key policy allows neither the role nor its account for ${first?.action} on ${first?.resource}: the policies of the role do not count.`,
      ]
}

function keyIsOff(key: CustomerKey | null | undefined, lag: Lag): Present | null {
  if (!key || keyIs(key) !== 'off' || lag.state !== 'stopped') return null
  const {arn, state} = key
  const {summary, ...again} = reopenKey(key)
  return {
    kind: 'present',
    confidence: 0.95,
    summary: 'The key that the table is encrypted with cannot be used: nothing is delivered.',
    because: [
      `The table is encrypted with ${arn}, ${state === null ? 'which does not exist' : `which is ${state}`}.`,
      ...lag.because.map(why => `Lag: ${why}.`),
    ],
    against: [],
    settledBy: null,
    fixes: [{summary: `${summary} After seven days without its key DynamoDB archives the table.`, ...again}],
  }
}

/**
 * DynamoDB itself has no access to the key of the table: nobody can write, and Lambda cannot read the stream. After seven days it archives
 * the table (DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes").
 */
function tableIsClosed(table: Table | null | undefined, tableKey: Item<CustomerKey | null>): Weighed | null {
  const status = table?.tableStatus ?? ''
  const isArchived = status.startsWith('ARCHIV')
  if (!table || !(isArchived || status.startsWith('INACCESSIBLE_ENCRYPTION'))) return null
  if (tableKey.state === 'missing' && tableKey.reason === 'skipped' && table.kmsKeyArn !== null) return {kind: 'open'}
  const key = maybe(tableKey)
  return {
    kind: 'present',
    confidence: 0.97,
    summary: isArchived
      ? 'DynamoDB archived the table because it could not use the KMS key of the table: the table can be neither written nor read.'
      : 'DynamoDB cannot use the KMS key of the table: nothing can be written, and Lambda cannot read the stream.',
    because: [
      `The status of the table is ${status}.`,
      ...(table.kmsKeyArn === null
        ? []
        : [`The table is encrypted with ${table.kmsKeyArn}${key?.state ? `, which is ${key.state}` : ''}.`]),
    ],
    against: [],
    settledBy: null,
    fixes: [isArchived ? restoreTable(table) : openTable(table, key)],
  }
}

function openTable({kmsKeyArn, tableName}: Table, key: CustomerKey | null | undefined): Fix {
  const within = 'After seven days without its key DynamoDB archives the table.'
  if (key && keyIs(key) === 'off') {
    const {summary, command} = reopenKey(key)
    return {summary: `${summary} ${within}`, command}
  }
  return {
    summary: `Check the state of the key and its policy, and allow DynamoDB to use the key again. ${within}`,
    command:
      kmsKeyArn === null
        ? `aws dynamodb describe-table --table-name ${shellWord(tableName)} --query Table.SSEDescription`
        : `aws kms describe-key${regionFlag(kmsKeyArn)} --key-id ${shellWord(kmsKeyArn)}`,
  }
}

const restoreTable = ({tableName, tableArn}: Table): Fix => ({
  summary:
    'Restore the table from the backup that DynamoDB made when it archived it, under a new name; the key must be usable. The command shows the backup.',
  command: `aws dynamodb describe-table${regionFlag(tableArn ?? '')} --table-name ${shellWord(tableName)} --query Table.ArchivalSummary`,
})

/** Batches of another mapping, or invocations without an iterator age, are no proof that this stream is read; they speak against a denial. */
function besideDelivery(found: Present, delivery: Delivery): Present {
  if (delivery === 'shared')
    return {
      ...found,
      confidence: Math.min(found.confidence, sharedDelivery),
      against: [...found.against, 'The function gets batches now and has other mappings: its metrics do not separate them.'],
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

function handlerIsDenied(
  failures: Failures,
  target: LambdaFunction | null | undefined,
  policies: RolePolicies | null | undefined,
): Present {
  const {logged, share, scope} = failures
  const action = logged?.deniedAction ?? null
  return {
    kind: 'present',
    confidence: scope === 'passing' ? 0.85 : 0.96,
    summary: `${percent(share)} of the invocations fail because ${action === null ? 'a call of the function is denied' : `the function may not call ${action}`}.`,
    because: [
      failingLine(failures),
      ...loggedLines(failures),
      ...(action !== null && logged?.deniedResource ? [`Denied: ${action} on ${logged.deniedResource}.`] : []),
      ...(logged?.deniedBy ? denierLines(logged.deniedBy) : []),
    ],
    against: [],
    settledBy: null,
    fixes: [action === null ? findTheCall(target) : giveBack(action, logged, target, policies)],
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
  if (read.kind === 'unknown') return {kind: 'open', because: read.why}
  if (key.state === 'missing') {
    const isEncrypted = permissions.results.some(({purpose}) => purpose === 'key')
    return isEncrypted || key.reason !== 'skipped'
      ? {kind: 'open', because: 'the key that the table is encrypted with was not read'}
      : ruledOut
  }
  const use = key.value === null ? null : mayUse(key.value, permissions, 'key')
  return use?.kind === 'unknown' ? {kind: 'open', because: use.why} : ruledOutBecause('The execution role may read the stream.')
}

/** Some services do not say in their error which action they refuse: S3's is "Access Denied". */
const findTheCall = (target: LambdaFunction | null | undefined): Fix => ({
  summary: 'The error does not name the action: find the call in the log, and allow it to the execution role.',
  command: errorsInLog(target, undefined),
})

function giveBack(
  action: string,
  logged: Failures['logged'],
  target: LambdaFunction | null | undefined,
  policies: RolePolicies | null | undefined,
): Fix {
  const elsewhere = logged?.deniedBy ? openElsewhere(logged.deniedBy, {action, resource: logged.deniedResource, target}) : null
  if (elsewhere !== null) return elsewhere
  const decision = logged === null ? 'implicitDeny' : decisionOf(logged)
  return {
    doubt: 'The log names the first denied call. Later calls of the handler may be denied next.',
    ...allowAgain([{action, resource: logged?.deniedResource ?? '*', decision}], target?.role, undefined, policies),
  }
}

/** Nothing is delivered, as far as it is known: a batch that was handed over lately shows that the stream is read. */
const waits = ({state}: Lag, delivery: Delivery): boolean => (state === 'stopped' || state === 'unknown') && delivery !== 'own'

export const accessDenied = defineCause({
  id: 'access-denied',
  title: 'A permission is missing',
  harm: 'the mapping cannot read the stream, or every batch fails; records expire 24 hours after they were written',
  harmful: true,
  needs: ['failures', 'lag', 'polling'],
  wants: ['function', 'mapping', 'mappedStream', 'functionMetrics', 'mappingMetrics', 'table'],
  onDemand: ['rolePermissions', 'streamPolicy', 'tableKey', 'logErrors'],
  advises: ['rolePolicies'],
  weigh: ({failures, lag, polling}, wanted, {nowMs}) => {
    const closed = tableIsClosed(maybe(wanted.table), wanted.tableKey)
    if (closed !== null) return closed
    const target = maybe(wanted.function)
    const policies = maybe(wanted.rolePolicies)
    const metrics = {functionMetrics: maybe(wanted.functionMetrics), mappingMetrics: maybe(wanted.mappingMetrics)}
    const delivery = seenDelivery(lag, metrics, nowMs)
    if (failures.young) return {kind: 'open', because: failures.young}
    if (failures.scope !== 'none' && failures.scope !== 'one-lane' && !waits(lag, delivery)) {
      if (failures.kind === 'denied') return handlerIsDenied(failures, target, policies)
      if (wanted.logErrors.state === 'missing') return {kind: 'open'}
      return failures.kind === null ? ruledOut : ruledOutBecause('No error in the log is about a permission.')
    }
    const mapping = maybe(wanted.mapping)
    const byLambda = mapping !== undefined && isDisabledByLambda(mapping)
    // What somebody switched off, what is gone and what is stale is not read for another reason.
    const otherwise =
      (polling.kind === 'off' && !byLambda) ||
      target === null ||
      target?.reservedConcurrency === 0 ||
      maybe(wanted.mappedStream)?.kind === 'stale'
    if (!waits(lag, delivery)) return delivery === 'own' ? ruledOutBecause('Batches are delivered: Lambda may read the stream.') : ruledOut
    if (otherwise) return polling.kind === 'off' && !byLambda ? ruledOutBecause('The mapping does not read the stream.') : ruledOut
    const [permissions, key] = [maybe(wanted.rolePermissions), maybe(wanted.tableKey)]
    if (!permissions) return keyIsOff(key, lag) ?? {kind: 'open'}
    const found =
      pollerIsDenied(permissions, wanted.streamPolicy, lag, byLambda ? thenEnable : undefined, policies) ??
      keyIsClosed(permissions, key, lag, policies)
    return found === null ? otherwiseOf(permissions, wanted, lag) : besideDelivery(found, delivery)
  },
})

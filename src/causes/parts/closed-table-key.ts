import {mayUse, openKey, reopenKey} from '../../advice/access/kms-key.ts'
import {regionFlag} from '../../advice/region-flag.ts'
import type {Present, Weighed} from '../../model/cause.ts'
import type {Fix} from '../../model/check.ts'
import {maybe} from '../../model/derived/derived.ts'
import type {Lag} from '../../model/derived/lag.ts'
import type {CustomerKey, RolePermissions, RolePolicies, Table} from '../../model/evidence/evidence.ts'
import type {Item} from '../../model/evidence/item.ts'
import {keyIs} from '../../signs/key-state.ts'
import {option} from '../../text/shell.ts'
import {known, lagLines} from './lines.ts'
import {allowAgain, type Denial, denialLines} from './poller-denied.ts'

const archived = 'After seven days without its key DynamoDB archives the table.'

const text = {
  summary: {
    denied: 'The execution role may not use the KMS key of the table: nothing is delivered.',
    mayBeDenied: 'The execution role may lack access to the KMS key of the table: nothing is delivered.',
    off: 'The KMS key of the table cannot be used: nothing is delivered.',
    tableArchived: 'DynamoDB archived the table because it could not use its KMS key: the table can be neither written nor read.',
    tableClosed: 'DynamoDB cannot use the KMS key of the table: nothing can be written, and Lambda cannot read the stream.',
  },
  because: {
    key: (arn: string) => `The table is encrypted with ${arn}.`,
    keyState: (arn: string, state: string) => `The table is encrypted with ${arn}, which is ${state}.`,
    keyIsGone: (arn: string) => `The table is encrypted with ${arn}, which does not exist.`,
    keyPolicyDenies: (action: string, key: string) => `The key policy denies ${action} on ${key}.`,
    keyPolicySilent: 'The key policy does not name the role.',
    keyPolicyCloses: (action: string, key: string) =>
      `The key policy allows ${action} on ${key} neither to the role nor to its account. The policies of the role then have no effect.`,
    tableStatus: (status: string) => `The status of the table is ${status}.`,
  },
  against: {
    grant: 'A grant on the key may allow it.',
    keyPolicy: 'The key policy may allow it; the policy of an AWS managed key does.',
  },
  settledBy: {
    grants: (command: string) => `The grants on the key: ${command}.`,
    keyPolicy: (command: string) => `The policy of the key: ${command}.`,
  },
  fix: {
    reopen: (how: string) => `${how} ${archived}`,
    check: `Check the state of the key and its policy, and allow DynamoDB to use the key again. ${archived}`,
    restoreTable:
      'Restore the table from the backup that DynamoDB made when it archived it, under a new name; the key must be usable. The command shows the backup.',
  },
}

/** How sure it is that the key is the reason: a grant on the key, which is not read, could let the role in as well. */
const byKeyPolicy = 0.9
const keyUnread = 0.55

/** The key of the table cannot be used by anybody, or not by the role, as far as the policies tell. Only the lack of records speaks for it. */
export function keyIsClosed(
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
  const ofKey = `${regionFlag(denial.resource)}${option('key-id', denial.resource)}`
  return {
    kind: 'present',
    confidence: sure ? byKeyPolicy : keyUnread,
    summary: sure ? text.summary.denied : text.summary.mayBeDenied,
    because: [...keyLines(denials, closed?.by ?? null), ...lagLines(lag)],
    against: [sure ? text.against.grant : text.against.keyPolicy],
    settledBy: sure ? text.settledBy.grants(`aws kms list-grants${ofKey}`) : text.settledBy.keyPolicy(`aws kms get-key-policy${ofKey}`),
    fixes: [closed?.by === 'key' ? openKey(denial.resource) : allowAgain(denials, permissions.role, undefined, policies)],
  }
}

/** Whose policy keeps the role from the key; null where that of the key was not judged. */
function keyLines(denials: readonly Denial[], by: 'role' | 'key' | null): string[] {
  if (by === null) return denialLines(denials)
  if (by === 'role') return [...denialLines(denials), text.because.keyPolicySilent]
  const isExplicit = denials.some(({decision}) => decision === 'explicitDeny')
  const line = isExplicit ? text.because.keyPolicyDenies : text.because.keyPolicyCloses
  return known(denials[0], ({action, resource}) => line(action, resource))
}

export function keyIsOff(key: CustomerKey | null | undefined, lag: Lag): Present | null {
  if (!key || keyIs(key) !== 'off' || lag.state !== 'stopped') return null
  const {arn, state} = key
  const {summary, ...again} = reopenKey(key)
  return {
    kind: 'present',
    confidence: 0.95,
    summary: text.summary.off,
    because: [state === null ? text.because.keyIsGone(arn) : text.because.keyState(arn, state), ...lagLines(lag)],
    against: [],
    settledBy: null,
    fixes: [{summary: text.fix.reopen(summary), ...again}],
  }
}

/**
 * DynamoDB itself has no access to the key of the table: nobody can write, and Lambda cannot read the stream. After seven days it archives
 * the table (DynamoDB Developer Guide, "DynamoDB encryption at rest usage notes").
 */
export function tableIsClosed(table: Table | null | undefined, tableKey: Item<CustomerKey | null>): Weighed | null {
  const status = table?.tableStatus ?? ''
  const isArchived = status.startsWith('ARCHIV')
  if (!table || !(isArchived || status.startsWith('INACCESSIBLE_ENCRYPTION'))) return null
  if (tableKey.state === 'missing' && tableKey.reason === 'skipped' && table.kmsKeyArn !== null) return {kind: 'open'}
  const key = maybe(tableKey)
  return {
    kind: 'present',
    confidence: 0.97,
    summary: isArchived ? text.summary.tableArchived : text.summary.tableClosed,
    because: [
      text.because.tableStatus(status),
      ...known(table.kmsKeyArn, arn => (key?.state ? text.because.keyState(arn, key.state) : text.because.key(arn))),
    ],
    against: [],
    settledBy: null,
    fixes: [isArchived ? restoreTable(table) : openTable(table, key)],
  }
}

function openTable({kmsKeyArn, tableName}: Table, key: CustomerKey | null | undefined): Fix {
  if (key && keyIs(key) === 'off') {
    const {summary, command} = reopenKey(key)
    return {summary: text.fix.reopen(summary), command}
  }
  return {
    summary: text.fix.check,
    command:
      kmsKeyArn === null
        ? `aws dynamodb describe-table${option('table-name', tableName)} --query Table.SSEDescription`
        : `aws kms describe-key${regionFlag(kmsKeyArn)}${option('key-id', kmsKeyArn)}`,
  }
}

const restoreTable = ({tableName, tableArn}: Table): Fix => ({
  summary: text.fix.restoreTable,
  command: `aws dynamodb describe-table${regionFlag(tableArn ?? '')}${option('table-name', tableName)} --query Table.ArchivalSummary`,
})

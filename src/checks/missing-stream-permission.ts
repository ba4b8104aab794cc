import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {mayUse, openKey} from '../model/key.ts'
import type {Lag} from '../model/lag.ts'
import {allow, conditional, isDenied, isUndetermined, roleName} from '../model/policy-statement.ts'

const keyIsUnread = "the role's policies allow kms:Decrypt on the table's key, and the key itself was not read"
const keyIsOpen = "the role's policies do not allow kms:Decrypt on the table's key, and the key's own policy may"

/** Whether records arrive: then the stream is read, whatever the policies seem to say. */
const isDelivered = (lag: Lag | undefined): boolean => lag !== undefined && !['stopped', 'idle', 'unknown'].includes(lag.state)

export const missingStreamPermission = defineCheck({
  id: 'missing-stream-permission',
  title: 'The execution role may not read the stream',
  severity: 'high',
  why: 'The mapping reads with the execution role: without the permission nothing is delivered, and no metric says why.',
  needs: ['rolePermissions'],
  wants: ['lag', 'tableKey'],
  run: ({rolePermissions}, wanted) => {
    if (!rolePermissions) return []
    const {role, exists, results} = rolePermissions
    // ListStreams is not needed to read a stream that is known.
    const polls = results.filter(({purpose, action}) => purpose === 'poll' && !action.endsWith(':ListStreams'))
    const stream = polls.filter(isDenied)
    const key = results.filter(result => result.purpose === 'key' && isDenied(result))
    const delivers = isDelivered(maybe(wanted.lag))
    const tableKey = maybe(wanted.tableKey)
    const use = tableKey ? mayUse(tableKey, rolePermissions, 'key') : null
    // A key's own policy may let the role in, and so may a grant: while records are delivered, they do.
    const closed = !delivers && use?.is === 'denied' ? use : null
    const denials = [...stream, ...(closed?.denials ?? key.filter(({decision}) => decision === 'explicitDeny'))]
    const isEncrypted = results.some(({purpose}) => purpose === 'key')
    const unread = tableKey === undefined && isEncrypted ? [keyIsUnread] : []
    const keyOpen = key.length > 0 ? [keyIsOpen] : use?.is === 'unknown' ? [use.why] : unread
    const open = [...(polls.length === 0 || polls.some(isUndetermined) ? [conditional] : []), ...keyOpen]
    // What the policies leave open, the delivery of records answers; the policy of the key may let the role in by itself, too.
    if (exists && denials.length === 0) return !delivers && open.length > 0 ? undecidable(open.join('; ')) : []
    const explicit = denials.some(({decision}) => decision === 'explicitDeny')
    const byKey = closed?.by === 'key' && stream.length === 0 && tableKey ? openKey(tableKey.arn) : null
    return [
      fail(
        {role: roleName(role), exists, denied: denials.map(({action}) => action), explicit},
        byKey ?? (denials.length > 0 ? allow(role, denials, 'read-the-stream') : null),
      ),
    ]
  },
  say: ({role, exists, denied, explicit}) =>
    exists
      ? `${role} may not call ${denied.join(', ')}, and cannot read the stream${explicit ? ': a policy denies it explicitly' : ''}.`
      : `The execution role ${role} does not exist.`,
})

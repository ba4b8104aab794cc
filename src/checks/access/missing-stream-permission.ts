import {mayUse, openKey} from '../../advice/access/kms-key.ts'
import {allow, isDenied, roleName} from '../../advice/access/policy-statement.ts'
import {mayRead, openStream} from '../../advice/access/stream-access.ts'
import {defineCheck, fail, undecidable} from '../../model/check.ts'
import {type Moment, maybe, type Wanted} from '../../model/derived/derived.ts'
import {lastBatchMs, seenDelivery} from '../../signs/delivery.ts'
import {iso} from '../../text/units.ts'

const keyIsUnread = "the role's policies allow kms:Decrypt on the table's key, and the key itself was not read"
const keyIsOpen = "the role's policies do not allow kms:Decrypt on the table's key, and the key's own policy may"

type Around = Wanted<'lag' | 'functionMetrics' | 'mappingMetrics'>

/** Whether this mapping hands over batches now: then the stream is read, whatever the policies seem to say. */
function isDelivered({lag, functionMetrics, mappingMetrics}: Around, {nowMs}: Moment): boolean {
  const metrics = {functionMetrics: maybe(functionMetrics), mappingMetrics: maybe(mappingMetrics)}
  return lag.state === 'known' && seenDelivery(lag.value, metrics, nowMs) === 'own'
}

/** When a quiet stream was read for the last time; null where it is not quiet, or was not read in the window. */
function readBefore({lag}: Around): number | null {
  const known = maybe(lag)
  return known?.state === 'idle' && known.sharedBy === 0 ? lastBatchMs(known) : null
}

export const missingStreamPermission = defineCheck({
  id: 'missing-stream-permission',
  severity: 'high',
  needs: ['rolePermissions'],
  wants: ['lag', 'tableKey', 'streamPolicy', 'functionMetrics', 'mappingMetrics'],
  run: ({rolePermissions}, wanted, moment) => {
    if (!rolePermissions) return []
    const {role, exists, results} = rolePermissions
    const delivers = isDelivered(wanted, moment)
    if (exists && delivers) return []
    const stream = mayRead(rolePermissions, maybe(wanted.streamPolicy))
    const key = results.filter(result => result.purpose === 'key' && isDenied(result))
    const tableKey = maybe(wanted.tableKey)
    const use = tableKey ? mayUse(tableKey, rolePermissions, 'key') : null
    const closed = use?.kind === 'denied' ? use.denials : key.filter(({decision}) => decision === 'explicitDeny')
    const ofStream = stream.kind === 'denied' && stream.doubt === null ? stream.denials : []
    const denials = [...ofStream, ...closed]
    const isEncrypted = results.some(({purpose}) => purpose === 'key')
    const unread = tableKey === undefined && isEncrypted ? [keyIsUnread] : []
    const keyOpen = key.length > 0 ? [keyIsOpen] : use?.kind === 'unknown' ? [use.why] : unread
    const streamOpen = stream.kind === 'unknown' ? [stream.why] : stream.kind === 'denied' && stream.doubt !== null ? [stream.doubt] : []
    if (exists && denials.length === 0) {
      const open = [...streamOpen, ...keyOpen]
      return open.length > 0 ? undecidable(open.join('; ')) : []
    }
    const before = readBefore(wanted)
    if (exists && before !== null)
      return undecidable(`a simulation denies it, the stream was read until ${iso(before)}, and nothing was written since`)
    const explicit = denials.some(({decision}) => decision === 'explicitDeny')
    const [first] = ofStream
    const byStream = first !== undefined && stream.kind === 'denied' && stream.by === 'stream' ? openStream(first.resource) : null
    const byKey = use?.kind === 'denied' && use.by === 'key' && ofStream.length === 0 && tableKey ? openKey(tableKey.arn) : null
    return [
      fail(
        {role: roleName(role), exists, denied: denials.map(({action}) => action), explicit},
        byStream ?? byKey ?? (denials.length > 0 ? allow(role, denials, 'read-the-stream') : null),
      ),
    ]
  },
  text: {
    title: 'The execution role may not read the stream',
    why: 'The mapping reads with the execution role: without the permission no record is delivered, and no metric shows why.',
    found: ({role, exists, denied, explicit}) => {
      if (!exists) return `The execution role ${role} does not exist.`
      const reason = explicit ? ' because a policy denies it explicitly' : ''
      return `${role} may not call ${denied.join(', ')}${reason}. Lambda cannot read the stream.`
    },
  },
})

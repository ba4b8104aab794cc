import {defineCheck, fail, undecidable} from '../model/check.ts'
import {maybe} from '../model/derived.ts'
import {allow, isDenied, roleName} from '../model/policy-statement.ts'

export const missingStreamPermission = defineCheck({
  id: 'missing-stream-permission',
  title: 'The execution role may not read the stream',
  severity: 'high',
  why: 'The mapping reads with the execution role: without the permission nothing is delivered, and no metric says why.',
  needs: ['rolePermissions'],
  wants: ['lag'],
  run: ({rolePermissions}, wanted) => {
    if (!rolePermissions) return []
    const {role, exists, results} = rolePermissions
    // ListStreams is not needed to read a stream that is known.
    const stream = results.filter(result => result.purpose === 'poll' && isDenied(result) && !result.action.endsWith(':ListStreams'))
    const key = results.filter(result => result.purpose === 'key' && isDenied(result))
    const denials = [...stream, ...key.filter(({decision}) => decision === 'explicitDeny')]
    if (exists && denials.length === 0)
      // The policy of the key may let the role in by itself: while records are delivered, it does.
      return key.length > 0 && maybe(wanted.lag)?.state === 'stopped'
        ? undecidable("the role's policies do not allow kms:Decrypt on the table's key, and the key's own policy, which may, is not read")
        : []
    const explicit = denials.some(({decision}) => decision === 'explicitDeny')
    return [
      fail(
        {role: roleName(role), exists, denied: denials.map(({action}) => action), explicit},
        denials.length > 0 ? allow(role, denials, 'read-the-stream') : null,
      ),
    ]
  },
  say: ({role, exists, denied, explicit}) =>
    exists
      ? `${role} may not call ${denied.join(', ')}, and cannot read the stream${explicit ? ': a policy denies it explicitly' : ''}.`
      : `The execution role ${role} does not exist.`,
})

import {defineCheck, fail} from '../model/check.ts'
import {allow, isDenied, roleName} from '../model/policy-statement.ts'

export const missingStreamPermission = defineCheck({
  id: 'missing-stream-permission',
  title: 'The execution role may not read the stream',
  severity: 'high',
  why: 'The mapping reads with the execution role: without the permission nothing is delivered, and no metric says why.',
  needs: ['rolePermissions'],
  run: ({rolePermissions}) => {
    if (!rolePermissions) return []
    const {role, exists, results} = rolePermissions
    // ListStreams is not needed to read a stream that is known.
    const denials = results.filter(result => result.purpose === 'poll' && isDenied(result) && !result.action.endsWith(':ListStreams'))
    if (exists && denials.length === 0) return []
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
      ? `${role} may not call ${denied.join(', ')} on the stream${explicit ? ': a policy denies it explicitly' : ''}.`
      : `The execution role ${role} does not exist.`,
})

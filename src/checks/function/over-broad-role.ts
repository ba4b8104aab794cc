import {roleName} from '../../advice/access/policy-statement.ts'
import {defineCheck, fail} from '../../model/check.ts'

const broad = ['*', '*:*', 'dynamodb:*']

export const overBroadRole = defineCheck({
  id: 'over-broad-role',
  title: 'The execution role may do far more than it needs',
  severity: 'low',
  why: 'A bug or a breach of the consumer can then change or delete data that it only needs to read.',
  needs: ['rolePolicies'],
  run: ({rolePolicies}) => {
    const statements = (rolePolicies?.statements ?? []).filter(
      ({effect, actions}) => effect === 'Allow' && actions.some(action => broad.includes(action.toLowerCase())),
    )
    if (!rolePolicies || statements.length === 0) return []
    return [
      fail({
        role: roleName(rolePolicies.role),
        policies: [...new Set(statements.map(({policy}) => policy))],
        actions: [...new Set(statements.flatMap(({actions}) => actions.filter(action => broad.includes(action.toLowerCase()))))],
        everywhere: statements.some(({resources}) => resources.includes('*')),
      }),
    ]
  },
  say: ({role, policies, actions, everywhere}) =>
    `${role} is allowed ${actions.join(', ')}${everywhere ? ' on all resources' : ''} by ${policies.join(', ')}.`,
})

import {roleName} from '../../advice/access/policy-statement.ts'
import {defineCheck, fail} from '../../model/check.ts'

const broad = ['*', '*:*', 'dynamodb:*']

export const overBroadRole = defineCheck({
  id: 'over-broad-role',
  severity: 'low',
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
  text: {
    title: 'The execution role may do far more than it needs',
    why: 'A bug or a breach of the consumer can then change or delete data that it only needs to read.',
    found: ({role, policies, actions, everywhere}) => {
      const where = everywhere ? ' on all resources' : ''
      return `The role ${role} allows ${actions.join(', ')}${where} (${policies.join(', ')}).`
    },
  },
})

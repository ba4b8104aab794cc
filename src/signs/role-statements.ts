import type {RolePolicies} from '../model/evidence/evidence.ts'
import {fits} from '../text/glob.ts'

type Statement = RolePolicies['statements'][number]

/** Whether entries of a statement cover a name; those with `!` are the exceptions of NotAction and NotResource. */
function cover(entries: readonly string[], name: string, ignoresCase: boolean): boolean {
  const plain = (text: string) => (ignoresCase ? text.toLowerCase() : text)
  const isIn = (entry: string) => fits(plain(entry), plain(name))
  return (
    entries.some(entry => !entry.startsWith('!') && isIn(entry)) && !entries.some(entry => entry.startsWith('!') && isIn(entry.slice(1)))
  )
}

/** Whether a statement is about this action on this resource; without a resource, one about all resources is. */
export const isAbout = ({actions, resources}: Pick<Statement, 'actions' | 'resources'>, action: string, resource: string | null): boolean =>
  cover(actions, action, true) && (resource === null ? resources.includes('*') : cover(resources, resource, false))

/**
 * The verdict of a role's own policies on a call: a denial stands above what allows it. A statement under conditions settles nothing, and the
 * permissions boundary does not belong to these policies.
 */
export function roleSays({statements}: RolePolicies, action: string, resource: string | null): 'allows' | 'denies' | 'nothing' {
  const about = statements.filter(one => isAbout(one, action, resource) && one.hasCondition !== true)
  if (about.some(({effect}) => effect === 'Deny')) return 'denies'
  return about.some(({effect}) => effect === 'Allow') ? 'allows' : 'nothing'
}

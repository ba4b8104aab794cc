import {fits} from '../../text/glob.ts'

/** The word of a key's, a queue's or a topic's policy on a role: lets it in by name, leaves it to its account, each perhaps under conditions, or denies. */
export type PolicyWord = 'denies' | 'names' | 'may name' | 'delegates' | 'may delegate' | 'nothing'

interface Statement {
  Effect?: string
  Principal?: string | {AWS?: string | string[]}
  NotPrincipal?: unknown
  Action?: string | string[]
  NotAction?: string | string[]
  Condition?: unknown
}

const listOf = (value: string | string[] | undefined): string[] => (value === undefined ? [] : [value].flat())

function statementsIn(policy: string): Statement[] | null {
  try {
    const {Statement = []} = JSON.parse(policy) as {Statement?: Statement | Statement[]}
    return [Statement].flat()
  } catch {
    return null
  }
}

/** Whom a statement is about: '*' is everybody. */
const principalsOf = ({Principal, NotPrincipal}: Statement): string[] =>
  NotPrincipal !== undefined || Principal === '*' ? ['*'] : typeof Principal === 'object' ? listOf(Principal.AWS) : []

const takes = ({Action, NotAction}: Statement, action: string): boolean => {
  const matches = (patterns: string | string[] | undefined) =>
    listOf(patterns).some(pattern => fits(pattern.toLowerCase(), action.toLowerCase()))
  return NotAction === undefined ? matches(Action) : !matches(NotAction)
}

/** All but some, and conditions, are not judged: they hold for some, or at some times. */
const isSure = ({Condition, NotPrincipal}: Statement): boolean => Condition === undefined && NotPrincipal === undefined

/**
 * The verdict of a resource's policy on one action of a role. A policy that is not JSON may have any. A denial under conditions is passed
 * over: most are about how one calls, such as without TLS.
 */
export function policyOn(policy: string, role: string, action: string): PolicyWord {
  const statements = statementsIn(policy)
  if (statements === null) return 'may name'
  const [, partition = 'aws', , , account = ''] = role.split(':')
  const ofAccount = [account, `arn:${partition}:iam::${account}:root`]
  const about = (names: readonly string[]) =>
    statements.filter(one => takes(one, action) && principalsOf(one).some(principal => names.includes(principal)))
  const [named, delegated] = [about([role, '*']), about(ofAccount)]
  if ([...named, ...delegated].some(one => one.Effect === 'Deny' && isSure(one))) return 'denies'
  const allows = (list: readonly Statement[]) => list.filter(({Effect}) => Effect === 'Allow')
  if (allows(named).some(isSure)) return 'names'
  if (allows(delegated).some(isSure)) return 'delegates'
  if (allows(named).length > 0) return 'may name'
  return allows(delegated).length > 0 ? 'may delegate' : 'nothing'
}

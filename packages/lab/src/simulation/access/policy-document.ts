import type {PolicyDocument} from './roles.ts'

type Statement = PolicyDocument['Statement'][number]

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value)

const isTexts = (value: unknown): boolean =>
  typeof value === 'string' || (Array.isArray(value) && value.length > 0 && value.every(one => typeof one === 'string'))

/** Exactly one of two members, text or a list of texts. */
function oneOfPair(statement: Record<string, unknown>, name: string): boolean {
  const given = [statement[name], statement[`Not${name}`]].filter(value => value !== undefined)
  return given.length === 1 && given.every(isTexts)
}

const areConditions = (value: unknown): boolean =>
  value === undefined || (isRecord(value) && Object.values(value).every(keys => isRecord(keys) && Object.values(keys).every(isTexts)))

/** The fault of a statement, in IAM's words; null when there is none. */
function fault(statement: unknown): string | null {
  if (!isRecord(statement)) return 'Syntax errors in policy.'
  if (statement.Effect !== 'Allow' && statement.Effect !== 'Deny') return 'Policy statement must contain an Effect of Allow or Deny.'
  if (!oneOfPair(statement, 'Action')) return 'Policy statement must contain actions.'
  if (!oneOfPair(statement, 'Resource')) return 'Policy statement must contain resources.'
  return areConditions(statement.Condition) ? null : 'Syntax errors in policy.'
}

type Parsed = {document: PolicyDocument} | {fault: string}

/** A policy from its JSON; IAM also takes one statement without a list. `fault` says why it cannot be one. */
function parsed(json: string, faultOf: (statement: unknown) => string | null): Parsed {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return {fault: 'Syntax errors in policy.'}
  }
  if (!isRecord(value)) return {fault: 'Syntax errors in policy.'}
  const {Version = '2008-10-17', Statement: given = []} = value
  const statements: unknown[] = Array.isArray(given) ? given : [given]
  if (Version !== '2012-10-17' && Version !== '2008-10-17') return {fault: 'The policy must contain a valid version string'}
  const wrong = statements.length === 0 ? 'Syntax errors in policy.' : (statements.map(faultOf).find(one => one !== null) ?? null)
  return wrong === null ? {document: {Version, Statement: statements as Statement[]}} : {fault: wrong}
}

const namesPrincipal = (statement: unknown): boolean => isRecord(statement) && statement.Principal !== undefined

/** The policy of an identity, such as a role. */
export const parsePolicy = (json: string): Parsed =>
  parsed(json, one => (namesPrincipal(one) ? 'Policy document should not specify a principal.' : fault(one)))

/** The policy of a resource: it names who it is about, and that resource alone. The words are ours. */
export const parseResourcePolicy = (json: string, arn: string): Parsed =>
  parsed(json, one => {
    if (!namesPrincipal(one)) return 'The policy must specify a principal.'
    const resources = (one as Statement).Resource
    return fault(one) ?? ([resources].flat().every(name => name === arn) ? null : 'The policy must name the ARN of the resource.')
  })

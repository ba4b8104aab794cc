import {listAliases} from '../aws/lambda.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {attempt} from './collector.ts'
import type {FunctionReference} from './parse-function.ts'

/**
 * The aliases of the function where one is named; null where none is, or they cannot be listed. It serves an error message alone, which
 * does without: no policy needs to allow it.
 */
export async function aliasesFor(aws: Aws, {qualifier, unqualified}: FunctionReference): Promise<string[] | null> {
  if (qualifier === null || /^(\d+|\$LATEST.*)$/.test(qualifier)) return null
  const answer = await attempt('lambda:ListAliases', () => listAliases(aws, unqualified))
  return answer.ok ? answer.value.flatMap(({Name}) => Name ?? []) : null
}

/** "The function orders-projector has no alias prod (it has: live)."; null where the alias exists, or is not known to be absent. */
export function noAliasWords({name, qualifier}: FunctionReference, aliases: readonly string[] | null): string | null {
  if (qualifier === null || aliases === null || aliases.includes(qualifier)) return null
  return `The function ${name} has no alias ${qualifier} (it has${aliases.length === 0 ? ' none' : `: ${aliases.join(', ')}`}).`
}

import {tagsOfArns} from '../aws/tagging.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {type Item, known} from '../model/evidence/item.ts'
import {attempt, missingFrom} from './collector.ts'

export type Tags = Readonly<Record<string, string>>

/** The IAM actions for reading the tags of functions. */
export const functionTagsActions: readonly string[] = ['tag:GetResources']

/** The tags of each function, by the ARN as given: with or without a qualifier. One request for each hundred functions. */
export async function readFunctionTags(aws: Aws, functionArns: readonly string[]): Promise<(functionArn: string) => Item<Tags>> {
  const [action = ''] = functionTagsActions
  const answer = await attempt(action, () => tagsOfArns(aws, [...new Set(functionArns.map(unqualified))]))
  return functionArn => (answer.ok ? known(answer.value.get(unqualified(functionArn)) ?? {}) : missingFrom(answer.error))
}

/** Tags are the function's, not those of its versions and aliases. */
const unqualified = (functionArn: string): string => functionArn.split(':').slice(0, 7).join(':')

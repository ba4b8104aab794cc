import {getFunction} from '../aws/lambda.ts'
import {AwsError} from '../aws/transport/aws-error.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {toUserError} from '../aws/transport/user-error.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {UserError} from '../model/user-error.ts'
import {option} from '../text/shell.ts'
import {attempt} from './collector.ts'
import {listedMappings} from './first-round/mapping.ts'
import {noPipeline} from './no-pipeline.ts'
import {parseFunction} from './parse-function.ts'
import {mappingsOf, onDynamoDb} from './pipelines.ts'

/** The mappings of the account and region, and those that were asked for. */
export interface MappingList {
  all: Mapping[]
  /** On DynamoDB streams, in an order that stays. */
  chosen: Mapping[]
}

/** Whether the function exists is asked where it has no mapping. */
export const mappingListActions: readonly string[] = ['lambda:ListEventSourceMappings', 'lambda:GetFunction']

/**
 * Lists the mappings of one function (all its versions and aliases, unless one is named), or of the account when `functionText` is
 * null. One request for each hundred mappings. A UserError when there is none: with a function, whether it exists is asked first.
 */
export async function listMappings(aws: Aws, functionText: string | null, region: string): Promise<MappingList> {
  const all = await listed(aws)
  const named = functionText === null ? null : parseFunction(functionText)
  const own = named === null ? all : mappingsOf(named, all)
  const chosen = onDynamoDb(own)
  if (chosen.length > 0) return {all, chosen}
  if (named === null)
    throw new UserError('E_NO_PIPELINE', `There is no event source mapping on a DynamoDB stream in ${region}.`, [
      'Check --region and --profile.',
      `List the mappings: aws lambda list-event-source-mappings${option('region', region)}`,
    ])
  const unqualified = await attempt('lambda:GetFunction', () => getFunction(aws, named.unqualified))
  const settings = Promise.resolve({ok: false as const, error: new AwsError('lambda:GetAccountSettings', 'other', 'not requested')})
  throw await noPipeline(aws, {region, named, mappings: {ok: true, value: all}, unqualified, settings}, own, all)
}

async function listed(aws: Aws): Promise<Mapping[]> {
  const answer = await attempt('lambda:ListEventSourceMappings', () => listedMappings(aws))
  if (answer.ok) return answer.value
  throw listingFailed(answer.error, aws)
}

function listingFailed(error: AwsError, aws: Aws): UserError {
  if (error.kind !== 'denied') return toUserError(error, aws.options)
  return new UserError('E_DENIED', `The event source mappings could not be listed: ${error.detail}`, [`Allow ${error.action}.`])
}

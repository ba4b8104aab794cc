import {listStackResources, type StackResourceAnswer} from '../../aws/cloudformation.ts'
import {taggedLambdaArns} from '../../aws/tagging.ts'
import {AwsError} from '../../aws/transport/aws-error.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import type {Targets} from '../../model/targets.ts'
import {fits} from '../../text/glob.ts'
import {functionArnParts} from '../parse-function.ts'

/** The IAM actions of choosing by tags and by stacks. */
export const targetActions: readonly string[] = ['tag:GetResources', 'cloudformation:ListStackResources']

/** The mappings on DynamoDB streams that are meant, always in the same order. Throws an AwsError when tags or stacks cannot be read. */
export async function chosenMappings(aws: Aws, all: readonly Mapping[], targets: Targets): Promise<Mapping[]> {
  const {functionPattern, tables, tags, stacks} = targets
  const tagged = tags.length === 0 ? null : new Set(await taggedLambdaArns(aws, tags))
  const stacked = stacks.length === 0 ? null : await ofStacks(aws, stacks)
  return all
    .filter(({tableName, functionName}) => {
      if (tableName === null || (tables.length > 0 && !tables.includes(tableName))) return false
      return functionPattern === null || fits(functionPattern, functionName)
    })
    .filter(mapping => tagged === null || tagged.has(functionArnOf(mapping)) || tagged.has(mappingArnOf(mapping)))
    .filter(({functionName, uuid}) => stacked === null || stacked.has(functionName) || stacked.has(uuid))
    .sort(byStream)
}

/** Names of functions and UUIDs of mappings: that is how CloudFormation calls them. */
async function ofStacks(aws: Aws, stacks: readonly string[]): Promise<Set<string>> {
  const resources = await Promise.all(stacks.map(stack => resourcesOf(aws, stack)))
  const wanted = resources
    .flat()
    .filter(({ResourceType}) => ResourceType === 'AWS::Lambda::Function' || ResourceType === 'AWS::Lambda::EventSourceMapping')
  return new Set(wanted.flatMap(({PhysicalResourceId}) => PhysicalResourceId ?? []))
}

/** A stack that is in another region has nothing here. */
async function resourcesOf(aws: Aws, stack: string): Promise<StackResourceAnswer[]> {
  try {
    return await listStackResources(aws, stack)
  } catch (error) {
    if (error instanceof AwsError && /does not exist/.test(error.detail)) return []
    throw error
  }
}

/** The function without its qualifier: tags are the function's. */
export const functionArnOf = ({functionArn}: Mapping): string => functionArn.split(':').slice(0, 7).join(':')

function mappingArnOf({functionArn, uuid}: Mapping): string {
  const {region, account} = functionArnParts(functionArn)
  return `${functionArn.split(':').slice(0, 3).join(':')}:${region}:${account}:event-source-mapping:${uuid}`
}

/** Mappings of one stream stand together: their shared evidence is read once. */
const byStream = (a: Mapping, b: Mapping): number => (key(a) < key(b) ? -1 : 1)
const key = ({eventSourceArn, functionArn, uuid}: Mapping): string => `${eventSourceArn} ${functionArn} ${uuid}`

import type {AwsError} from '../aws/transport/aws-error.ts'
import type {Aws} from '../aws/transport/connection.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import {UserError} from '../model/user-error.ts'
import {didYouMean, distance} from '../text/closest.ts'
import {functionLabel} from '../text/function-label.ts'
import {printable} from '../text/printable.ts'
import {ddbstreamCommand, option} from '../text/shell.ts'
import {aliasesFor, noAliasWords} from './no-alias.ts'
import {type FunctionReference, functionArnParts} from './parse-function.ts'
import type {Found} from './pipelines.ts'

const mostLines = 10

/**
 * Why there is nothing to diagnose: no such function or alias, or no DynamoDB stream mapping. Exit code 4. Lists the aliases of the
 * function where one is named.
 */
export async function noPipeline(aws: Aws, found: Found, ofFunction: readonly Mapping[], all: readonly Mapping[]): Promise<UserError> {
  const {named, region, unqualified} = found
  const asked = functionLabel(named.name, named.qualifier)
  if (ofFunction.length === 0 && !unqualified.ok) {
    return unqualified.error.kind === 'not-found' ? noFunction(found, all) : unchecked(found, all, unqualified.error)
  }
  const others = all.filter(mapping => mapping.functionName === named.name)
  const aliases = ofFunction.length === 0 ? await aliasesFor(aws, named) : null
  const noAlias = noAliasWords(named, aliases)
  const message = noAlias ?? `The function ${asked} has no event source mapping on a DynamoDB stream in ${region}.`
  if (others.length === 0)
    return new UserError('E_NO_PIPELINE', `${message} ${noAlias === null ? 'It' : 'The function'} has no event source mapping at all.`, [
      `List the mappings: aws lambda list-event-source-mappings${option('region', region)}`,
    ])
  return new UserError('E_NO_PIPELINE', message, [
    ...(noAlias === null ? [] : didYouMean(named.qualifier ?? '', aliases ?? [])),
    named.qualifier === null ? 'Its mappings:' : `The mappings of ${named.name}:`,
    ...others.slice(0, mostLines).map(line),
    ...(others.length > mostLines ? [`and ${others.length - mostLines} more`] : []),
    others.some(({tableName}) => tableName !== null)
      ? `Diagnose those on a DynamoDB stream: ${ddbstreamCommand('doctor', named.name)}`
      : 'ddbstream diagnoses only DynamoDB streams.',
  ])
}

/** GetFunction and the list of mappings both say that there is no such name; close names come from the list that was read anyway. */
function noFunction({named, region}: Found, all: readonly Mapping[]): UserError {
  const hints = [...otherAccount(named, all), 'Check the name, --region and --profile.']
  const similar = similarNames(named.name, [...new Set(all.map(mapping => mapping.functionName))]).filter(name => name !== named.name)
  if (similar.length > 0) hints.unshift(`Did you mean ${similar.join(' or ')}?`)
  return new UserError('E_NO_FUNCTION', `There is no function ${named.name} in ${region}.`, hints)
}

/** The ARN names an account that is not the one whose mappings were listed. */
function otherAccount({account}: FunctionReference, all: readonly Mapping[]): string[] {
  const own = all.map(({functionArn}) => functionArnParts(functionArn).account).find(found => found !== null)
  if (account === null || own === undefined || own === null || own === account) return []
  return [`The ARN names a function of account ${account}; the mappings that were listed are of account ${own}.`]
}

const unchecked = ({named, region}: Found, all: readonly Mapping[], {action, reason, detail}: AwsError): UserError =>
  new UserError(
    'E_NO_PIPELINE',
    `No event source mapping names the function ${named.name} in ${region}, and its existence could not be checked: ${detail}`,
    [...otherAccount(named, all), ...(reason === 'denied' ? [`Allow ${action}.`] : []), 'Check the name, --region and --profile.'],
  )

const services: Readonly<Record<string, string>> = {
  dynamodb: 'DynamoDB stream',
  kinesis: 'Kinesis stream',
  sqs: 'SQS queue',
  kafka: 'Amazon MSK',
  mq: 'Amazon MQ',
  rds: 'DocumentDB',
}

function line({eventSourceArn, functionName, qualifier, state, uuid}: Mapping): string {
  const target = functionLabel(functionName, qualifier)
  const service = eventSourceArn.split(':')[2] ?? ''
  const source = eventSourceArn === '' ? 'self-managed Kafka' : `${services[service] ?? service} ${eventSourceArn}`
  return printable(`${source} → ${target} (${state}, ${uuid})`)
}

/** Names that hold the given one, or are at most two edits away from it; closest first, three at most. */
function similarNames(name: string, names: readonly string[]): string[] {
  const wanted = name.toLowerCase()
  return names
    .map(candidate => ({candidate, far: distance(wanted, candidate.toLowerCase())}))
    .filter(({candidate, far}) => far <= 2 || candidate.toLowerCase().includes(wanted) || wanted.includes(candidate.toLowerCase()))
    .sort((a, b) => a.far - b.far)
    .slice(0, 3)
    .map(({candidate}) => candidate)
}

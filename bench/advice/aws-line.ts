import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as dynamodbStreams from '@aws-sdk/client-dynamodb-streams'
import * as ec2 from '@aws-sdk/client-ec2'
import * as iam from '@aws-sdk/client-iam'
import * as kms from '@aws-sdk/client-kms'
import * as lambda from '@aws-sdk/client-lambda'
import * as pipes from '@aws-sdk/client-pipes'
import * as s3 from '@aws-sdk/client-s3'
import * as sns from '@aws-sdk/client-sns'
import * as sqs from '@aws-sdk/client-sqs'
import type {OpenLab} from '../../packages/lab/src/entrance.ts'
import {savedSettings} from './saved-settings.ts'

/** The part of a lab that a command line needs. */
export type Reached = Pick<OpenLab, 'region' | 'credentials' | 'requestHandler' | 'sleep' | 'endpoint'>

/** A printed AWS CLI command that cannot be carried out here, or at all. */
export class CannotFollow extends Error {}

type Module = Record<string, unknown>
interface Client {
  send(command: object): Promise<object>
  destroy(): void
}
type New<T> = new (input: object) => T

const services: Readonly<Record<string, {of: Module; client: string}>> = {
  cloudwatch: {of: cloudwatch, client: 'CloudWatchClient'},
  logs: {of: logs, client: 'CloudWatchLogsClient'},
  dynamodb: {of: dynamodb, client: 'DynamoDBClient'},
  dynamodbstreams: {of: dynamodbStreams, client: 'DynamoDBStreamsClient'},
  ec2: {of: ec2, client: 'EC2Client'},
  iam: {of: iam, client: 'IAMClient'},
  kms: {of: kms, client: 'KMSClient'},
  lambda: {of: lambda, client: 'LambdaClient'},
  pipes: {of: pipes, client: 'PipesClient'},
  s3api: {of: s3, client: 'S3Client'},
  sns: {of: sns, client: 'SNSClient'},
  sqs: {of: sqs, client: 'SQSClient'},
}

/** Options of the CLI itself, which are no members of the request. */
const ownOptions = new Set(['region', 'query', 'output', 'no-cli-pager', 'profile', 'cli-input-json'])

const pascal = (kebab: string): string =>
  kebab
    .split('-')
    .map(part => part.charAt(0).toUpperCase() + part.slice(1))
    .join('')

/** The SDK's schema of an operation: the names of its input's members, and a number for the kind of each. */
const membersOf = (of: Module, operation: string): Map<string, unknown> => {
  const schema = (of[`${operation}Request$`] ?? of[`${operation}Input$`]) as [unknown, unknown, unknown, unknown, string[], unknown[]]
  return new Map((schema?.[4] ?? []).map((name, i) => [name, schema[5][i]]))
}

const isNumber = (kind: unknown): boolean => kind === 1
/** Schemas of structures and lists are given lazily, with traits or without. */
const resolved = (kind: unknown): unknown => {
  const inner = Array.isArray(kind) && typeof kind[0] === 'function' ? kind[0] : kind
  return typeof inner === 'function' ? (inner as () => unknown)() : inner
}

const isList = (kind: unknown): boolean => {
  const schema = resolved(kind)
  return kind === 64 || (Array.isArray(kind) && kind[0] === 64) || (Array.isArray(schema) && schema[0] === 1)
}

const isText = (kind: unknown): boolean => kind === 0 || (Array.isArray(kind) && kind[0] === 0)

/** `Name=a,Values=b` as the CLI's shorthand reads it; JSON where it begins so. */
function structure(text: string): unknown {
  if (/^[[{]/.test(text)) return JSON.parse(text)
  if (!/^\w+=/.test(text)) return text
  // `Variables={A=b,C=d}`
  const [, outer, inner] = /^(\w+)=\{(.*)\}$/.exec(text) ?? []
  if (outer !== undefined) return {[outer]: structure(inner ?? '')}
  // `SubnetIds=a,b,SecurityGroupIds=c`: a list goes on until the next name.
  if (/^SubnetIds=/.test(text))
    return Object.fromEntries(
      text.split(/,(?=\w+=)/).map(pair => [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1).split(',')]),
    )
  return Object.fromEntries(text.split(',').map(pair => [pair.slice(0, pair.indexOf('=')), plain(pair.slice(pair.indexOf('=') + 1))]))
}

const plain = (word: string): string | boolean => (word === 'true' || word === 'false' ? word === 'true' : word)

function valueFor(kind: unknown, texts: readonly string[]): unknown {
  const [text = ''] = texts
  if (isNumber(kind)) return Number(text)
  if (isText(kind)) return texts.join(' ')
  if (isList(kind)) {
    const whole = /^\[/.test(text) ? structure(text) : null
    return whole ?? texts.map(structure)
  }
  return structure(text)
}

/** `aws logs tail` is the CLI's own command: it calls FilterLogEvents, in which `--since` is a time. */
const asRequest = (service: string, operation: string, words: readonly string[]): [string, readonly string[]] => {
  if (service !== 'logs' || operation !== 'tail') return [operation, words]
  const at = words.findIndex((word, i) => !word.startsWith('--') && !words[i - 1]?.startsWith('--'))
  return ['filter-log-events', ['--log-group-name', words[at] ?? '']]
}

/** Reads the options behind service and operation as the AWS CLI does. */
export function inputOf(
  of: Module,
  operation: string,
  words: readonly string[],
  files: ReadonlyMap<string, object> = new Map(),
): Record<string, unknown> {
  const members = membersOf(of, operation)
  const byName = new Map([...members.keys()].map(name => [name.toLowerCase(), name]))
  const saved = words[words.indexOf('--cli-input-json') + 1] ?? ''
  const input: Record<string, unknown> = {...files.get(saved)}
  for (let i = 0; i < words.length; i++) {
    const option = (words[i] ?? '').slice(2)
    if (!words[i]?.startsWith('--')) throw new CannotFollow(`${words[i]} is no option`)
    const texts: string[] = []
    while (i + 1 < words.length && !words[i + 1]?.startsWith('--')) texts.push(words[++i] ?? '')
    if (ownOptions.has(option)) continue
    // The CLI reads the package, and puts it where CreateFunction wants it.
    if (option === 'zip-file') {
      input[byName.has('zipfile') ? 'ZipFile' : 'Code'] = byName.has('zipfile') ? new Uint8Array() : {ZipFile: new Uint8Array()}
      continue
    }
    // The CLI's own word for an entry of a network ACL that is not egress.
    if (option === 'ingress') {
      input.Egress = false
      continue
    }
    const isOff = option.startsWith('no-') && !byName.has(pascal(option).toLowerCase())
    const name = byName.get(pascal(isOff ? option.slice(3) : option).toLowerCase())
    if (name === undefined) throw new CannotFollow(`${operation} has no --${option}`)
    input[name] = texts.length === 0 ? !isOff : valueFor(members.get(name), texts)
  }
  return input
}

/** Carries out `aws SERVICE OPERATION …` in the lab. `files`: what a line saves with `> FILE`, for one that reads `file://FILE`. */
export async function runAws(
  [, service = '', printed = '', ...given]: readonly string[],
  lab: Reached,
  files: Map<string, object> = new Map(),
): Promise<object> {
  const at = given.indexOf('>')
  const [rest, [file]] = at < 0 ? [given, []] : [given.slice(0, at), given.slice(at + 1)]
  const known = services[service]
  const [operation, words] = asRequest(service, printed, rest)
  if (known === undefined) throw new CannotFollow(`aws ${service} is not in the lab`)
  // A function that was updated is ready after some seconds.
  if (operation === 'wait') {
    await lab.sleep(20_000)
    return {}
  }
  const name = pascal(operation)
  const Command = known.of[`${name}Command`] as New<object> | undefined
  if (Command === undefined) throw new CannotFollow(`aws ${service} has no operation ${operation}`)
  const {region, credentials, requestHandler, endpoint} = lab
  const options = {region, credentials, requestHandler, endpoint, maxAttempts: 1, forcePathStyle: true}
  const client = new (known.of[known.client] as New<Client>)(options)
  const answer = await client.send(new Command(inputOf(known.of, name, words, files)))
  const query = words[words.indexOf('--query') + 1] ?? ''
  if (file !== undefined) files.set(`file://${file}`, savedSettings(query, answer))
  return answer
}

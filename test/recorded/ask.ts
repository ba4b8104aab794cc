import * as cloudwatch from '@aws-sdk/client-cloudwatch'
import * as logs from '@aws-sdk/client-cloudwatch-logs'
import * as dynamodb from '@aws-sdk/client-dynamodb'
import * as streams from '@aws-sdk/client-dynamodb-streams'
import * as iam from '@aws-sdk/client-iam'
import * as kms from '@aws-sdk/client-kms'
import * as lambda from '@aws-sdk/client-lambda'
import * as tagging from '@aws-sdk/client-resource-groups-tagging-api'
import * as sns from '@aws-sdk/client-sns'
import * as sqs from '@aws-sdk/client-sqs'
import * as sts from '@aws-sdk/client-sts'
import type {Operation} from './recording.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** The SDK, by the service's name in `Recorded.asked`. */
const sdk: Readonly<Record<string, {module: object; client: string}>> = {
  lambda: {module: lambda, client: 'LambdaClient'},
  cloudwatch: {module: cloudwatch, client: 'CloudWatchClient'},
  logs: {module: logs, client: 'CloudWatchLogsClient'},
  dynamodb: {module: dynamodb, client: 'DynamoDBClient'},
  streams: {module: streams, client: 'DynamoDBStreamsClient'},
  iam: {module: iam, client: 'IAMClient'},
  kms: {module: kms, client: 'KMSClient'},
  tagging: {module: tagging, client: 'ResourceGroupsTaggingAPIClient'},
  sns: {module: sns, client: 'SNSClient'},
  sqs: {module: sqs, client: 'SQSClient'},
  sts: {module: sts, client: 'STSClient'},
}

type Made = new (input: object) => object
interface Client {
  send(command: object): Promise<{$metadata: {httpStatusCode?: number}}>
}

/** AWS's answer to a call, or its refusal. */
export interface Asked {
  status: number | undefined
  answer?: object
  refused?: {code: string; message: string; type: string | undefined}
}

const clients = new WeakMap<object, Map<string, Client>>()

/** One client for a service and a configuration: it takes longer to make than a call. */
function clientOf(service: string, NamedClient: Made, config: object): Client {
  const known = clients.get(config) ?? new Map<string, Client>()
  clients.set(config, known)
  const client = known.get(service) ?? (new NamedClient({...config, maxAttempts: 1}) as Client)
  known.set(service, client)
  return client
}

/** Sends the call with AWS's own client, so that it is read from the wire. */
export async function ask(operation: Operation, input: object, config: object): Promise<Asked> {
  const [service = '', name = ''] = operation.split(':')
  const found = sdk[service]
  const module = found?.module as Record<string, Made> | undefined
  const [NamedClient, Command] = [module?.[found?.client ?? ''], module?.[`${name}Command`]]
  if (NamedClient === undefined || Command === undefined) throw new Error(`${operation} is no operation of the SDK.`)
  const client = clientOf(service, NamedClient, config)
  try {
    const {$metadata, ...answer} = await client.send(new Command(input))
    return {status: $metadata.httpStatusCode, answer}
  } catch (error) {
    const {
      name,
      Code: code = name,
      message,
      Type: type,
      $metadata,
    } = error as Error & {Code?: string; Type?: string; $metadata?: {httpStatusCode?: number}}
    if ($metadata === undefined) throw error
    return {status: $metadata.httpStatusCode, refused: {code, message, type}}
  }
}

import type {LambdaClientConfig} from '@aws-sdk/client-lambda'
import type {DeserializeMiddleware, MiddlewareStack} from '@smithy/types'
import {UserError} from '../../model/user-error.ts'
import {AwsError, toAwsError} from './aws-error.ts'
import type {Aws} from './connection.ts'

/** The part of a client's configuration that is the same for all services. */
type ClientConfig = Pick<
  LambdaClientConfig,
  'region' | 'profile' | 'endpoint' | 'credentials' | 'requestHandler' | 'maxAttempts' | 'retryMode' | 'logger'
>

/** The common part of the clients of all services. */
interface ServiceClient {
  config: {credentials: unknown; region: () => Promise<string>}
  // biome-ignore lint/suspicious/noExplicitAny: the input and output of every operation of every service
  middlewareStack: MiddlewareStack<any, any>
  destroy: () => void
}

type ClientClass<C extends ServiceClient> = new (config: ClientConfig) => C

const connectTimeoutMs = 3_000
const requestTimeoutMs = 10_000
const maxAttempts = 3

/**
 * The run's client of a service: made when first needed, kept until `disconnect`. `service` is the prefix of its IAM
 * actions; `load` imports the client's class; `own` is configuration that this service alone needs.
 */
export function clientOf<C extends ServiceClient>(
  aws: Aws,
  name: string,
  service: string,
  load: () => Promise<ClientClass<C>>,
  own: object = {},
): Promise<C> {
  const made = aws.clients.get(name) as Promise<C> | undefined
  if (made !== undefined) return made
  const client = make(aws, service, load, own)
  aws.clients.set(name, client)
  return client
}

async function make<C extends ServiceClient>(aws: Aws, service: string, load: () => Promise<ClientClass<C>>, own: object): Promise<C> {
  // The SDK warns on stderr that it will leave Node 20; package.json names the versions that this tool needs.
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= 'true'
  const [Client, requestHandler] = await Promise.all([load(), handlerOf(aws)])
  const client = new Client({...configOf(aws, requestHandler), ...own})
  // The first client finds the credentials, the others reuse them.
  aws.credentials ??= client.config.credentials as NonNullable<LambdaClientConfig['credentials']>
  // Next to the handler, and so inside the retries: every attempt passes here, and errors still are plain answers.
  client.middlewareStack.add(attempt(aws, service), {name: 'ddbstreamAttempt', step: 'deserialize', priority: 'low'})
  return client
}

/** The sender of the requests of all clients. */
export function handlerOf(aws: Aws): Promise<LambdaClientConfig['requestHandler']> {
  aws.handler ??= loadHandler()
  return aws.handler
}

async function loadHandler(): Promise<LambdaClientConfig['requestHandler']> {
  const {NodeHttpHandler} = await import('@smithy/node-http-handler')
  return new NodeHttpHandler({
    connectionTimeout: connectTimeoutMs,
    requestTimeout: requestTimeoutMs,
    // Without it the handler only warns.
    throwOnRequestTimeout: true,
    // The request timeout ends with the headers; this one covers a body that stops.
    socketTimeout: requestTimeoutMs,
  })
}

const nothing = (): void => undefined
/** The SDK warns of keys in the environment beside a profile; whoever names a profile has said which of them counts. */
const silence = {debug: nothing, info: nothing, warn: nothing, error: nothing}

function configOf(aws: Aws, requestHandler: LambdaClientConfig['requestHandler']): ClientConfig {
  const {options} = aws
  const {takeOn} = options
  const credentials = aws.credentials ?? (takeOn === undefined ? options.credentials : () => takeOn(aws))
  return {
    maxAttempts: options.attempts ?? maxAttempts,
    retryMode: 'standard',
    ...(options.region !== undefined && {region: options.region}),
    ...(options.profile !== undefined && {profile: options.profile, logger: silence}),
    ...(options.endpointUrl !== undefined && {endpoint: options.endpointUrl}),
    ...(credentials !== undefined && {credentials}),
    ...(requestHandler !== undefined && {requestHandler}),
  }
}

/** Requests that end work in AWS: sent even when the time of the run is over. */
const sentAnyway = new Set(['logs:StopQuery'])

/** Operations that IAM calls by another name than the API does. */
const iamNames: Readonly<Record<string, string>> = {'s3:GetBucketEncryption': 's3:GetEncryptionConfiguration'}

/** One HTTP request: waits for its quota, is counted, and tells AWS's time. */
const attempt =
  (aws: Aws, service: string): DeserializeMiddleware<object, object> =>
  (next, context) =>
  async args => {
    const name = `${service}:${String(context.commandName).replace(/Command$/, '')}`
    const action = iamNames[name] ?? name
    await aws.limiter.enter(action)
    if (!sentAnyway.has(action)) aws.deadline.signal.throwIfAborted()
    aws.requests.set(action, (aws.requests.get(action) ?? 0) + 1)
    aws.options.onRequest?.(action)
    const result = await next(args)
    noteTime(aws, result.response)
    return result
  }

function noteTime(aws: Aws, response: unknown): void {
  const {headers} = response as {headers?: Record<string, string>}
  const date = Object.entries(headers ?? {}).find(([name]) => name.toLowerCase() === 'date')
  const ms = Date.parse(date?.[1] ?? '')
  if (!Number.isNaN(ms)) aws.answeredAtMs = ms
}

/** Runs one operation within the deadline; whatever goes wrong becomes an AwsError of this IAM action. */
export async function call<T>(aws: Aws, action: string, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  if (aws.expired !== undefined) throw new AwsError(action, 'expired', aws.expired)
  try {
    return await aws.deadline.race(run)
  } catch (error) {
    if (error instanceof UserError) throw error
    const failed = toAwsError(error, action, aws.options.deadlineMs)
    if (failed.kind === 'expired' && aws.options.endsWithCredentials) aws.expired = failed.detail
    throw failed
  }
}

import {setTimeout as wait} from 'node:timers/promises'
import type {LambdaClientConfig} from '@aws-sdk/client-lambda'
import type {AwsCredentialIdentity} from '@smithy/types'
import {requestsPerSecond} from '../../aws-facts/limits.ts'
import {prices} from '../../aws-facts/prices.ts'
import type {Usage} from '../../model/evidence/evidence.ts'
import type {MetricQueue} from '../metrics.ts'
import {type Deadline, deadline} from './deadline.ts'
import {type Limiter, limiter} from './limiter.ts'

/** The way to reach AWS. The SDK's own chain finds missing values: environment, profile, SSO, instance role. */
export interface Connection {
  region?: string | undefined
  profile?: string | undefined
  endpointUrl?: string | undefined
  /** The time for the whole run, in milliseconds from the first request on. */
  deadlineMs: number
  /** How often the SDK tries a request; 3 unless told. Whoever changes something asks for 1, and looks before it tries again. */
  attempts?: number | undefined
  /** Credentials that have expired end the run: nothing more is asked. Not for whoever waits for a new sign-in, or has something to take back. */
  endsWithCredentials?: boolean | undefined
  /** Hears of each request, by its IAM action, before it is sent. */
  onRequest?: ((action: string) => void) | undefined
  /** Answers the requests instead of the network. */
  requestHandler?: LambdaClientConfig['requestHandler']
  credentials?: LambdaClientConfig['credentials']
  /** Finds the credentials instead; its requests to AWS count for the run. */
  takeOn?: ((aws: Aws) => Promise<AwsCredentialIdentity>) | undefined
  /** Waits for milliseconds; the real clock unless told. */
  sleep?: ((ms: number) => Promise<void>) | undefined
  /** Milliseconds of a clock that never goes back. */
  elapsedMs?: (() => number) | undefined
}

/** One run's connection to AWS. Only the functions of this folder look inside. */
export interface Aws {
  readonly options: Connection
  deadline: Deadline
  readonly limiter: Limiter
  /** HTTP requests by IAM action, each attempt counted. */
  readonly requests: Map<string, number>
  readonly metrics: MetricQueue
  /** The bytes that Logs Insights has scanned for the run; they are billed. */
  readonly logs: {bytesScanned: number}
  /** Waits for milliseconds. */
  readonly sleep: (ms: number) => Promise<void>
  readonly clients: Map<string, Promise<{destroy: () => void}>>
  /** The credentials that the first client found, shared by all, so that a role is assumed once. */
  credentials: LambdaClientConfig['credentials']
  handler: Promise<LambdaClientConfig['requestHandler']> | undefined
  /** The `Date` of the newest answer, epoch milliseconds. */
  answeredAtMs: number | undefined
  /** AWS's message when the credentials had expired, where that ends the run. */
  expired: string | undefined
}

/** Prepares a run. It is cheap: the SDK is loaded with the first request. End the run with `disconnect`. */
export function connect(options: Connection): Aws {
  const sleep = options.sleep ?? (ms => wait(ms))
  return {
    options,
    deadline: deadline(options.deadlineMs),
    limiter: limiter(requestsPerSecond, sleep, options.elapsedMs ?? (() => performance.now())),
    requests: new Map(),
    metrics: {waiting: [], requested: 0},
    logs: {bytesScanned: 0},
    sleep,
    clients: new Map(),
    credentials: undefined,
    handler: options.requestHandler && Promise.resolve(options.requestHandler),
    answeredAtMs: undefined,
    expired: undefined,
  }
}

/** Gives the next round of a long run its own time. */
export function renewDeadline(aws: Aws): void {
  aws.deadline.end()
  aws.deadline = deadline(aws.options.deadlineMs)
}

/**
 * Lets the next request find its credentials again: somebody may have signed in again. The SDK caches the shared files as
 * long as the process lives, so that its own chain must be told to read them again.
 */
export async function forgetCredentials(aws: Aws): Promise<void> {
  closeClients(aws)
  aws.clients.clear()
  const {credentials, takeOn, profile} = aws.options
  if (credentials !== undefined || takeOn !== undefined) return
  const {defaultProvider} = await import('@aws-sdk/credential-provider-node')
  aws.credentials = defaultProvider({ignoreCache: true, ...(profile !== undefined && {profile})})
}

/** Ends the run: open requests are aborted, and nothing keeps the process alive any more. */
export function disconnect(aws: Aws): void {
  aws.deadline.end()
  closeClients(aws)
}

function closeClients(aws: Aws): void {
  for (const client of aws.clients.values()) {
    client.then(
      made => made.destroy(),
      () => undefined,
    )
  }
}

/** The requests that the run has made to AWS so far, and their price in USD at list price: metrics cost, and so do the bytes that Logs Insights scans. */
export const usage = (aws: Aws): Usage => ({
  requests: Object.fromEntries([...aws.requests].sort(([a], [b]) => (a < b ? -1 : 1))),
  usd: Number((aws.metrics.requested * prices.perMetricRequested + (aws.logs.bytesScanned / 1e9) * prices.perGbScanned).toFixed(6)),
})

/** Waits for milliseconds: by the real clock, or by the one that the connection was given. */
export const sleep = (aws: Aws, ms: number): Promise<void> => (aws.options.sleep ?? (time => wait(time)))(ms)

/** AWS's time (epoch milliseconds): the `Date` header of the newest answer, never the local clock. Undefined before the first answer. */
export const nowMs = (aws: Aws): number | undefined => aws.answeredAtMs

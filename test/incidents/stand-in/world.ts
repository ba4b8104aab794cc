import type {Place} from './place.ts'
import type {Series} from './series.ts'
import type {Wire} from './wire.ts'

/** A metric of CloudWatch, with exactly its dimensions. */
export interface Metric {
  namespace: string
  name: string
  dimensions: Readonly<Record<string, string>>
  at: Series
}

/** A function as GetFunction shows it, with the parts around it. */
export interface FunctionWorld {
  configuration: Wire & {FunctionName: string}
  /** Undefined where nothing is reserved. */
  reserved?: number | undefined
  aliases?: Wire[]
  /** Published versions; `$LATEST` is added. */
  versions?: Wire[]
  provisioned?: Wire[]
  tags?: Record<string, string>
}

export interface LogEvent {
  /** Epoch milliseconds. */
  timestamp: number
  message: string
  logStream: string
}

/** The permissions of the execution role: a verdict of the policy simulator by action and resource. */
export type Simulated = (action: string, resource: string) => 'allowed' | 'implicitDeny' | 'explicitDeny'

/** A call that AWS does not answer well. */
export interface Refusal {
  code: string
  message: string
  status: number
}

/**
 * An account as AWS's read APIs show it at one instant. Nothing is simulated: an incident gives AWS's objects, and for each metric a
 * function of the minute. Whatever it does not give is denied, as to a role that may do little.
 */
export interface World {
  place: Place
  /** The function that is asked about, with its qualifier. */
  target: string
  /** The instant of the look, epoch milliseconds. AWS's clock stands still at it. */
  nowMs: number
  /** How many minutes CloudWatch is behind: it shows no minute younger than this. */
  metricDelayMinutes: number
  mappings: Wire[]
  functions: Readonly<Record<string, FunctionWorld>>
  accountSettings?: Wire | undefined
  tables: Readonly<Record<string, Wire>>
  /** By ARN. */
  streams: Readonly<Record<string, Wire & {TableName: string}>>
  /** By table. */
  timeToLive?: Readonly<Record<string, Wire>> | undefined
  /** Resource policies by ARN; without one of its own a resource answers PolicyNotFoundException. Denied where undefined. */
  resourcePolicies?: Readonly<Record<string, Wire>> | undefined
  metrics: Metric[]
  alarms?: Wire[] | undefined
  logGroups?: Wire[] | undefined
  /** Events of the function's group in the order of time. */
  logs?: (() => LogEvent[]) | undefined
  /** Queue attributes by name. */
  queues?: Readonly<Record<string, Wire>> | undefined
  /** Topic attributes by ARN. */
  topics?: Readonly<Record<string, Wire>> | undefined
  keys?: Readonly<Record<string, {metadata?: Wire; policy?: Wire}>> | undefined
  role?: {gone?: boolean; simulated?: Simulated; inline?: Readonly<Record<string, Wire>>; attached?: string[]} | undefined
  /** EC2's answers by the plural that its operation has, such as `Subnets`. */
  vpc?: Readonly<Record<string, unknown>> | undefined
  /** EventBridge pipes. Denied where undefined. */
  pipes?: Wire[] | undefined
  /** The deployment package. */
  code?: (() => Uint8Array) | undefined
  /** IAM actions that are denied, though the objects are given. */
  deny?: readonly string[] | undefined
  /** Calls that fail, by IAM action. */
  refuse?: Readonly<Record<string, Refusal>> | undefined
}

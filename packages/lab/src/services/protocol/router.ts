import {type Calls, countCall, countTaken, noteUnknown} from '../../calls.ts'
import type {FaultKind, Faults} from '../../faults.ts'
import {allowed, type Decision} from '../../simulation/access/permissions.ts'
import {Refusal} from '../../simulation/access/refusal.ts'
import {cloudformation} from '../cloudformation/cloudformation.ts'
import {cloudwatch} from '../cloudwatch/cloudwatch.ts'
import {download, isDownload} from '../code/download.ts'
import {dynamodb} from '../dynamodb/dynamodb.ts'
import {ec2} from '../ec2/ec2.ts'
import {iam} from '../iam/iam.ts'
import {kms} from '../kms/kms.ts'
import {lambda} from '../lambda/lambda.ts'
import {logs} from '../logs/logs.ts'
import {pipes} from '../pipes/pipes.ts'
import {s3Call} from '../s3/s3.ts'
import {sns} from '../sns/sns.ts'
import {sqs} from '../sqs/sqs.ts'
import {streams} from '../streams/streams.ts'
import {sts} from '../sts/sts.ts'
import {tagging} from '../tagging/tagging.ts'
import {type Account, callerArn, callerRoleArn} from './account.ts'
import type {Call} from './call.ts'
import {AwsError} from './errors.ts'
import {jsonRpcCall} from './json-rpc.ts'
import type {Operation, Service} from './operation.ts'
import {queryCall} from './query.ts'
import {regionOf, type Site} from './regions.ts'
import {restJsonCall} from './rest-json.ts'
import {sentence, violations} from './shapes.ts'
import type {WireRequest, WireResponse} from './wire.ts'

/** `dropped`: the connection breaks without an answer. */
export type Outcome = WireResponse | 'dropped'

export type Handle = (request: WireRequest) => Outcome

interface Surroundings {
  /** The site that answers in a region; null: where the pipelines are. */
  siteOf: (region: string | null) => Site
  calls: Calls
  faults: Faults
  /** Moves the clock on, by so many ms. */
  advance: (ms: number) => void
}

const services: readonly Service[] = [cloudwatch, dynamodb, streams, logs, sqs, iam, ec2, sts, cloudformation, tagging, sns, kms]

/** AWS's front door: recognises the protocol, counts the call, injects faults, throttles, validates, runs the operation. */
export function openServices(surroundings: Surroundings): Handle {
  let count = 0
  return request => {
    count += 1
    // Numbered, not random: the same run gives the same ids.
    const requestId = `00000000-0000-4000-8000-${count.toString(16).padStart(12, '0')}`
    const outcome = route(request, requestId, surroundings)
    if (outcome === 'dropped') return outcome
    const date = new Date(surroundings.siteOf(null).account.world.nowMs).toUTCString()
    return {...outcome, headers: {date, ...outcome.headers, 'x-amzn-requestid': requestId}}
  }
}

/** The answer of AWS's framework for an operation that no service has. */
const jsonType = 'application/x-amz-json-1.1'
const unknownTarget = '{"__type":"com.amazon.coral.service#UnknownOperationException"}'

function route(request: WireRequest, requestId: string, surroundings: Surroundings): Outcome {
  const {calls} = surroundings
  if (isDownload(request)) return download(request, surroundings.siteOf(null).account, surroundings.faults)
  const call = s3Call(request) ?? jsonRpcCall(request, services) ?? queryCall(request, services) ?? restJsonCall(request, [lambda, pipes])
  if (call === null) {
    const target = request.headers['x-amz-target']
    noteUnknown(calls, target ?? `${request.method} ${request.path}`)
    if (target !== undefined) return {status: 400, headers: {'content-type': jsonType}, body: unknownTarget}
    return {status: 404, headers: {'content-type': 'application/xml'}, body: '<UnknownOperationException/>'}
  }
  if (call.operation === null) {
    noteUnknown(calls, call.action)
    return call.refuse(call.errors.unknownOperation(call.name), requestId)
  }
  countCall(calls, call.action)
  return served(call, call.operation, requestId, {...surroundings, ...surroundings.siteOf(regionOf(request))})
}

type Serving = Site & Surroundings

/** Faults of the clock leave the answer as it is. */
function served(call: Call, operation: Operation, requestId: string, serving: Serving): Outcome {
  const {account, faults, advance} = serving
  const strike = faults.strike(call.action, account.world.region)
  if (strike?.kind === 'jump') advance(strike.seconds * 1000)
  const outcome = serve(call, operation, requestId, serving, strike?.kind ?? null)
  if (strike?.kind === 'late') advance(strike.seconds * 1000)
  if (strike?.kind !== 'skew' || outcome === 'dropped') return outcome
  return {...outcome, headers: {...outcome.headers, date: new Date(account.world.nowMs + strike.seconds * 1000).toUTCString()}}
}

/** In AWS's order: the caller, the rate, the input. */
function serve(
  call: Call,
  operation: Operation,
  requestId: string,
  {account, calls, takeQuota}: Serving,
  fault: FaultKind | null,
): Outcome {
  if (fault === 'drop') return 'dropped'
  try {
    if (fault === 'expired') throw call.errors.expired()
    const denial = fault === 'deny' ? 'implicitDeny' : denialOf(call, operation, account)
    if (denial !== null) throw call.errors.denied(deniedWords(call, operation, account, denial))
    if (fault === 'error') throw call.errors.internal()
    if (fault === 'throttle' || !takeQuota(call.action)) throw call.errors.throttled()
    const input = validated(call, operation)
    const used = operation.uses?.(input, account)
    if (used !== undefined && !takeQuota(used.quota, used.amount)) throw call.errors.throttled()
    const output = operation.run(input, account)
    countTaken(calls, call.action)
    if (fault === 'stuck' && 'UUID' in output) account.stuckMappings.add(String(output.UUID))
    return fault === 'lost-response' ? 'dropped' : call.answer(output, requestId)
  } catch (error) {
    return call.refuse(refusalOf(error) ?? call.errors.internal(`The lab has a bug: ${error}`), requestId)
  }
}

function validated(call: Call, operation: Operation): Record<string, unknown> {
  const input = call.read(operation)
  const broken = violations(operation.input, input)
  if (broken.length > 0) throw call.errors.invalid(broken, sentence(broken))
  return input
}

/** Lambda's status codes for the refusals of the simulation. */
const statusOf: Readonly<Record<string, number>> = {ResourceNotFoundException: 404, ResourceConflictException: 409}

function refusalOf(error: unknown): AwsError | null {
  if (error instanceof AwsError) return error
  return error instanceof Refusal ? new AwsError(error.name, error.message, {status: statusOf[error.name] ?? 400}) : null
}

/** GetCallerIdentity needs no permission (STS API reference). A world without the caller's role lets it do everything. */
function denialOf(call: Call, operation: Operation, account: Account): Denial | null {
  const {world} = account
  const roleArn = callerRoleArn(world)
  if (operation.action === 'sts:GetCallerIdentity' || !world.roles.has(roleArn.split('/').at(-1) ?? '')) return null
  const decision = allowed(world, roleArn, operation.action, resourceOf(call, operation, account))
  return decision === 'allowed' ? null : decision
}

type Denial = Exclude<Decision, 'allowed'>

function deniedWords(call: Call, operation: Operation, account: Account, denial: Denial): string {
  const {action} = operation
  const resource = resourceOf(call, operation, account)
  const why =
    denial === 'explicitDeny'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`
  return `User: ${callerArn(account.world)} is not authorized to perform: ${action} on resource: ${resource} ${why}`
}

function resourceOf(call: Call, operation: Operation, account: Account): string {
  try {
    return operation.resource?.(validated(call, operation), account) ?? '*'
  } catch {
    return '*'
  }
}

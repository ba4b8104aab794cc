import {type AccountSettingsAnswer, type FunctionAnswer, getFunction, listFunctions} from '../../aws/lambda.ts'
import {readMetrics} from '../../aws/metrics.ts'
import type {Aws} from '../../aws/transport/connection.ts'
import type {Mapping} from '../../model/evidence/evidence.ts'
import {points, total} from '../../model/evidence/series.ts'
import {minuteFloor} from '../../text/minutes.ts'
import {type Attempt, attempt} from '../collector.ts'
import {named} from '../first-round/named-metrics.ts'
import {functionArnOf} from './targets.ts'

/** ListFunctions answers 50 a page (Lambda API reference). */
const functionsPerPage = 50
/** How many functions are asked side by side while the reserved concurrency is looked for: few at first, because the one with the most concurrency has it most likely. */
const atOnce = {first: 2, most: 32}
/** A function that ran in these last minutes is not switched off by a reserve of 0. */
const lateMinutes = 15

export type AnswerOf = (mapping: Mapping) => Attempt<FunctionAnswer>

const action = 'lambda:GetFunction'

export const functionListActions: readonly string[] = ['lambda:ListFunctions']

/**
 * The answers of GetFunction for each function of a fleet, in fewer requests: ListFunctions has all but the reserved concurrency, and
 * the account's settings tell how much is reserved in all. Only functions that could have a reserve are asked themselves, until the
 * sum is found. Where that is not cheaper, or not possible, each is asked.
 */
export async function fleetFunctions(
  aws: Aws,
  mappings: readonly Mapping[],
  settings: Attempt<AccountSettingsAnswer>,
  nowMs: number,
): Promise<AnswerOf> {
  const names = new Map(mappings.map(mapping => [functionArnOf(mapping), mapping.functionName]))
  const found = (await listed(aws, names, settings)) ?? new Map<string, FunctionAnswer>()
  const answers = new Map<string, Attempt<FunctionAnswer>>([...found].map(([arn, value]) => [arn, {ok: true, value}]))
  const ask = async (arns: readonly string[]): Promise<number> => {
    const asked = await Promise.all(arns.map(async arn => [arn, await attempt(action, () => getFunction(aws, arn))] as const))
    for (const [arn, answer] of asked) answers.set(arn, answer)
    return asked.reduce((sum, [, answer]) => sum + (answer.ok ? (answer.value.Concurrency?.ReservedConcurrentExecutions ?? 0) : 0), 0)
  }
  const missing = [...names.keys()].filter(arn => !found.has(arn))
  await findReserves(
    aws,
    new Map([...found.keys()].map(arn => [arn, names.get(arn) ?? ''])),
    reservedInAll(settings) - (await ask(missing)),
    ask,
    nowMs,
  )
  return mapping => answers.get(functionArnOf(mapping)) as Attempt<FunctionAnswer>
}

/** The functions as ListFunctions has them; null when asking each is cheaper, or their list or the sum of the reserves cannot be had. */
async function listed(
  aws: Aws,
  names: ReadonlyMap<string, string>,
  settings: Attempt<AccountSettingsAnswer>,
): Promise<Map<string, FunctionAnswer> | null> {
  const count = settings.ok ? settings.value.AccountUsage?.FunctionCount : undefined
  if (count === undefined || Number.isNaN(reservedInAll(settings)) || count / functionsPerPage >= names.size) return null
  const answer = await attempt('lambda:ListFunctions', () => listFunctions(aws))
  if (!answer.ok) return null
  const wanted = answer.value.filter(({FunctionArn = ''}) => names.has(FunctionArn))
  return new Map(wanted.map(Configuration => [Configuration.FunctionArn ?? '', {Configuration, $metadata: {}}]))
}

/** Concurrency that is reserved for functions of the account, in all; NaN when it is not known. */
function reservedInAll(settings: Attempt<AccountSettingsAnswer>): number {
  const limit = settings.ok ? settings.value.AccountLimit : undefined
  return (limit?.ConcurrentExecutions ?? Number.NaN) - (limit?.UnreservedConcurrentExecutions ?? Number.NaN)
}

/** Asks the functions that stand still or are throttled, because a reserve of 0 is in no sum; then the others, those with the most concurrency first, until the sum is found. */
async function findReserves(
  aws: Aws,
  names: ReadonlyMap<string, string>,
  reserved: number,
  ask: (arns: readonly string[]) => Promise<number>,
  nowMs: number,
): Promise<void> {
  if (names.size === 0) return
  const activity = await attempt('cloudwatch:GetMetricData', () => activityOf(aws, names, nowMs))
  if (!activity.ok) {
    await ask([...names.keys()])
    return
  }
  const suspects = activity.value.filter(({invocations, throttles}) => invocations === 0 || throttles > 0).map(({arn}) => arn)
  const others = activity.value.filter(({arn}) => !suspects.includes(arn)).sort((a, b) => b.concurrency - a.concurrency)
  let left = reserved - (await ask(suspects))
  let from = 0
  for (let n = atOnce.first; from < others.length && !(left <= 0); n = Math.min(2 * n, atOnce.most)) {
    left -= await ask(others.slice(from, from + n).map(({arn}) => arn))
    from += n
  }
}

interface Activity {
  arn: string
  invocations: number
  throttles: number
  /** The most executions at once. */
  concurrency: number
}

async function activityOf(aws: Aws, names: ReadonlyMap<string, string>, nowMs: number): Promise<Activity[]> {
  const endMs = minuteFloor(nowMs)
  const window = {startMs: endMs - lateMinutes * 60_000, endMs}
  const arns = [...names.keys()]
  const metrics = ['Invocations.Sum', 'Throttles.Sum', 'ConcurrentExecutions.Maximum']
  const queries = arns.flatMap(arn => metrics.map(name => named('AWS/Lambda', name, {FunctionName: names.get(arn) ?? ''})))
  const series = await readMetrics(aws, queries, window)
  return arns.map((arn, i) => {
    const [invocations = [], throttles = [], concurrency = []] = series.slice(metrics.length * i, metrics.length * (i + 1)).map(points)
    return {
      arn,
      invocations: total(invocations),
      throttles: total(throttles),
      concurrency: Math.max(0, ...concurrency.map(({value}) => value)),
    }
  })
}

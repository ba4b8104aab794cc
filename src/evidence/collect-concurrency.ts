import {listActiveMetrics} from '../aws/cloudwatch.ts'
import {getAccountSettings} from '../aws/lambda.ts'
import {type MetricWindow, readMetrics} from '../aws/metrics.ts'
import type {Aws} from '../aws/transport/connection.ts'
import {accountMetricNames} from '../aws-facts/metric-names.ts'
import type {AccountMetrics, AccountSettings} from '../model/evidence/evidence.ts'
import {type Item, known, type Missing} from '../model/evidence/item.ts'
import {points, type Series} from '../model/evidence/series.ts'
import {attempt, missingFrom} from './collector.ts'
import {accountSettingsFrom} from './first-round/account-settings.ts'
import {named, readNamed} from './first-round/named-metrics.ts'

/** The account's concurrency limit and its use. */
export interface AccountConcurrency {
  settings: Item<AccountSettings>
  metrics: Item<AccountMetrics>
}

/** The concurrency that a function uses, whoever calls it, and the count of its throttles. */
export interface FunctionUse {
  concurrent: Series
  throttles: Series
}

/** The functions that run most at once. */
export interface Consumers {
  list: {function: string; maximum: number}[]
  asked: number
  /** There are more functions than were asked about. */
  leftOut: boolean
}

/** Metrics are billed each: one request of them, and four pages of names. */
const mostFunctions = 500
const mostPages = 4

export const concurrencyActions: readonly string[] = ['lambda:GetAccountSettings', 'cloudwatch:GetMetricData', 'cloudwatch:ListMetrics']

export async function readAccount(aws: Aws, window: MetricWindow): Promise<AccountConcurrency> {
  const [settings, metrics] = await Promise.all([
    attempt('lambda:GetAccountSettings', async () => accountSettingsFrom(await getAccountSettings(aws))),
    attempt('cloudwatch:GetMetricData', () => readNamed(aws, accountMetricNames, name => named('AWS/Lambda', name, {}), window)),
  ])
  return {settings: itemFrom(settings), metrics: itemFrom(metrics)}
}

/** The use of these functions, in one request with whatever else is asked in this tick. */
export async function readUse(aws: Aws, functions: readonly string[], window: MetricWindow): Promise<Item<FunctionUse[]>> {
  const queries = functions.flatMap(name =>
    ['ConcurrentExecutions.Maximum', 'Throttles.Sum'].map(metric => named('AWS/Lambda', metric, {FunctionName: name})),
  )
  const answer = await attempt('cloudwatch:GetMetricData', () => readMetrics(aws, queries, window))
  if (!answer.ok) return missingFrom(answer.error)
  return known(functions.map((_, i) => ({concurrent: answer.value[2 * i] as Series, throttles: answer.value[2 * i + 1] as Series})))
}

/** Who runs most at once in the account: every function that ran in the last three hours, up to 500. */
export async function readConsumers(aws: Aws, window: MetricWindow): Promise<Item<Consumers>> {
  const found = await attempt('cloudwatch:ListMetrics', () =>
    listActiveMetrics(aws, {namespace: 'AWS/Lambda', metricName: 'ConcurrentExecutions'}, mostPages),
  )
  if (!found.ok) return missingFrom(found.error)
  const functions = found.value.metrics.flatMap(({Dimensions = []}) => {
    const [only] = Dimensions
    return Dimensions.length === 1 && only?.Name === 'FunctionName' && only.Value !== undefined ? [only.Value] : []
  })
  const asked = functions.slice(0, mostFunctions)
  const queries = asked.map(name => named('AWS/Lambda', 'ConcurrentExecutions.Maximum', {FunctionName: name}))
  const answer = await attempt('cloudwatch:GetMetricData', () => readMetrics(aws, queries, window))
  if (!answer.ok) return missingFrom(answer.error)
  const list = asked.map((name, i) => ({
    function: name,
    maximum: Math.max(0, ...points(answer.value[i] as Series).map(({value}) => value)),
  }))
  return known({
    list: list.sort((a, b) => b.maximum - a.maximum || (a.function < b.function ? -1 : 1)),
    asked: asked.length,
    leftOut: found.value.more || functions.length > asked.length,
  })
}

const itemFrom = <T>(answer: {ok: true; value: T} | {ok: false; error: Parameters<typeof missingFrom>[0]}): Item<T> | Missing =>
  answer.ok ? known(answer.value) : missingFrom(answer.error)

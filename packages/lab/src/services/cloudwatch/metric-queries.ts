import type {World} from '../../simulation/engine/world.ts'
import {flag, type Input, required, structure, text, whole} from '../protocol/shapes.ts'
import {type Expression, MathError, parseExpression, type Scope, type TimeSeries, type Value} from './metric-math.ts'
import {alignedDown, byName, dimensions, isPeriod, isStatistic, metricName, namespace, unitOf, validationError} from './metrics.ts'

/** A MetricDataQuery, as GetMetricData and PutMetricAlarm take it. */
export const metricDataQuery = {
  Id: required(text({min: 1, max: 255})),
  MetricStat: structure({
    Metric: required(structure({Namespace: namespace, MetricName: metricName, Dimensions: dimensions})),
    Period: required(whole({min: 1})),
    Stat: required(text()),
    Unit: text(),
  }),
  Expression: text({min: 1, max: 2048}),
  Label: text(),
  ReturnData: flag,
  Period: whole({min: 1}),
} as const
export type MetricDataQuery = Input<typeof metricDataQuery>

/** The checks of queries that hold wherever they are given. */
export function checkQueries(queries: readonly MetricDataQuery[]): void {
  if (new Set(queries.map(({Id}) => Id)).size < queries.length) {
    throw validationError('The values for parameter id in MetricDataQueries are not unique.')
  }
  for (const query of queries) checkQuery(query)
  checkReferences(queries)
}

function checkQuery({Id, MetricStat, Expression}: MetricDataQuery): void {
  if (!/^[a-z][a-zA-Z0-9_]*$/.test(Id)) {
    throw validationError(`The value ${Id} for parameter Id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.`)
  }
  if ((MetricStat === undefined) === (Expression === undefined)) {
    throw validationError(`Exactly one of the parameters MetricStat and Expression must be given for ${Id}.`)
  }
  if (MetricStat === undefined) return
  const {Metric, Period, Stat} = MetricStat
  if (Metric.Namespace === undefined || Metric.MetricName === undefined)
    throw validationError(`The parameters Namespace and MetricName are required for ${Id}.`)
  if (!isPeriod(Period)) throw validationError(`The parameter MetricStat.Period must be 1, 5, 10, 20, 30 or a multiple of 60, for ${Id}.`)
  if (!isStatistic(Stat)) throw validationError(`The value ${Stat} for parameter MetricStat.Stat is not supported.`)
}

const inExpression = (id: string, message: string) => validationError(`Error in expression '${id}': ${message}`)

function parsed({Id, Expression = ''}: MetricDataQuery): Expression {
  try {
    return parseExpression(Expression)
  } catch (error) {
    if (error instanceof MathError) throw inExpression(Id, error.message)
    throw error
  }
}

/** Expressions read other queries of the request, never themselves, nor in a circle. */
function checkReferences(queries: readonly MetricDataQuery[]): void {
  const reads = new Map(queries.map(query => [query.Id, query.Expression === undefined ? [] : parsed(query).ids]))
  const walk = (id: string, above: readonly string[]) => {
    for (const next of reads.get(id) ?? []) {
      if (!reads.has(next)) throw inExpression(id, `Undefined variable '${next}'`)
      if (next === id || above.includes(next)) throw inExpression(id, `Circular reference to '${next}'`)
      walk(next, [...above, id])
    }
  }
  for (const id of reads.keys()) walk(id, [])
}

/** The values of queries over a time, each evaluated once. */
export function evaluator(world: World, queries: readonly MetricDataQuery[], startMs: number, endMs: number): (id: string) => Value {
  const known = new Map<string, Value>()
  const scope: Scope = {startMs, endMs, value: valueOfId}
  function valueOfId(id: string): Value {
    const value = known.get(id) ?? compute(id)
    known.set(id, value)
    return value
  }
  function compute(id: string): Value {
    const query = queries.find(one => one.Id === id)
    if (query === undefined) throw new MathError(`Undefined variable '${id}'`)
    return query.MetricStat === undefined ? parseExpression(query.Expression ?? '').evaluate(scope) : metric(query.MetricStat)
  }
  function metric({Metric, Period, Stat, Unit}: NonNullable<MetricDataQuery['MetricStat']>): TimeSeries {
    const isOwn = Metric.Namespace?.startsWith('AWS/') === false
    // CloudWatch converts no units: data of another one is not found.
    const isFound = isOwn || Unit === undefined || Unit === unitOf(Metric.MetricName ?? '')
    const points =
      isStatistic(Stat) && isFound
        ? world.metrics.query({
            namespace: Metric.Namespace ?? '',
            metricName: Metric.MetricName ?? '',
            dimensions: byName(Metric.Dimensions),
            statistic: Stat,
            ...(isOwn && Unit !== undefined ? {unit: Unit} : {}),
            periodSeconds: Period,
            startMs: alignedDown(startMs, Period),
            endMs,
          })
        : []
    return {periodSeconds: Period, points: new Map(points.map(({atMs, value}) => [atMs, value]))}
  }
  return id => {
    try {
      return valueOfId(id)
    } catch (error) {
      if (error instanceof MathError) throw inExpression(id, error.message)
      throw error
    }
  }
}

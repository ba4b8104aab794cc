import {joined, statistic} from './series.ts'
import {AwsFailure, given, type Operations, type Wire} from './wire.ts'
import type {World} from './world.ts'

const minuteMs = 60_000
const keptMinutes = 15 * 24 * 60

interface MetricStat {
  Metric: {Namespace: string; MetricName: string; Dimensions?: {Name: string; Value: string}[]}
  Stat: string
  Period: number
}
interface Query {
  Id: string
  Label?: string
  MetricStat?: MetricStat
  Expression?: string
  Period?: number
  ReturnData?: boolean
}
interface Asked {
  MetricDataQueries: Query[]
  StartTime: number | string
  EndTime: number | string
  ScanBy?: string
}
type Points = Map<number, number>

/** Instants come as epoch seconds, or as text. */
const instantMs = (value: number | string): number => (typeof value === 'number' ? value * 1000 : Date.parse(value))

/** The period that an instant is in starts here. */
const floorTo = (ms: number, step: number): number => Math.floor(ms / step) * step

export function cloudwatch(world: World): Operations<Wire> {
  return {
    GetMetricData: input => metricData(world, input as unknown as Asked),
    ListMetrics: input => ({Metrics: listed(world, input)}),
    DescribeAlarms: () => ({MetricAlarms: given(world.alarms, 'cloudwatch:DescribeAlarms'), CompositeAlarms: []}),
    DescribeAlarmsForMetric: () => ({MetricAlarms: given(world.alarms, 'cloudwatch:DescribeAlarmsForMetric')}),
  }
}

function metricData(world: World, {MetricDataQueries, StartTime, EndTime, ScanBy}: Asked): Wire {
  const [startMs, endMs] = [instantMs(StartTime), instantMs(EndTime)]
  if (startMs >= endMs) throw new AwsFailure('ValidationError', 'The parameter StartTime must be less than the parameter EndTime.')
  const byId = new Map<string, Points>()
  for (const {Id, MetricStat: stat} of MetricDataQueries) if (stat !== undefined) byId.set(Id, pointsOf(world, stat, startMs, endMs))
  for (const {Id, Expression, Period} of MetricDataQueries)
    if (Expression !== undefined) byId.set(Id, calculated(world, Expression, byId, (Period ?? 60) * 1000, startMs, endMs))
  const results = MetricDataQueries.filter(({ReturnData}) => ReturnData !== false).map(({Id, Label, MetricStat}) => {
    const rows = [...(byId.get(Id) ?? [])].sort(([a], [b]) => (ScanBy === 'TimestampAscending' ? a - b : b - a))
    return {
      Id,
      Label: Label ?? MetricStat?.Metric.MetricName ?? Id,
      Timestamps: rows.map(([ms]) => ms / 1000),
      Values: rows.map(([, value]) => value),
      StatusCode: 'Complete',
    }
  })
  return {MetricDataResults: results, Messages: []}
}

/** Whether a metric has these dimensions and no other. */
function hasDimensions(own: Readonly<Record<string, string>>, asked: readonly {Name: string; Value: string}[]): boolean {
  return Object.keys(own).length === asked.length && asked.every(({Name, Value}) => own[Name] === Value)
}

function pointsOf(world: World, {Metric, Stat, Period}: MetricStat, startMs: number, endMs: number): Points {
  const metric = world.metrics.find(
    ({namespace, name, dimensions}) =>
      namespace === Metric.Namespace && name === Metric.MetricName && hasDimensions(dimensions, Metric.Dimensions ?? []),
  )
  const points: Points = new Map()
  if (metric === undefined) return points
  const thisMinuteMs = floorTo(world.nowMs, minuteMs)
  const at = (ms: number) => {
    const minute = Math.round((ms - thisMinuteMs) / minuteMs)
    return minute > -world.metricDelayMinutes || minute < -keptMinutes ? undefined : metric.at(minute)
  }
  const step = Period * 1000
  for (let ms = floorTo(startMs, step); ms < endMs; ms += step) {
    const minutes = Array.from({length: step / minuteMs}, (_, i) => at(ms + i * minuteMs))
    const value = statistic(joined(minutes), Stat)
    if (value === null) throw new AwsFailure('ValidationError', `The value ${Stat} for parameter Stat is not supported.`)
    if (value !== undefined) points.set(ms, value)
  }
  return points
}

/** Metric math as far as sums, products, numbers and FILL go. */
function calculated(
  world: World,
  expression: string,
  byId: ReadonlyMap<string, Points>,
  step: number,
  startMs: number,
  endMs: number,
): Points {
  const used = [...expression.matchAll(/[a-z]\w*/g)].map(([id]) => id).filter(id => byId.has(id))
  const filled = /\bFILL\(/i.test(expression)
  const instants = new Set(used.flatMap(id => [...(byId.get(id)?.keys() ?? [])]))
  const newestMs = world.nowMs - world.metricDelayMinutes * minuteMs
  if (filled) for (let ms = floorTo(startMs, step); ms < Math.min(endMs, newestMs); ms += step) instants.add(ms)
  const points: Points = new Map()
  for (const ms of instants) {
    const value = new Arithmetic(expression, id => byId.get(id)?.get(ms)).value()
    if (value !== undefined && Number.isFinite(value)) points.set(ms, value)
  }
  return points
}

/** A calculation with + − × ÷, brackets and FILL; undefined where a metric has no point. */
class Arithmetic {
  private readonly tokens: string[]
  private readonly read: (id: string) => number | undefined

  constructor(text: string, read: (id: string) => number | undefined) {
    this.tokens = text.match(/[A-Za-z]\w*|\d+(?:\.\d+)?|[-+*/(),]/g) ?? []
    this.read = read
  }

  value(): number | undefined {
    const value = this.sum()
    if (this.tokens.length > 0) throw new AwsFailure('ValidationError', `Error in expression: Unsupported operator ${this.tokens[0]}`)
    return value
  }

  private sum(): number | undefined {
    let left = this.product()
    while (this.tokens[0] === '+' || this.tokens[0] === '-') {
      const sign = this.tokens.shift() === '+' ? 1 : -1
      const right = this.product()
      left = left === undefined || right === undefined ? undefined : left + sign * right
    }
    return left
  }

  private product(): number | undefined {
    let left = this.operand()
    while (this.tokens[0] === '*' || this.tokens[0] === '/') {
      const times = this.tokens.shift() === '*'
      const right = this.operand()
      left = left === undefined || right === undefined ? undefined : times ? left * right : left / right
    }
    return left
  }

  private operand(): number | undefined {
    const token = this.tokens.shift() ?? ''
    if (token === '-') return this.negative()
    if (/^\d/.test(token)) return Number(token)
    if (token === '(') {
      const value = this.sum()
      this.tokens.shift()
      return value
    }
    return token.toUpperCase() === 'FILL' ? this.filled() : this.read(token)
  }

  private negative(): number | undefined {
    const value = this.operand()
    return value === undefined ? undefined : -value
  }

  /** `(metric, value)`: the value where the metric has no point. */
  private filled(): number | undefined {
    this.tokens.shift()
    const value = this.sum()
    this.tokens.shift()
    const instead = this.sum()
    this.tokens.shift()
    return value ?? instead
  }
}

function listed(world: World, input: Wire): Wire[] {
  return world.metrics
    .filter(
      ({namespace, name}) =>
        (input.Namespace === undefined || input.Namespace === namespace) && (input.MetricName === undefined || input.MetricName === name),
    )
    .map(({namespace, name, dimensions}) => ({
      Namespace: namespace,
      MetricName: name,
      Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({Name, Value})),
    }))
}

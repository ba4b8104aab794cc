import type {Settings, Step} from '../../model/plan/plan.ts'
import {count} from '../../text/units.ts'
import type {Page} from '../text/style.ts'
import {hang} from '../text/wrap.ts'

/** Calls whose input is longer are shown in whole under --verbose alone. */
const longestInput = 240

/** "Enabled  true → false": the changes of a step. */
function changeLines({before, after}: Step, indent: string, page: Page): string[] {
  return Object.keys(after).flatMap(name => {
    const was = name in before ? settingText(before[name]) : 'none'
    return hang(`${indent}${page.ink.bold(page.text(name))}  `, page.text(`${was} → ${settingText(after[name])}`), page.prose)
  })
}

/** The value of a setting in words. */
export const settingText = (found: unknown): string => {
  const {Destination} = ((found as {OnFailure?: object} | null)?.OnFailure ?? {}) as {Destination?: string}
  if (Destination !== undefined) return Destination || 'none'
  if (found !== null && typeof found === 'object' && 'AlarmName' in found) return alarmText(found as unknown as AlarmInput)
  if (found !== null && typeof found === 'object' && 'FunctionName' in found) return mappingText(found as Settings)
  if (typeof found !== 'object' || found === null) return found === null ? 'none' : functionIn(String(found))
  return JSON.stringify(found)
}

/** `orders:2` of the ARN of a function; the call below it has the whole ARN. */
const functionIn = (text: string): string => /^arn:[^:]+:lambda:[^:]*:\d{12}:function:(.+)$/.exec(text)?.[1] ?? text

/** A setting that is not set, in any of the shapes in which AWS shows that. */
const isUnset = (given: unknown): boolean =>
  given === '' || (typeof given === 'object' && given !== null && Object.values(given).every(isUnset))

/** "BatchSize 100, ParallelizationFactor 2": the settings of a mapping that is made or deleted. */
function mappingText({FunctionName, UUID: _, ...settings}: Settings): string {
  const set = Object.entries(settings).filter(([, given]) => !isUnset(given))
  const invokes = String(FunctionName).split(':').slice(6).join(':')
  return [invokes, ...set.map(([name, given]) => `${name} ${settingText(given)}`)].join(', ')
}

interface AlarmInput {
  MetricName?: string
  Statistic?: string
  Metrics?: {Expression?: string}[]
  ComparisonOperator: string
  Threshold: number
  DatapointsToAlarm: number
  EvaluationPeriods: number
  TreatMissingData: string
}

/** "IteratorAge Maximum above 30000 ms in 3 of 3 minutes; missing data is notBreaching". */
function alarmText({MetricName, Statistic, Metrics, ...rest}: AlarmInput): string {
  const what = MetricName === undefined ? (Metrics ?? []).flatMap(({Expression = []}) => Expression).join() : `${MetricName} ${Statistic}`
  const than = rest.ComparisonOperator.startsWith('Less') ? 'below' : 'above'
  const unit = MetricName === 'IteratorAge' ? ' ms' : ''
  return `${what} ${than} ${rest.Threshold}${unit} in ${rest.DatapointsToAlarm} of ${count(rest.EvaluationPeriods, 'minute')}; missing data is ${rest.TreatMissingData}`
}

/** The exact call, so that it can be compared with CloudTrail. */
function callText({call: {action, input}}: Step, verbose: boolean): string {
  const text = JSON.stringify(input as Settings)
  return text.length > longestInput && !verbose ? `${action} (its input: --verbose)` : `${action} ${text}`
}

/** One step of a plan or of an undo. */
export function stepLines(step: Step, number: number, page: Page): string[] {
  const indent = '     '
  return [
    ...hang(`  ${number}. `, page.text(step.title), page.prose).map(line => page.ink.bold(line)),
    ...changeLines(step, indent, page),
    ...hang(indent, page.text(step.why), page.prose),
    ...(step.risk === null ? [] : hang(indent, page.text(step.risk), page.prose)),
    ...hang(indent, page.text(callText(step, page.style.verbose)), page.style.columns).map(line => page.ink.dim(line)),
  ]
}

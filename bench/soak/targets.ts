import type {Settings, StepRecord, Target} from '../../src/model/plan/plan.ts'

/** The name of a target in a snapshot; null for one that a snapshot does not hold, or that is never restored. */
export function targetKey(target: Target): string | null {
  switch (target.kind) {
    case 'mapping':
      return `mapping ${target.uuid}`
    case 'alias':
      return `alias ${target.alias}`
    case 'alarm':
      return `alarm ${target.name}`
    case 'concurrency':
    case 'configuration':
    case 'insights':
      return target.kind
    default:
      return null
  }
}

/** Without members that are empty: AWS leaves out what is not set. */
function bare(value: unknown): unknown {
  if (Array.isArray(value)) return value.length === 0 ? undefined : value.map(bare)
  if (typeof value !== 'object' || value === null) return value === '' ? undefined : value
  const entries = Object.entries(value).flatMap(([name, inner]) => {
    const kept = bare(inner)
    return kept === undefined ? [] : [[name, kept] as const]
  })
  return entries.length === 0 ? undefined : Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}

export const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(bare(a) ?? null) === JSON.stringify(bare(b) ?? null)

/** A setting of a call as a snapshot shows it: the state of a mapping for Enabled, the ARN for its function. */
export function shownAs(setting: string, value: unknown): [name: string, value: unknown] {
  if (setting === 'Enabled') return ['State', value === true ? 'Enabled' : 'Disabled']
  if (setting === 'FunctionName') return ['FunctionArn', value]
  if (setting === 'RoutingConfig') return ['Weights', (value as {AdditionalVersionWeights?: unknown} | null)?.AdditionalVersionWeights]
  if (setting === 'Alarm') return ['Alarm', (value as {AlarmName?: string} | null)?.AlarmName]
  return [setting, value]
}

const names: Readonly<Record<string, string>> = {Enabling: 'Enabled', Disabling: 'Disabled'}

/** A state that passes is the state that it ends in. */
export const settled = (value: unknown): unknown => (typeof value === 'string' ? (names[value] ?? value) : value)

/** The values of one setting of a target, by target and setting. */
export type Values = Map<string, {target: string; setting: string; value: unknown}>

export function put(values: Values, target: string, settings: Settings | Record<string, unknown>): void {
  for (const [name, given] of Object.entries(settings)) {
    const [setting, value] = shownAs(name, given)
    values.set(`${target} ${setting}`, {target, setting, value})
  }
}

/** Steps of targets that a snapshot holds, with the target's name. */
export const keyed = (steps: readonly StepRecord[]): {key: string; step: StepRecord}[] =>
  steps.flatMap(step => {
    const key = targetKey(step.target)
    return key === null ? [] : [{key, step}]
  })

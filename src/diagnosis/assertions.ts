import {untilExpiry} from '../aws-facts/limits.ts'
import type {Severity} from '../model/check.ts'
import type {Lookup} from '../model/derived/derived.ts'
import type {LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import {type Item, missingWords} from '../model/evidence/item.ts'
import type {Finding} from '../model/report/report.ts'
import type {Assertion, Settings} from '../model/settings.ts'
import {switchedOff} from './judge.ts'

/** The common name of all assertions for `--only`, `--skip` and the configuration. */
export const assertionId = 'assertion'

type Value = string | number | boolean | readonly string[] | null

const ofMapping: Readonly<Record<string, (mapping: Mapping) => Value>> = {
  BatchSize: mapping => mapping.batchSize,
  MaximumBatchingWindowInSeconds: mapping => mapping.maximumBatchingWindowSeconds,
  TumblingWindowInSeconds: mapping => mapping.tumblingWindowSeconds,
  ParallelizationFactor: mapping => mapping.parallelizationFactor,
  MaximumRetryAttempts: mapping => mapping.maximumRetryAttempts,
  MaximumRecordAgeInSeconds: mapping => mapping.maximumRecordAgeSeconds,
  BisectBatchOnFunctionError: mapping => mapping.bisectBatchOnFunctionError,
  OnFailureDestination: mapping => mapping.onFailureDestination,
  FunctionResponseTypes: mapping => mapping.functionResponseTypes,
  StartingPosition: mapping => mapping.startingPosition,
  Qualifier: mapping => mapping.qualifier,
}

const ofFunction: Readonly<Record<string, (target: LambdaFunction) => Value>> = {
  Timeout: target => target.timeoutSeconds,
  MemorySize: target => target.memoryMb,
  Runtime: target => target.runtime,
  Architecture: target => target.architecture,
  ReservedConcurrentExecutions: target => target.reservedConcurrency,
}

/** The settings that can be asserted, by AWS's names. */
export const assertableSettings: readonly string[] = [...Object.keys(ofMapping), ...Object.keys(ofFunction)]

/** The assertion's own, or that of all assertions, or high. */
export function assertionSeverity({severity}: Assertion, {checks}: Pick<Settings, 'checks'>): Severity {
  const {set} = checks[assertionId] ?? {}
  return severity ?? (set === undefined || set === 'on' || set === 'off' ? 'high' : set)
}

/** One finding per asserted setting. */
export const runAssertions = ({assert, checks}: Settings, lookup: Lookup): Finding[] =>
  Object.entries(assert).map(([setting, assertion]) => {
    const {set, from} = checks[assertionId] ?? {}
    const base = {
      check: `${assertionId}-${setting}`,
      title: `${setting} has the value that the configuration requires`,
      severity: assertionSeverity(assertion, {checks}),
      facts: {},
      fix: null,
      muted: null,
      baseline: null,
    }
    if (set === 'off') return {...base, status: 'off', summary: switchedOff(from)}
    const value = settingOf(setting, lookup)
    if (value === undefined) return {...base, status: 'skipped', summary: 'There is no function with this setting.'}
    if (typeof value === 'object' && value !== null && 'state' in value)
      return {...base, status: 'unknown', summary: `Not known: ${missingWords(value)}.`}
    const wrong = violated(value, assertion)
    if (wrong === null) return {...base, status: 'pass', summary: 'Nothing found.'}
    return {
      ...base,
      status: 'fail',
      summary: [`${setting} is ${words(value)}; the configuration requires ${wrong}.`, ...messageOf(assertion)].join(' '),
      facts: {setting, value: factOf(value), required: wrong},
    }
  })

/** The user's own sentence, with an end. */
const messageOf = ({message}: Assertion): string[] => (message === undefined ? [] : [/[.!?]$/.test(message) ? message : `${message}.`])

function settingOf(setting: string, lookup: Lookup): Value | undefined | Extract<Item<never>, {state: 'missing'}> {
  const fromMapping = ofMapping[setting]
  if (fromMapping !== undefined) {
    const item = lookup('mapping')
    return item.state === 'known' ? fromMapping(item.value) : item
  }
  const item = lookup('function')
  if (item.state === 'missing') return item
  return item.value === null ? undefined : ofFunction[setting]?.(item.value)
}

const isPresent = (value: Value): boolean => value !== null && value !== '' && !(Array.isArray(value) && value.length === 0)

/** The rule that does not hold; null when all do. */
function violated(value: Value, {is, oneOf, atLeast, atMost, present}: Assertion): string | null {
  const equals = (wanted: string | number | boolean): boolean => (Array.isArray(value) ? value.includes(wanted) : value === wanted)
  if (present !== undefined && isPresent(value) !== present) return present ? 'one' : 'none'
  if (is !== undefined && !equals(is)) return String(is)
  if (oneOf !== undefined && !oneOf.some(equals)) return oneOf.join(' or ')
  const [low, high] = boundsOf(value)
  if (atLeast !== undefined && !(low >= atLeast)) return `${atLeast} or more`
  return atMost !== undefined && !(high <= atMost) ? `${atMost} or less` : null
}

/** -1 stands for "until the record expires", which is more than any number. A value that is no number lies within no bounds. */
function boundsOf(value: Value): [number, number] {
  if (typeof value !== 'number') return [Number.NaN, Number.NaN]
  return value === untilExpiry ? [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY] : [value, value]
}

const words = (value: Value): string => (isPresent(value) ? String(value) : 'not set')

const factOf = (value: Value): string | number | boolean | null | string[] =>
  Array.isArray(value) ? [...value] : (value as string | number | boolean | null)

import type {Around, Refusal} from '../advice/commands/command-rule.ts'
import {refusedBecause} from '../advice/commands/command-rules.ts'
import {keepsRecords, postponed} from '../advice/discards.ts'
import {carriedIn, expectedEffect} from '../advice/expected-effect.ts'
import {configureCommand} from '../advice/fix-command.ts'
import {isPublished} from '../advice/former-version.ts'
import {errorsInLog} from '../advice/log-command.ts'
import {type BeforeUpdate, getsTooOld, skipRisk, updateWords, writesPerMinute, writtenBetween} from '../advice/update-effect.ts'
import {untilExpiry} from '../aws-facts/limits.ts'
import type {Fix, Remedy, SettingChange} from '../model/check.ts'
import {type Lookup, type Moment, maybe} from '../model/derived/derived.ts'
import type {Mapping} from '../model/evidence/evidence.ts'
import type {MappingChange} from '../model/plan/mapping-change.ts'
import type {CauseReport} from '../model/report/report.ts'
import {iso} from '../text/units.ts'

/** Words and a command, as they are printed. */
type Advice = CauseReport['fixes'][number]
type Prospect = Pick<Advice, 'effect' | 'drainedAt' | 'doubt'>

/** Why advice must wait for this pipeline, as a sentence; null where it may be followed now. */
export const waitsFor = (fix: Remedy | null, lookup: Lookup): string | null =>
  postponed(fix, maybe(lookup('failures')), maybe(lookup('function')))

/**
 * Why the advice of a finding must wait; null where it may be followed now. A finding is about later: while records expire, no update of the
 * mapping is worth the pause of its polling, unless it keeps records.
 */
export function findingWaitsFor(fix: Remedy | null, lookup: Lookup): string | null {
  const why = waitsFor(fix, lookup)
  if (why !== null || fix === null || !('change' in fix) || keepsRecords(fix.change)) return why
  if (maybe(lookup('lag'))?.state !== 'losing') return null
  return 'Records are being lost now, and an update of the mapping pauses its polling: change this after the lag has drained.'
}

/** The known facts of a pipeline before its mapping is updated. */
function beforeUpdate(mapping: Mapping, lookup: Lookup, {nowMs}: Moment): BeforeUpdate {
  const past = maybe(lookup('operations')) ?? []
  const seen = past.flatMap(({checkpointSeenMs}) => checkpointSeenMs ?? [])
  return {
    nowMs,
    mapping,
    lag: maybe(lookup('lag')) ?? null,
    functionMetrics: maybe(lookup('functionMetrics')) ?? null,
    mappingMetrics: maybe(lookup('mappingMetrics')) ?? null,
    tableMetrics: maybe(lookup('tableMetrics')) ?? null,
    stream: maybe(lookup('stream')) ?? null,
    checkpointSeenMs: seen.length === 0 ? null : Math.max(...seen),
  }
}

/** How much the mapping carries after the fix, and when the backlog is gone. */
function prospectOf({carries, ...told}: Pick<Fix, 'carries' | 'effect' | 'doubt'>, lookup: Lookup, moment: Moment): Prospect {
  const {nowMs} = moment
  const [mapping, lag] = [maybe(lookup('mapping')), maybe(lookup('lag'))]
  if (!carries || !mapping || !lag) return told
  const update = beforeUpdate(mapping, lookup, moment)
  const load = maybe(lookup('load'))
  const {effect, drainedAtMs} = expectedEffect(carries, {
    nowMs,
    lag,
    before: load?.before ?? null,
    carriedPerMinute: carriedIn(load?.now ?? null, mapping.batchSize),
    writesPerMinute: writesPerMinute(update),
    waiting: lag.ageSeconds === null ? null : writtenBetween(update, lag.ageSeconds, 0),
  })
  const effects = [told.effect, effect].filter(one => one !== undefined).join(' ')
  return {...told, ...(effects && {effect: effects}), ...(drainedAtMs && {drainedAt: iso(drainedAtMs)})}
}

/** The effect of this change's update on polling and records, by the same rule as its plan; empty where it has none. */
function updateEffect(mapping: Mapping, change: MappingChange, lookup: Lookup, moment: Moment): string {
  const before = beforeUpdate(mapping, lookup, moment)
  const words = updateWords(before, {pauses: 1, enabled: change.Enabled, recordAgeSeconds: change.MaximumRecordAgeInSeconds})
  return words === null ? '' : ` ${[words, skipRisk(before)].filter(part => part !== null).join(' ')}`
}

/** The known facts of the pipeline that AWS's rules are about. */
export const aroundOf = (lookup: Lookup, {nowMs}: Moment): Around => ({
  nowMs,
  mapping: maybe(lookup('mapping')),
  function: maybe(lookup('function')),
  versions: maybe(lookup('versions')),
  alias: maybe(lookup('alias')),
  accountSettings: maybe(lookup('accountSettings')),
  logGroup: maybe(lookup('logGroup')),
  table: maybe(lookup('table')),
})

/**
 * The change, and where the pause of its update makes records older than a low age limit, that limit raised in the same request: it holds
 * from the first batch after the pause.
 */
function withoutDiscards(mapping: Mapping, change: MappingChange, lookup: Lookup): {change: MappingChange; words: string} {
  const update = {pauses: 1, recordAgeSeconds: change.MaximumRecordAgeInSeconds}
  const polls = mapping.state === 'Enabled' && change.Enabled !== false
  if (!polls || change.MaximumRecordAgeInSeconds !== undefined || !getsTooOld({mapping, lag: maybe(lookup('lag')) ?? null}, update))
    return {change, words: ''}
  return {
    change: {...change, MaximumRecordAgeInSeconds: untilExpiry},
    words: ` The same update removes MaximumRecordAgeInSeconds=${mapping.maximumRecordAgeSeconds}: Lambda would discard the records that get older than that while polling pauses.`,
  }
}

/** An alias moves without an update of the mapping; another version in its place is one. */
const updatesMapping = (command: string, mapping: Mapping | undefined): boolean =>
  mapping !== undefined &&
  (mapping.qualifier === null || /^(\d+|\$LATEST)/.test(mapping.qualifier)) &&
  (/\bddbstream remap /.test(command) || (isPublished(mapping) && /\bddbstream configure .*--(memory|timeout) /.test(command)))

/** Why an update of the mapping may skip records; null where its position is kept. */
function gapOf(lookup: Lookup, moment: Moment): string | null {
  const mapping = maybe(lookup('mapping'))
  return mapping ? skipRisk(beforeUpdate(mapping, lookup, moment)) : null
}

/** The words and the command of a fix; a change of the mapping also names the effect of the update on its polling. */
function render(fix: Fix, lookup: Lookup, moment: Moment): Advice {
  if ('command' in fix) {
    const {summary, command, settings, ...told} = fix
    const prospect = prospectOf(told, lookup, moment)
    const risk = updatesMapping(command, maybe(lookup('mapping'))) ? gapOf(lookup, moment) : null
    const doubts = [
      ...(risk === null ? [] : [`${risk} ddbstream makes the change only with --accept-gap.`]),
      ...(told.doubt ? [told.doubt] : []),
    ]
    return {...prospect, summary, command, ...(settings && {settings}), ...(doubts.length > 0 && {doubt: doubts.join(' ')})}
  }
  const mapping = maybe(lookup('mapping'))
  const {summary, change: wanted, ...told} = fix
  const prospect = prospectOf(told, lookup, moment)
  if (!mapping) return {...prospect, summary, command: 'aws lambda list-event-source-mappings'}
  const {change, words} = withoutDiscards(mapping, wanted, lookup)
  return {
    ...prospect,
    summary: `${summary}${words}${updateEffect(mapping, change, lookup, moment)}`,
    command: configureCommand(mapping, change),
    settings: settingsOf(mapping, change),
  }
}

const nameless = (value: string): string | null => (value === '' ? null : value)

/** The present and the future value of each setting of a change. */
const settingsOf = (mapping: Mapping, change: MappingChange): Advice['settings'] =>
  Object.entries(change).map(([name, after]) => ({name, before: presentSetting(mapping, name as keyof MappingChange), after}))

function presentSetting(mapping: Mapping, name: keyof MappingChange): SettingChange['before'] {
  switch (name) {
    case 'Enabled':
      return !mapping.state.startsWith('Disabl')
    case 'BatchSize':
      return mapping.batchSize
    case 'MaximumBatchingWindowInSeconds':
      return mapping.maximumBatchingWindowSeconds
    case 'ParallelizationFactor':
      return mapping.parallelizationFactor
    case 'MaximumRetryAttempts':
      return mapping.maximumRetryAttempts
    case 'MaximumRecordAgeInSeconds':
      return mapping.maximumRecordAgeSeconds
    case 'BisectBatchOnFunctionError':
      return mapping.bisectBatchOnFunctionError
    case 'DestinationConfig':
      return nameless(mapping.onFailureDestination ?? '')
    case 'FunctionResponseTypes':
      return nameless(mapping.functionResponseTypes.join(','))
    case 'MetricsConfig':
      return nameless(mapping.metrics.join(','))
  }
}

/** The fix of a cause; in place of one that must wait, the sentence that decides whether it will do. */
function renderInTime(fix: Fix, lookup: Lookup, moment: Moment): Advice {
  const why = waitsFor(fix, lookup)
  if (why === null) return render(fix, lookup, moment)
  return {
    summary: `Read the error in the function's log and fix the cause of the failures.`,
    doubt: why,
    command: errorsInLog(maybe(lookup('function')), maybe(lookup('mapping'))),
  }
}

interface Judged {
  advice: Advice
  refusal: Refusal | null
}

const judged = (advice: Advice, lookup: Lookup, moment: Moment): Judged => ({
  advice,
  refusal: advice.command === '' ? null : refusedBecause(advice.command, aroundOf(lookup, moment)),
})

/** The fix of a finding, and why AWS would refuse it; where it would, the step that makes it possible stands in its place. */
export function renderFinding(fix: Fix, lookup: Lookup, moment: Moment): {advice: Advice | null; why: string | null} {
  const {advice, refusal} = judged(render(fix, lookup, moment), lookup, moment)
  if (refusal === null) return {advice, why: null}
  return refusal.instead ? {advice: render(refusal.instead, lookup, moment), why: null} : {advice: null, why: refusal.why}
}

/**
 * The fixes of a cause. One that AWS would refuse is left out, or the step that makes it possible stands in its place. Where the first is
 * left out, its reason stands there: the next one may be right only after it.
 */
export const renderAll = (fixes: readonly Fix[], lookup: Lookup, moment: Moment): Advice[] =>
  fixes.flatMap((fix, i) => {
    const {advice, refusal} = judged(renderInTime(fix, lookup, moment), lookup, moment)
    if (refusal === null) return [advice]
    if (refusal.instead) return [render(refusal.instead, lookup, moment)]
    return i === 0 ? [{summary: refusal.why, command: ''}] : []
  })

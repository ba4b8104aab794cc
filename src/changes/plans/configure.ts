import {longestTimeoutSeconds, mayBeRefused, mostMemoryMb} from '../../aws-facts/limits.ts'
import {mappingDefaults} from '../../aws-facts/mapping-defaults.ts'
import type {AccountSettings, Alias, LambdaFunction, Mapping} from '../../model/evidence/evidence.ts'
import {differences, type Plan, publishedVersion, type Settings, type Step, type Target} from '../../model/plan/plan.ts'
import {number} from '../../text/units.ts'
import {callFor} from './calls.ts'
import {concurrencyRisks} from './concurrency.ts'
import {gapRisks} from './gap.ts'
import {destinationOf, lossesOf} from './loss.ts'
import {settingsOf} from './mapping-settings.ts'
import {pauseRisks, waitingFor} from './pause.ts'
import type {Accepted, SelectedPipeline} from './pipeline.ts'
import {refusal} from './refuse.ts'
import {aliasStep, type Publishing, pointSteps, publishStep} from './release-steps.ts'
import {refuseUnsettled} from './unsettled.ts'

/** The settings to change; undefined leaves one as it is. */
export interface Configuration {
  /** Settings of the mapping, as UpdateEventSourceMapping takes them. */
  mapping: Settings
  memoryMb: number | undefined
  timeoutSeconds: number | undefined
  /** null takes the reserve away. */
  reservedConcurrency: number | null | undefined
  contributorInsights: 'ENABLED' | 'DISABLED' | undefined
  /** When it is to be undone. */
  forSeconds: number | null
}

/** The present account, as far as the change needs it. */
export interface Around {
  accountSettings: AccountSettings | null
  /** ENABLED or DISABLED; null when it was not asked for. */
  contributorInsights: string | null
  /** For a mapping on a version or an alias, whose memory and timeout are fixed with the version; null where the mapping invokes `$LATEST`. */
  published: (Publishing & {presentSha256: string | null; alias: (Alias & {revision: string | null}) | null}) | null
}

/** The kinds of targets that its steps change. */
export const configureTargets = [
  'mapping',
  'alias',
  'version',
  'concurrency',
  'configuration',
  'insights',
] as const satisfies readonly Target['kind'][]

/** Changes settings: all those of the mapping in one update call, the rest in a call each. */
export function planConfigure(selected: SelectedPipeline, wanted: Configuration, around: Around, accepted: Accepted): Plan {
  const {mapping} = selected
  const before = settingsOf(mapping)
  const change = changedOf(before, wanted.mapping)
  const isChanged = Object.keys(change).length > 0
  const ofFunction = functionSteps(selected, wanted, around, {before: valuesOf(before, change), after: change})
  // A new version that the mapping is pointed at takes the other changes along.
  const isMoved = ofFunction.some(({target}) => target.kind === 'mapping')
  if (isMoved) refuseUnsettled(mapping, 'Enabled')
  else if (isChanged) refuseUnsettled(mapping, 'Enabled', 'Disabled')
  const mappingSteps = isChanged && !isMoved ? [mappingStep(mapping, before, change)] : []
  const pauses = isMoved ? 2 : mappingSteps.length
  const isPolling = pauses > 0 && (mapping.state === 'Enabled' || change.Enabled === true)
  // Off, it delivers nothing and cannot wait for a batch that succeeds: to enable it is the only way to any record.
  const starts = mapping.state === 'Disabled' && change.Enabled === true
  const limited = withAgeLimit(selected, change.MaximumRecordAgeInSeconds)
  const losses = isChanged ? lossesOf(selected, before, {...before, ...change}) : []
  if (losses.length > 0 && !accepted.loss)
    throw refusal(
      'E_LOSS',
      losses.map(({words}) => words).join(' '),
      `${destinationOf({...before, ...change}) === '' ? 'Set an on-failure destination, or a less strict value' : 'Set a less strict value'}.`,
      'Or accept the loss with --accept-loss.',
    )
  const paused = isPolling ? pauseRisks(limited, pauses, accepted) : []
  const steps = [
    ...concurrencyStep(selected, wanted.reservedConcurrency),
    ...ofFunction,
    ...mappingSteps,
    ...insightsStep(mapping, wanted, around),
  ]
  return {
    command: 'configure',
    summary: steps.length === 0 ? 'Nothing to change.' : `Change ${namesIn(steps).join(', ')}.`,
    function: mapping.functionName,
    qualifier: mapping.qualifier,
    mapping: mapping.uuid,
    seen: before,
    steps,
    waiting: isPolling
      ? waitingFor(selected, {
          pauses,
          enabled: typeof change.Enabled === 'boolean' ? change.Enabled : undefined,
          recordAgeSeconds: typeof change.MaximumRecordAgeInSeconds === 'number' ? change.MaximumRecordAgeInSeconds : undefined,
          discards: losses.length > 0,
        })
      : null,
    losses: [...losses, ...paused],
    risks: [
      ...losses.map(({words}) => words),
      ...(isPolling ? [...gapRisks(selected, {...accepted, gap: accepted.gap || starts}), ...paused.map(({words}) => words)] : []),
      ...concurrencyRisks(selected, change, wanted.reservedConcurrency, around.accountSettings),
      ...(change.Enabled === false
        ? ['No record is delivered until it is enabled again. Records are lost 24 hours after they were written.']
        : []),
    ],
    notes: notesOf(change, wanted),
    alarms: null,
    guard: null,
    restoreAfterSeconds: wanted.forSeconds,
  }
}

/** A limit that is raised holds from the first batch after the pause; the discards of a lower one are a loss of their own. */
function withAgeLimit(selected: SelectedPipeline, wanted: Settings[string] | undefined): SelectedPipeline {
  const {mapping} = selected
  const limit = mapping.maximumRecordAgeSeconds ?? mappingDefaults.maximumRecordAgeSeconds
  const isRaised = typeof wanted === 'number' && limit >= 0 && (wanted < 0 || wanted > limit)
  return isRaised ? {...selected, mapping: {...mapping, maximumRecordAgeSeconds: wanted}} : selected
}

/** The settings that the user named; the steps have names of their own. */
const namesIn = (steps: readonly Step[]): string[] => {
  const names = steps.filter(({target}) => target.kind !== 'version' && target.kind !== 'alias').flatMap(({after}) => Object.keys(after))
  return [...new Set(names)].filter(name => name !== 'FunctionName' && (name !== 'Enabled' || !names.includes('FunctionName')))
}

const changedOf = (before: Settings, wanted: Settings): Settings =>
  Object.fromEntries(differences(wanted, before).map(({setting}) => [setting, wanted[setting] ?? null])) as Settings

/** The present values of a change's settings. */
const valuesOf = (before: Settings, change: Settings): Settings =>
  Object.fromEntries(Object.keys(change).map(name => [name, before[name] ?? null])) as Settings

/** An update that switches polling does not restart it. */
function reasonOf(change: Settings): string {
  if (change.Enabled === false) return 'Lambda stops polling and keeps its position.'
  if (change.Enabled === true) return 'Lambda resumes after the last processed record.'
  return Object.keys(change).length === 1
    ? 'The update stops and restarts polling.'
    : 'All changes go in one call, because each update stops and restarts polling.'
}

function mappingStep({uuid}: Mapping, before: Settings, change: Settings): Step {
  const target: Target = {kind: 'mapping', uuid}
  return {
    title: 'Change the mapping',
    target,
    call: callFor(target, change),
    before: valuesOf(before, change),
    after: change,
    why: reasonOf(change),
    risk: null,
  }
}

function concurrencyStep({mapping, target: present}: SelectedPipeline, wanted: number | null | undefined): Step[] {
  const before = present?.reservedConcurrency ?? null
  if (wanted === undefined || wanted === before) return []
  const target: Target = {kind: 'concurrency', functionName: mapping.functionName}
  const after = {ReservedConcurrentExecutions: wanted}
  return [
    {
      title: wanted === null ? 'Remove the reserved concurrency' : 'Reserve concurrency',
      target,
      call: callFor(target, after),
      before: {ReservedConcurrentExecutions: before},
      after,
      why:
        wanted === null
          ? 'The function uses the unreserved concurrency of the account.'
          : 'It is reserved for this function, and reduces the pool of the other functions.',
      risk: wanted === 0 ? 'Every invocation will be throttled.' : null,
    },
  ]
}

function refuseTooMuch(target: LambdaFunction, {memoryMb = 0, timeoutSeconds = 0}: Partial<Configuration>): void {
  const [mostMb, mostSeconds] = [mostMemoryMb(target), longestTimeoutSeconds(target)]
  if (memoryMb > mostMb)
    throw refusal(
      'E_MEMORY',
      `${number(memoryMb)} MB is more than AWS allows for this function: ${number(mostMb)} MB.`,
      `Use \`--memory ${mostMb}\` or less.`,
    )
  if (timeoutSeconds > mostSeconds)
    throw refusal(
      'E_TIMEOUT',
      `${number(timeoutSeconds)} s is longer than AWS allows for this function: ${number(mostSeconds)} s.`,
      `Use \`--timeout ${mostSeconds}s\` or less.`,
    )
}

/** The changes of the function itself, in AWS's names: all of them go in one call. */
function functionChange(target: LambdaFunction, {memoryMb, timeoutSeconds}: Configuration): {before: Settings; after: Settings} {
  const isMemory = memoryMb !== undefined && memoryMb !== target.memoryMb
  const isTimeout = timeoutSeconds !== undefined && timeoutSeconds !== target.timeoutSeconds
  return {
    before: {...(isMemory && {MemorySize: target.memoryMb}), ...(isTimeout && {Timeout: target.timeoutSeconds})},
    after: {...(isMemory && {MemorySize: memoryMb}), ...(isTimeout && {Timeout: timeoutSeconds})},
  }
}

const whyOf = (after: Settings): string =>
  [
    ...('MemorySize' in after ? ['CPU grows with the memory, so CPU-bound code gets faster.'] : []),
    ...('Timeout' in after ? ['An invocation may run for up to that time; one that hangs blocks its shard for that time.'] : []),
  ].join(' ')

/** The memory and the timeout of `$LATEST`; a version has its own for good, so that a new one of the same code takes its place. */
function functionSteps(
  selected: SelectedPipeline,
  wanted: Configuration,
  {published}: Around,
  along: {before: Settings; after: Settings},
): Step[] {
  const {mapping, target: present} = selected
  if (present === null) return []
  const {before, after} = functionChange(present, wanted)
  const names = Object.keys(after)
  if (names.length === 0) return []
  refuseTooMuch(present, wanted)
  const target: Target = {kind: 'configuration', functionName: mapping.functionName}
  const costs = 'MemorySize' in after ? `, and each millisecond costs in proportion.${mayBeRefused(wanted.memoryMb ?? 0)}` : '.'
  const change: Step = {
    title: names.length > 1 ? 'Change memory and timeout' : 'MemorySize' in after ? 'Change the memory' : 'Change the timeout',
    target,
    call: callFor(target, after),
    before,
    after,
    why: whyOf(after),
    risk: `New environments start cold${costs}`,
  }
  if (published === null) return [change]
  if (published.presentSha256 === null || published.presentSha256 !== published.codeSha256)
    throw refusal(
      'E_OTHER_CODE',
      `The mapping invokes ${mapping.qualifier}, whose memory and timeout are fixed, and $LATEST has other code: a new version would release that code as well.`,
      'Release it first: `ddbstream remap FUNCTION --publish`. Then change them.',
    )
  const move =
    published.alias === null
      ? pointSteps(mapping, publishedVersion, along)
      : [aliasStep(mapping.functionName, published.alias, publishedVersion, published.alias.revision)]
  return [change, publishStep(mapping.functionName, published), ...move]
}

function insightsStep({tableName}: Mapping, {contributorInsights: wanted}: Configuration, {contributorInsights: present}: Around): Step[] {
  if (wanted === undefined || tableName === null || present === wanted) return []
  const target: Target = {kind: 'insights', table: tableName}
  const after = {ContributorInsightsStatus: wanted}
  return [
    {
      title: wanted === 'ENABLED' ? 'Enable Contributor Insights' : 'Disable Contributor Insights',
      target,
      call: callFor(target, after),
      before: {ContributorInsightsStatus: present},
      after,
      why: 'It counts the most written keys of the table. It starts now, without earlier data.',
      risk: wanted === 'ENABLED' ? 'It is billed per million events; see the DynamoDB price list.' : null,
    },
  ]
}

function notesOf(change: Settings, {forSeconds}: Configuration): string[] {
  return [
    ...(Object.keys(change).length > 0
      ? ['If infrastructure code manages the mapping, its next deployment reverts this change. Use --print for the snippet.']
      : []),
    ...(forSeconds === null ? [] : ['It is temporary: after that time every command shows a reminder until it is undone.']),
    ...(Array.isArray(change.FunctionResponseTypes) && change.FunctionResponseTypes.length > 0
      ? ['The function must return batchItemFailures and itemIdentifier; a response without them counts as success of the whole batch.']
      : []),
  ]
}

import {mostReserved} from '../advice/commands/rules-of-concurrency.ts'
import {configureFunction, fixCommand} from '../advice/fix-command.ts'
import {advisedReserve} from '../advice/peak-concurrency.ts'
import {regionFlag} from '../advice/region-flag.ts'
import {mappingDefaults} from '../aws-facts/mapping-defaults.ts'
import {defineCause, type Present, ruledOut, ruledOutBecause} from '../model/cause.ts'
import type {Fix} from '../model/check.ts'
import {maybe} from '../model/derived/derived.ts'
import type {Lag} from '../model/derived/lag.ts'
import type {Load} from '../model/derived/load.ts'
import type {AccountSettings, LambdaFunction, Mapping} from '../model/evidence/evidence.ts'
import type {Item} from '../model/evidence/item.ts'
import {between, total} from '../model/evidence/series.ts'
import {shellWord} from '../text/shell.ts'
import {count, number, percent} from '../text/units.ts'
import {beginning, beginningLines, mayBegin, twoMoreMinutes} from './parts/begins.ts'
import {changeLines} from './parts/change-lines.ts'
import {known, lagLines, when} from './parts/lines.ts'
import {largerBatch} from './parts/more-capacity.ts'
import {type ProvisionedElsewhere, provisionedElsewhere} from './parts/provisioned-elsewhere.ts'
import {type UsedUp, usedUp} from './parts/used-up-limit.ts'

const lessForOthers = "That reduces the account's unreserved pool; make sure that downstream services can take the extra load."
const worksOff = 'Lambda then works off the backlog.'

const text = {
  title: 'Invocations are throttled',
  harm: 'batches wait for a free execution; the age grows on all shards',
  summary: {
    switchedOff: 'The reserved concurrency of the function is 0: every invocation is throttled.',
    throttled: (share: number, details: readonly string[]) =>
      `${percent(share)} of the attempts to invoke the function are throttled${details.join('')}.`,
    /** Details of this one. */
    newestMinute: ' in the newest minute',
    byLimit: (limit: string) => ` by ${limit}`,
  },
  because: {
    reserveOfZero: 'AWS reports a reserved concurrency of 0, which disables a function.',
    throttles: (throttles: number, minutes: number) => `${count(throttles, 'throttle')} in the last ${count(minutes, 'minute')}.`,
    beside: (throttles: number, invocations: number, minutes: number) =>
      `${count(throttles, 'throttle')} beside ${count(invocations, 'invocation')} in the last ${count(minutes, 'minute')}.`,
    limitReached: ({words, used, allowed}: UsedUp) => `Limit reached: ${words} (${number(used)} of ${number(allowed)} in use).`,
    provisioned: ({qualifiers, held, reserved, left}: ProvisionedElsewhere) =>
      `Provisioned concurrency of ${qualifiers.join(', ')} uses ${number(held)} of the reserved ${number(reserved)}: ${number(left)} left for the mapping's target.`,
    needed: (openShards: number, factor: number) =>
      `The shards need up to ${number(openShards * factor)} at once: ${count(openShards, 'open shard')} × parallelization factor ${factor}.`,
  },
  against: 'No limit is used up in any whole minute; a burst of seconds may be the reason.',
  settledBy: 'The concurrency of the function and of the account in the minutes of the throttles.',
  fix: {
    switchOn: `Find out who disabled it, and why. Without reserved concurrency it uses the unreserved concurrency of the account. ${worksOff}`,
    checkReserve: 'Check the reserved concurrency of the function before you change it: it is also a cap.',
    reserve: (executions: number) => `Reserve ${number(executions)} or more for the function. ${lessForOthers} ${worksOff}`,
    reserveBeside: (executions: number, qualifiers: readonly string[]) =>
      `Reserve ${number(executions)} or more for the function. ${lessForOthers} If nothing invokes ${qualifiers.join(', ')}, delete the provisioned concurrency there instead. ${worksOff}`,
    reserveForShards: `Reserve open shards × parallelization factor or more for the function. ${lessForOthers} ${worksOff}`,
    reserveAndWiden: (executions: number, batches: number) =>
      `Reserve ${number(executions)} for the function, and run up to ${count(batches, 'batch', 'batches')} of a shard at once: one shard has a higher load than the others. The order is kept per item. ${lessForOthers}`,
    reserveWidenAndEnlarge: (executions: number, batches: number, records: number) =>
      `Reserve ${number(executions)} for the function, and run up to ${count(batches, 'batch', 'batches')} of a shard at once, of up to ${count(records, 'record')} each: one shard has a higher load than the others. The order is kept per item. ${lessForOthers}`,
    widenDoubt: 'More concurrent batches help where the hot key has many items (sort keys). They do not help with one hot item.',
    enlargeDoubt:
      'More concurrent batches help where the hot key has many items (sort keys). One hot item gains from larger batches alone, which may not be enough.',
    account: (executions: string) =>
      `Find the function that uses the account's concurrency (\`ddbstream concurrency\` lists them) and cap it. Or reserve ${executions} for this one, which is then also its cap. Both leave less for the others. Request a higher limit in Service Quotas.`,
    enough: 'enough for the shards',
    unevenDoubt:
      'One shard is also later than the others: it may need more than concurrency. Run the doctor again when the throttles have ended.',
  },
  ruledOut: {
    none: 'No invocation is throttled.',
    few: (share: number) => `${percent(share)} of the attempts to invoke the function are throttled.`,
  },
}

const windowMs = 15 * 60_000
const lagging = ['slow', 'behind', 'stalled', 'stopped', 'losing']

/** As many executions as batches that can run at once: none of them waits for one. */
const restores = {carries: {like: 'before'}} as const

/** One shard gets less than half of the others' invocations: a reserve alone does not carry it. Our choice. */
const uneven = 0.5
/** More batches of a shard at once, for one that has more to carry than the others. */
const widerTimes = 4
const mostFactor = 10

interface Around {
  limit: UsedUp | null
  elsewhere: ProvisionedElsewhere | null
  target: LambdaFunction | null | undefined
  mapping: Mapping | undefined
  accountSettings: AccountSettings | undefined
  openShards: number | null
  /** Batches that can run at once; null where the open shards are not known. */
  lanes: number | null
  nearShare: number
  /** One shard has more to carry than the others. */
  isUneven: boolean
  load: Load | undefined
}

/** Whether one shard moves on far slower than the function as a whole carries the writes. */
function fallsBehindOthers({throughputRatio}: Lag, load: Load | undefined): boolean {
  const {invocationsPerMinute = null, recordsPerInvocation = null, writesPerMinute = null} = load?.now ?? {}
  if (throughputRatio === null || invocationsPerMinute === null || recordsPerInvocation === null || !writesPerMinute) return false
  return throughputRatio < (uneven * invocationsPerMinute * recordsPerInvocation) / writesPerMinute
}

/** A reserve that all concurrent batches fit in, and more of them for the shard that has more to carry: null where the account has too little. */
function forAllShards({target, mapping, accountSettings, openShards, nearShare, load}: Around): Fix | null {
  if (!mapping || openShards === null) return null
  const present = target?.reservedConcurrency ?? 0
  const factor = mapping.parallelizationFactor ?? mappingDefaults.parallelizationFactor
  const wider = Math.min(mostFactor, factor * widerTimes)
  const wanted = advisedReserve(openShards * wider, present, nearShare)
  const most = accountSettings ? mostReserved(accountSettings, present) : null
  if (wider <= factor || (most !== null && wanted > most)) return null
  const larger = load ? largerBatch(mapping, load, target) : null
  return {
    summary: larger === null ? text.fix.reserveAndWiden(wanted, wider) : text.fix.reserveWidenAndEnlarge(wanted, wider, larger),
    command: fixCommand('configure', mapping, [
      ...['--set', `ParallelizationFactor=${wider}`],
      ...(larger === null ? [] : ['--set', `BatchSize=${larger}`]),
      ...['--reserved-concurrency', String(wanted)],
    ]),
    settings: [
      {name: 'ReservedConcurrentExecutions', before: target?.reservedConcurrency ?? null, after: wanted},
      {name: 'ParallelizationFactor', before: mapping.parallelizationFactor, after: wider},
      ...(larger === null ? [] : [{name: 'BatchSize', before: mapping.batchSize, after: larger}]),
    ],
    doubt: larger === null ? text.fix.widenDoubt : text.fix.enlargeDoubt,
  }
}

function fixOf(around: Around): Fix {
  const {limit, elsewhere, target, mapping, lanes, nearShare, isUneven} = around
  const functionName = target?.functionName ?? mapping?.functionName ?? 'FUNCTION'
  const functionArn = target?.functionArn ?? mapping?.functionArn ?? ''
  const at = regionFlag(functionArn)
  const reserve = (reserved: number) => configureFunction({functionName, functionArn}, ['--reserved-concurrency', String(reserved)])
  // Without its present reserve a new one could be lower.
  if (target === undefined)
    return {
      summary: text.fix.checkReserve,
      command: `aws lambda get-function-concurrency${at} --function-name ${shellWord(functionName)}`,
    }
  if (elsewhere !== null) {
    const wanted = advisedReserve((lanes ?? 1) + elsewhere.held, elsewhere.reserved, nearShare)
    return {
      summary: text.fix.reserveBeside(wanted, elsewhere.qualifiers),
      command: reserve(wanted),
      settings: [{name: 'ReservedConcurrentExecutions', before: elsewhere.reserved, after: wanted}],
      ...restores,
    }
  }
  const wider = isUneven ? forAllShards(around) : null
  const doubt = isUneven ? {doubt: text.fix.unevenDoubt} : {}
  if (limit?.limit === 'reserved' || target?.reservedConcurrency != null) {
    if (wider !== null) return wider
    const wanted = advisedReserve(lanes, target?.reservedConcurrency ?? 0, nearShare)
    return {
      summary: lanes === null ? text.fix.reserveForShards : text.fix.reserve(wanted),
      command: reserve(wanted),
      settings: [{name: 'ReservedConcurrentExecutions', before: target?.reservedConcurrency ?? null, after: wanted}],
      ...(lanes === null || isUneven ? {} : restores),
      ...doubt,
    }
  }
  return {
    summary: text.fix.account(lanes === null ? text.fix.enough : number(lanes)),
    command: lanes === null ? `ddbstream concurrency ${shellWord(functionName)}${at}` : reserve(lanes),
    ...(lanes === null
      ? {}
      : {settings: [{name: 'ReservedConcurrentExecutions', before: null, after: lanes}], ...(isUneven ? {} : restores)}),
    ...doubt,
  }
}

/** A reserve of 0 refuses every invocation, whatever the metrics already show. */
const switchedOff = (target: LambdaFunction, throttles: number, lag: Lag): Present => ({
  kind: 'present',
  isSetting: true,
  confidence: 0.97,
  summary: text.summary.switchedOff,
  because: [text.because.reserveOfZero, ...when(throttles > 0, text.because.throttles(throttles, windowMs / 60_000)), ...lagLines(lag)],
  against: [],
  settledBy: null,
  fixes: [
    {
      summary: text.fix.switchOn,
      command: configureFunction(target, ['--reserved-concurrency', 'none']),
      settings: [{name: 'ReservedConcurrentExecutions', before: 0, after: null}],
      ...restores,
    },
  ],
})

export const throttledConcurrency = defineCause({
  id: 'throttled-concurrency',
  text,
  harmful: true,
  needs: ['functionMetrics', 'lag', 'newestMinute'],
  wants: ['function', 'mapping', 'stream', 'accountSettings', 'accountMetrics', 'changes', 'skew', 'load'],
  advises: ['provisionedConcurrency'],
  weigh: ({functionMetrics: metrics, lag, newestMinute}, wanted, {nowMs, thresholds}) => {
    const fromMs = nowMs - windowMs
    const throttles = total(between(metrics['Throttles.Sum'], fromMs, nowMs))
    const invocations = total(between(metrics['Invocations.Sum'], fromMs, nowMs))
    const lately = throttles > 0 ? throttles / (throttles + invocations) : 0
    const fresh = newestMinute?.waits && mayBegin(lag) ? newestMinute : null
    // A quarter of an hour does not show the throttles of a minute.
    const begins = fresh !== null && !(lagging.includes(lag.state) && lately > thresholds.throttleShare)
    const share = begins ? fresh.load.throttleShare : lately
    const target = maybe(wanted.function)
    if (target?.reservedConcurrency === 0) return switchedOff(target, throttles, lag)
    // Throttles while the age stays low are back-pressure doing its job.
    if (share <= thresholds.throttleShare) return ruledOutBecause(throttles === 0 ? text.ruledOut.none : text.ruledOut.few(share))
    if (!(begins || lagging.includes(lag.state))) return ruledOut
    const limit = usedUp(metrics, target, maybe(wanted.accountSettings), maybe(wanted.accountMetrics), {
      fromMs,
      share: thresholds.concurrencyShare,
    })
    const openShards = maybe(wanted.stream)?.shards.filter(shard => shard.open).length ?? null
    const factor = maybe(wanted.mapping)?.parallelizationFactor ?? mappingDefaults.parallelizationFactor
    const lanes = openShards === null ? null : openShards * factor
    const elsewhere = provisionedElsewhere(maybe(wanted.provisionedConcurrency), target, maybe(wanted.mapping), lanes)
    const isShown = limit !== null || elsewhere !== null
    const unread = [wanted.function, wanted.accountSettings, wanted.accountMetrics].some((item: Item<unknown>) => item.state === 'missing')
    return {
      kind: 'present',
      confidence: begins ? beginning : isShown ? 0.96 : 0.75,
      summary: text.summary.throttled(share, [
        ...when(begins, text.summary.newestMinute),
        ...known(limit, ({words}) => text.summary.byLimit(words)),
      ]),
      because: [
        text.because.beside(throttles, invocations, windowMs / 60_000),
        ...known(limit, text.because.limitReached),
        ...known(elsewhere, text.because.provisioned),
        ...known(openShards, shards => text.because.needed(shards, factor)),
        ...changeLines(maybe(wanted.changes), ['concurrency', 'mapping']),
        ...(begins ? beginningLines(fresh) : lagLines(lag)),
      ],
      against: when(!isShown && !unread, text.against),
      settledBy: begins ? twoMoreMinutes : isShown ? null : text.settledBy,
      fixes: [
        fixOf({
          limit,
          elsewhere,
          target,
          mapping: maybe(wanted.mapping),
          accountSettings: maybe(wanted.accountSettings),
          openShards,
          lanes,
          nearShare: thresholds.concurrencyNearShare,
          isUneven: maybe(wanted.skew)?.kind === 'skewed' || fallsBehindOthers(lag, maybe(wanted.load)),
          load: maybe(wanted.load),
        }),
      ],
    }
  },
})

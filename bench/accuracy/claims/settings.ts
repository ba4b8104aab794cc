import type {LabTruth} from '../../../packages/lab/src/entrance.ts'
import type {Claim, Reality} from './claim.ts'
import {isNearOne, msOf, near, toNumber} from './said.ts'

const openShards = ({truth}: Reality): number =>
  truth.table.streams.find(({arn}) => arn === truth.mapping.eventSourceArn)?.shards.filter(({closedMs}) => closedMs === null).length ?? 0

/** Dates of AWS that the tool may name as a change of the function. */
const functionDates = ({truth}: Reality): number[] => [
  truth.function?.lastModifiedMs ?? 0,
  ...[...(truth.function?.versions.values() ?? [])].map(({publishedMs}) => publishedMs),
]

/** Whether the name that the mapping invokes is one of the function. */
function isQualifierThere({function: code, mapping}: LabTruth): boolean {
  const qualifier = mapping.functionArn.split(':')[7]
  return (
    qualifier === undefined || qualifier === '$LATEST' || code?.aliases.has(qualifier) === true || code?.versions.has(qualifier) === true
  )
}

const isStream = ({truth}: Reality, status: string | undefined): boolean =>
  truth.table.streams.find(({arn}) => arn === truth.mapping.eventSourceArn)?.status === status

const writes = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems']

/** How mapping, function and stream are set up. */
export const ofSettings: readonly Claim[] = [
  {
    pattern: /^The function was changed at (?<at>\S+Z)/,
    holds: (reality, {at}) => isNearOne(msOf(at), functionDates(reality)),
  },
  {
    pattern: /^The event source mapping was (?:updated|created) at (?<at>\S+Z)/,
    holds: ({truth}, {at}) => isNearOne(msOf(at), [truth.mapping.lastModifiedMs]),
  },
  {
    pattern: /^Limit reached: the .*reserved concurrency.* \([\d.,]+ of (?<limit>[\d.,]+) in use\)\.$/,
    holds: ({truth}, {limit}) => truth.function?.reservedConcurrency === toNumber(limit),
  },
  {
    pattern: /^Limit reached: the account's concurrency limit \([\d.,]+ of (?<limit>[\d.,]+) in use\)\.$/,
    holds: ({truth}, {limit}) => toNumber(limit) === truth.accountLimit,
  },
  {
    pattern: /^AWS reports a reserved concurrency of 0|^Lag: the reserved concurrency of the function is 0/,
    holds: ({truth}) => truth.function?.reservedConcurrency === 0,
  },
  {
    pattern: /^The shards need up to [\d.,]+ at once: (?<shards>[\d.,]+) open shards? × parallelization factor (?<factor>\d+)\.$/,
    holds: (reality, {shards, factor}) =>
      openShards(reality) === toNumber(shards) && reality.truth.mapping.settings.ParallelizationFactor === toNumber(factor),
  },
  {
    pattern: /^The stream has (?<shards>\d+) open shards, one for each partition\.$/,
    holds: (reality, {shards}) => openShards(reality) === toNumber(shards),
  },
  {
    pattern: /^MaximumRetryAttempts is (?<retries>-?\d+)/,
    holds: ({truth}, {retries}) => truth.mapping.settings.MaximumRetryAttempts === Number(retries),
  },
  {
    pattern: /^MaximumRecordAgeInSeconds is (?<age>\d+)/,
    holds: ({truth}, {age}) => truth.mapping.settings.MaximumRecordAgeInSeconds === Number(age),
  },
  {
    pattern: /^ParallelizationFactor is (?<now>\d+), and was \d+/,
    holds: ({truth}, {now}) => truth.mapping.settings.ParallelizationFactor === Number(now),
  },
  {pattern: /^BatchSize is (?<now>\d+), and was about \d+/, holds: ({truth}, {now}) => truth.mapping.settings.BatchSize === Number(now)},
  {
    pattern: /^The mapping has (?<count>\d+) filters?: /,
    holds: ({truth}, {count}) => truth.mapping.settings.FilterPatterns.length === Number(count),
  },
  {pattern: /^AWS reports the state (?<state>\w+)/, holds: ({truth}, {state}) => truth.mapping.state === state},
  {
    pattern: /^(?:Lag: )?AWS report(?:s|ed) for the mapping: "(?<words>.*)"\.?$/,
    holds: ({truth}, {words = ''}) => truth.mapping.lastProcessingResult.startsWith(words.replace(/…$/, '')),
  },
  {pattern: /^The mapping reads (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.mapping.eventSourceArn === arn},
  {pattern: /^The table's latest stream is (?<arn>arn:\S+)\.$/, holds: ({truth}, {arn}) => truth.table.streams.at(-1)?.arn === arn},
  {pattern: /^The stream is (?<status>DISABLED|DISABLING)/, holds: (reality, {status}) => isStream(reality, status)},
  {
    pattern: /^The mapping reads an old stream: the stream is (?<status>\w+)\.$/i,
    holds: (reality, {status}) => isStream(reality, status),
  },
  {pattern: /^Lag: the function is (?<state>\w+)\.$/, holds: ({truth}, {state}) => truth.function?.state === state},
  {pattern: /^Lag: the function does not exist\.$/, holds: ({truth}) => truth.function === null || !isQualifierThere(truth)},
  {
    pattern: /^AWS reports that arn:\S+ (?<what>.*)\.$/,
    holds: ({truth}) =>
      truth.function === null ||
      truth.function.state !== 'Active' ||
      truth.function.reservedConcurrency === 0 ||
      truth.function.isolatesTenants === true ||
      truth.function.durable === true ||
      !isQualifierThere(truth),
  },
  {pattern: /^Its role may write to /, holds: ({truth}) => writes.some(name => truth.roleAllows(`dynamodb:${name}`, truth.table.arn))},
  {
    pattern: /^The alias (?<name>\S+) sends (?<share>[\d.]+) % to version (?<version>\d+)\.$/,
    holds: ({truth}, {name = '', share, version = ''}) =>
      near(toNumber(share) / 100, truth.function?.aliases.get(name)?.additionalVersionWeights[version] ?? 0),
  },
]

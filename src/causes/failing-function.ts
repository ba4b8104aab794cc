import {defineCause, type Present, ruledOut, type Weighed} from '../model/cause.ts'
import {maybe} from '../model/derived.ts'
import type {Alias, LambdaFunction, Mapping} from '../model/evidence.ts'
import type {Egress, Failures} from '../model/failures.ts'
import type {Item} from '../model/item.ts'
import {errorsInLog} from '../model/log-command.ts'
import {regionFlag} from '../model/region-flag.ts'
import {shellWord} from '../model/shell.ts'
import {duration, percent} from '../model/units.ts'
import {failingLine, loggedLines, releasedAtOnset, releaseLines} from './failure-lines.ts'
import {looksLikeCode, looksLikeData} from './log-words.ts'

/** Kinds of failure that are a cause of their own. */
const ownCauses = ['timeout', 'memory', 'denied']

/** One lane of one: a bad record, which is the likelier, and a failing function look alike in the metrics. */
function confidenceOf({scope, kind, logged}: Failures, released: boolean, logIsRead: boolean): number {
  if (scope === 'all') return logged ? 0.96 : logIsRead ? 0.85 : 0.7
  if (kind === 'import') return 0.96
  if (kind === 'network') return 0.85
  if (looksLikeCode(logged)) return released ? 0.96 : 0.85
  if (looksLikeData(logged)) return released ? 0.5 : 0.3
  return released ? 0.85 : 0.45
}

const settledBy = ({scope, logged}: Failures, confidence: number): string | null => {
  if (confidence >= 0.9) return null
  if (scope === 'one-of-one' && logged) return 'The record itself: does another one pass, or does the same record fail in another function?'
  return scope === 'one-of-one'
    ? "The function's log: different requests failing with one error mean the function, the same one again and again a record."
    : "The function's log: what it fails of (its code, memory, the network, a permission)."
}

/** A network that is closed is a cause of its own; a service that does not answer on an open one is not. */
const openNetwork = (kind: Failures['kind'], egress: Egress | undefined): string[] =>
  kind === 'network' && egress ? ['The way out of its network is open: what it calls does not answer.'] : []

function against({scope}: Failures, target: LambdaFunction | null | undefined, released: boolean): string[] {
  return [
    ...(scope === 'one-of-one' ? ['Only one lane is seen: one bad record that is tried again and again looks the same.'] : []),
    ...(released || !target ? [] : ['The function was not changed lately; what it calls may have been.']),
  ]
}

/** The share of failures that a version with this weight makes: AWS draws for each invocation, so few of them stray. */
const near = 0.5

/** A new version that gets a part of the invocations: they fail in that share, and their batches pass when the other version gets them. */
function canary(failures: Failures, mapping: Mapping | undefined, item: Item<Alias | null>): Weighed {
  const qualifier = mapping?.qualifier ?? null
  if (!mapping || qualifier === null || /^(\$LATEST|\d+)$/.test(qualifier)) return ruledOut
  const alias = maybe(item)
  if (alias === undefined) return {is: 'open'}
  const [version, weight] = Object.entries(alias?.weights ?? {})[0] ?? [null, 0]
  if (version === null || Math.abs(failures.share - weight) > near * weight) return ruledOut
  return {
    is: 'present',
    confidence: 0.8,
    summary: `Version ${version} gets ${percent(weight)} of the invocations, and ${percent(failures.share)} of them fail.`,
    because: [failingLine(failures), `The alias ${qualifier} sends ${percent(weight)} to version ${version}.`, ...loggedLines(failures)],
    against: ['The metrics of the alias do not tell its versions apart.'],
    settledBy: `Errors with the dimension ExecutedVersion ${version}.`,
    treatments: [
      {
        summary: `Take the weight from version ${version}: the alias then sends all to the version before. Batches that failed pass by themselves.`,
        command: `aws lambda update-alias${regionFlag(mapping.functionArn)} --function-name ${shellWord(mapping.functionName)} --name ${shellWord(qualifier)} --routing-config '{}'`,
      },
    ],
  }
}

export const failingFunction = defineCause({
  id: 'failing-function',
  title: 'The function fails on everything',
  harm: 'all shards stand still; their records are lost 24 hours after they were written',
  harmful: true,
  needs: ['failures', 'lag'],
  wants: ['function', 'mapping', 'egress'],
  asks: ['logErrors', 'logMinutes', 'alias'],
  weigh: ({failures, lag}, wanted) => {
    const {scope, kind, share} = failures
    if (failures.young) return {is: 'open', because: failures.young}
    if (scope === 'passing') return canary(failures, maybe(wanted.mapping), wanted.alias)
    if (scope !== 'all' && scope !== 'one-of-one') return ruledOut
    // Then that is the cause, and failing its consequence.
    if (kind !== null && ownCauses.includes(kind)) return ruledOut
    const target = maybe(wanted.function)
    const egress = maybe(wanted.egress)
    const isClosed = egress !== undefined && egress.internet.length + egress.dynamodb.length > 0
    if (kind === 'network' && isClosed) return ruledOut
    const unknownNetwork = kind === 'network' && egress === undefined && (target?.subnetIds.length ?? 0) > 0
    const released = releasedAtOnset(target, failures)
    const confidence = unknownNetwork ? 0.4 : confidenceOf(failures, released, wanted.logErrors.state === 'known')
    const present: Present = {
      is: 'present',
      confidence,
      summary: `${percent(share)} of the invocations fail${lag.ageSeconds === null ? '' : `, and nothing has got through for ${duration(lag.ageSeconds)}`}.`,
      because: [failingLine(failures), ...loggedLines(failures), ...openNetwork(kind, egress), ...releaseLines(target, failures)],
      against: against(failures, target, released),
      settledBy: settledBy(failures, confidence),
      treatments: [
        {
          summary:
            "Read the error in the function's log, then roll the version back or mend what it calls. The position in the stream is kept: records that wait are delivered by themselves, but not those whose retries ran out.",
          command: errorsInLog(target, maybe(wanted.mapping)),
        },
      ],
    }
    return present
  },
})

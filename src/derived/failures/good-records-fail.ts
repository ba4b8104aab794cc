import type {FailureKind, FailureScope, Failures} from '../../model/derived/failures.ts'
import {percent} from '../../text/units.ts'

/** Good records are given up by chance too often: as often as four failures of one in twenty come in a row, some times a day on a busy stream. */
const often = 0.05 ** 4

/** How often Lambda can halve a batch before a record stands alone. */
export const splitsOf = (batchSize: number | null): number => Math.floor(Math.log2(Math.max(1, batchSize ?? 1)))

interface Failing {
  /** A full batch takes longer than the timeout. */
  isTooLarge: boolean
  scope: FailureScope
  share: number
  kind: FailureKind | null
  /** The log shows that something which the function calls refuses calls. */
  isThrottled: boolean
  /** The commonest error says that the environment has run out of file handles, threads or disk space. */
  isExhausted: boolean
  /** The log shows errors of this kind alone: among others they may have been caught. */
  isSole: boolean
  /** Too young to tell which shards fail. */
  isYoung: boolean
  /** Records arrive, and none reaches the function. */
  isStopped: boolean
  /** How often a record is tried under the limit of retries that is advised, with the splits of its batch, which use up no retry. */
  tries: number
}

/** Why good records fail, or may fail, as part of a sentence; null where one bad record among good ones is all that fails, or nothing does. */
export function goodRecordsFail({
  isTooLarge,
  scope,
  share,
  kind,
  isThrottled,
  isExhausted,
  isSole,
  isYoung,
  isStopped,
  tries,
}: Failing): string | null {
  if (isStopped) return 'no batch reaches the function'
  if (scope === 'all') return 'no batch succeeds on any shard'
  if (scope === 'one-of-one')
    return 'no batch succeeds on the only shard that has records, so one bad record cannot be distinguished from a failing function'
  if (kind === 'memory' && scope === 'one-lane') return 'the function runs out of memory with the whole batch'
  if (isTooLarge) return 'every full batch takes longer than the timeout'
  // Beside shards that succeed, an error of the surroundings explains a batch that fails only where nothing else is in the log.
  const isOutside = scope !== 'one-lane' || isSole
  if (isOutside && (isThrottled || kind === 'throttled')) return 'a service that the function calls throttles it'
  if (isOutside && kind === 'network' && scope !== 'none') return 'a service that the function calls does not answer'
  if (isOutside && kind === 'handshake' && scope !== 'none') return 'the TLS handshake with a service that the function calls fails'
  if (isOutside && isExhausted) return 'the function runs out of file handles, threads or disk space with any record'
  if (isYoung) return 'it is not known yet whether all shards fail'
  if (scope === 'passing' && share ** tries >= often) return `${percent(share)} of the invocations fail, including good records`
  return null
}

/** The same, and whether so many more splits would keep good records. How Lambda halves a batch whose response reports failures is not documented. */
export function goodRecords(
  failing: Failing,
  {isReported, splits}: {isReported: boolean; splits: number},
): Pick<Failures, 'goodRecordsFail' | 'halvingKeepsThem'> {
  const why = goodRecordsFail(failing)
  return {
    goodRecordsFail: why,
    halvingKeepsThem: why !== null && !isReported && goodRecordsFail({...failing, tries: failing.tries + splits}) === null,
  }
}

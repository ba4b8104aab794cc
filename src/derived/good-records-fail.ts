import type {FailureKind, FailureScope, Failures} from '../model/failures.ts'
import {percent} from '../model/units.ts'

/** With more failures than this, all of three retries can fail by chance: six batches in a million, and a busy stream has as many a day. */
const oftenShare = 0.05

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
  /** Lambda halves a batch that fails, which uses up no retry: a good record is given up only where many tries in a row fail. */
  isHalved: boolean
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
  isHalved,
}: Failing): string | null {
  if (isStopped) return 'no batch reaches the function'
  if (scope === 'all') return 'no batch succeeds on any shard'
  if (scope === 'one-of-one')
    return 'no batch succeeds on the only shard that has records, so that it is not known whether one record fails or all'
  if (isTooLarge) return 'a full batch takes longer than the timeout, whatever its records are'
  // Beside shards that succeed, an error of the surroundings explains a batch that fails only where nothing else is in the log.
  const isOutside = scope !== 'one-lane' || isSole
  if (isOutside && (isThrottled || kind === 'throttled')) return 'a service that the function calls throttles it'
  if (isOutside && kind === 'network' && scope !== 'none') return 'a service that the function calls does not answer'
  if (isOutside && isExhausted) return 'the function runs out of file handles, threads or disk space, whatever its records are'
  if (isYoung) return 'it is not known yet whether all shards fail'
  if (scope === 'passing' && share >= oftenShare && !isHalved)
    return `${percent(share)} of the invocations fail, and good records with them`
  return null
}

/** The same, and whether halves of a batch would keep good records. How Lambda halves a batch whose response reports failures is not documented. */
export function goodRecords(failing: Failing, isReported: boolean): Pick<Failures, 'goodRecordsFail' | 'halvingKeepsThem'> {
  const why = goodRecordsFail(failing)
  return {
    goodRecordsFail: why,
    halvingKeepsThem: why !== null && !isReported && goodRecordsFail({...failing, isHalved: true}) === null,
  }
}

import type {Reality} from './claim.ts'

export const minuteMs = 60_000
const newestMs = 15 * minuteMs
/** CloudWatch publishes up to three minutes late. */
const publicationMinutes = 3
/** The newest minute of which something is shown can be missing. */
const missingMinutes = 4

type Invoked = ReturnType<Reality['truth']['invocations']>

/** Newest published minutes lie a few minutes back. */
export const lately = ({truth}: Reality): Invoked => truth.invocations(truth.nowMs - newestMs, truth.nowMs)

export const before = ({truth, onsetMs}: Reality): Invoked => truth.invocations(truth.startMs, onsetMs)

/** Minutes that a window of now may have. */
export const backwards = [2, 4, 6, 10, 15, 30] as const

/** The invocations in each window that "now" may mean. */
export const recently = ({truth}: Reality, lengths: readonly number[] = backwards): Invoked[] =>
  lengths.map(minutes => truth.invocations(truth.nowMs - (minutes + publicationMinutes) * minuteMs, truth.nowMs))

/** Records written a minute. */
export const writtenPerMinute = ({truth}: Reality, fromMs: number, toMs: number): number =>
  truth.written(fromMs, toMs) / ((toMs - fromMs) / minuteMs)

/** Starts of the whole minutes of which one is the newest that CloudWatch shows. */
export const newestMinutes = ({truth}: Reality): number[] =>
  Array.from({length: publicationMinutes + missingMinutes}, (_, i) => Math.floor(truth.nowMs / minuteMs) * minuteMs - (i + 1) * minuteMs)

/** The invocations in each of them. */
export const inNewestMinutes = (reality: Reality): Invoked[] =>
  newestMinutes(reality).map(fromMs => reality.truth.invocations(fromMs, fromMs + minuteMs))

export const isFew = (reality: Reality): boolean => {
  const {failed, count} = lately(reality)
  return failed <= 0.06 * Math.max(1, count)
}

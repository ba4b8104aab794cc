/** Why a piece of evidence could not be read. `skipped` means that nobody asked for it; it never moves a verdict. */
export type MissingReason = 'denied' | 'failed' | 'skipped'

/** Evidence that could not be read: the IAM action that was tried, why it failed, and AWS's words (one line). */
export interface Missing {
  state: 'missing'
  reason: MissingReason
  action: string
  detail: string
}

export interface Known<T> {
  state: 'known'
  value: T
}

/** A piece of evidence: the answer of AWS, or the reason why it could not be read. "Does not exist" is known, with the value null. */
export type Item<T> = Known<T> | Missing

export const known = <T>(value: T): Known<T> => ({state: 'known', value})

export const missing = (reason: MissingReason, action: string, detail: string): Missing => ({state: 'missing', reason, action, detail})

/** "lambda:GetFunction is denied", or "… failed": why an item is missing, as a part of a sentence. */
export const missingWords = ({action, reason}: Pick<Missing, 'action' | 'reason'>): string =>
  `${action} ${reason === 'denied' ? 'is denied' : 'failed'}`

/** Why something could not be read, as a report lists it. */
export type Gap = Pick<Missing, 'action' | 'reason' | 'detail'>

/** The evidence that could not be read, each action and reason once, with the newest detail. Evidence that nobody requested is no gap. */
export function gapsIn(items: readonly Item<unknown>[]): Gap[] {
  const gaps = items.flatMap(item => (item.state === 'missing' && item.reason !== 'skipped' ? [item] : []))
  return [...new Map(gaps.map(({action, reason, detail}) => [`${action} ${reason}`, {action, reason, detail}])).values()]
}

import type {Fix} from './check.ts'
import type {Given, Moment, Need, Wanted} from './derived/derived.ts'
import type {OnDemandKey} from './evidence/evidence.ts'

/** A cause that the evidence speaks for. */
export interface Present {
  kind: 'present'
  /** 0–1: of the diagnoses given 0.9, nine in ten should be right. */
  confidence: number
  /** One sentence: the problem, with its numbers. */
  summary: string
  /** Its effect on the records here, where that is not the cause's usual one. */
  harm?: string
  /** One sentence in place of the title beside the verdict, where it carries a number or a time. */
  headline?: string
  /** A harmful cause that makes no record late here. */
  harmful?: false
  /** The loss of a cause that discards records is over. */
  loses?: false
  because: string[]
  against: string[]
  /** The evidence that would raise the confidence, when it is low or another cause is close. */
  settledBy: string | null
  fixes: Fix[]
  /** AWS's settings of now show it, whatever the metrics still show: no change that came later than they has ended it. */
  isSetting?: true
}

/**
 * The verdict of a cause on the evidence. `ruled-out`: the known evidence excludes it, whatever the missing evidence holds.
 * `absent`: nothing speaks for it; that holds only when all it needs and wants was read, so the runner turns it into `open` when something
 * of that was denied or failed.
 * `open`: it could be true, and the missing evidence would decide. The cause's on-demand evidence is then read, and it is weighed again. `because`:
 * the missing evidence, where it is more than a failed read.
 */
export type Weighed = Present | RuledOut | Absent | Open

interface Sooner {
  /** Evidence that may show the cause before the metrics do, beside that of an open cause. Where it cannot be read, nothing changes. */
  sooner?: readonly OnDemandKey[]
}

export interface RuledOut extends Sooner {
  kind: 'ruled-out'
  /** A sentence with the fact that excludes it, for whoever thought of this cause. */
  because?: string
}

export interface Absent extends Sooner {
  kind: 'absent'
}

export interface Open extends Sooner {
  kind: 'open'
  because?: string
}

export const ruledOut: RuledOut = {kind: 'ruled-out'}
export const ruledOutBecause = (because: string): RuledOut => ({kind: 'ruled-out', because})
export const absent: Absent = {kind: 'absent'}

/**
 * The words of a cause, which stand apart from its rules and can be read in one go. It has more of its own: the sentences of its summary, its
 * evidence, its fixes, each by name.
 */
export interface CauseText {
  title: string
  /** Its effect on the records, in a few words. */
  harm: string
}

/** An explanation of findings. `id` is also the name of the file, its test and its page. */
export interface Cause<
  N extends Need = Need,
  W extends Need = Need,
  A extends OnDemandKey = OnDemandKey,
  V extends OnDemandKey = OnDemandKey,
> {
  id: string
  text: CauseText
  /** Harmful causes make a pipeline degraded; harmless ones explain and do not page. */
  harmful: boolean
  /** It discards records for good while it lasts: a likely one makes a pipeline critical. */
  loses?: true
  /** It makes records late for a while and passes on its own: beside it a lag is no trouble, and no change of a setting is a next step. */
  passes?: true
  needs: readonly N[]
  wants: readonly W[]
  /** The evidence for its advice, read like `onDemand`. A missing part makes the advice poorer and leaves no cause open. */
  advises?: readonly V[]
  /** More evidence that is read only while the cause is open or present: logs, policies, the network. Skipped at first. */
  onDemand?: readonly A[]
  weigh: (given: Given<N>, wanted: Wanted<W | A | V>, moment: Moment) => Weighed
}

/** A cause with its needs forgotten, as the list of all causes holds it. */
export type AnyCause = Omit<Cause, 'weigh'> & {
  // biome-ignore lint/suspicious/noExplicitAny: the list holds causes of different needs; the runner hands over exactly those
  weigh: (given: any, wanted: any, moment: Moment) => Weighed
}

export const defineCause = <
  const N extends Need,
  const W extends Need,
  const A extends OnDemandKey = never,
  const V extends OnDemandKey = never,
>(
  cause: Cause<N, W, A, V>,
): Cause<N, W, A, V> => cause

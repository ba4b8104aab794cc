import type {RecordCount} from '../../../packages/lab/src/simulation/engine/conservation.ts'
import type {Facts, Invariant} from '../facts.ts'

const isBounded = (value: unknown): boolean => typeof value === 'number' && value >= 0

/** Streams keep records for 24 hours. An incident may have a backlog of some hours. */
const trimsAfterMs = 20 * 3_600_000

/** Whether a plan of the run announces a loss of this kind. */
const announces = ({phases}: Facts, words: RegExp): boolean => phases.some(({plan}) => plan?.risks.some(risk => words.test(risk)))

const hasLosses = ({phases}: Facts): boolean => phases.some(({plan}) => (plan?.losses ?? []).length > 0)

/** Why records may be lost in these ways without a promise that is broken. */
function allowed(facts: Facts, {mapping, trimmed, dropped}: RecordCount) {
  const {start, phases, byHand} = facts
  const settings = start.shown[`mapping ${mapping}`] ?? {}
  const endMs = phases.at(-1)?.after.nowMs ?? start.nowMs
  const others = byHand !== null
  const destination = JSON.stringify([
    settings.DestinationConfig ?? null,
    ...phases.map(({plan}) => plan?.steps.map(({after}) => after) ?? []),
  ])
  return {
    skipped: others || announces(facts, /may be skipped/),
    trimmed: trimmed > 0 || endMs - start.nowMs > trimsAfterMs,
    retries: others || isBounded(settings.MaximumRetryAttempts) || hasLosses(facts) || dropped.retries > 0,
    age: others || isBounded(settings.MaximumRecordAgeInSeconds) || hasLosses(facts) || dropped.age > 0,
    delivery: others || destination.includes('arn:') || dropped.delivery > 0,
  }
}

/** No record is lost by a change that announced no loss; settings of the mapping may discard records at any time. */
export const promisedRecords: Invariant = facts => {
  const {start, phases} = facts
  const last = phases.at(-1)?.after ?? start
  return start.counts.flatMap(before => {
    const after = last.counts.find(({mapping}) => mapping === before.mapping)
    if (after === undefined) return []
    const may = allowed(facts, before)
    const lost = {
      skipped: after.skipped - before.skipped,
      trimmed: after.trimmed - before.trimmed,
      retries: after.dropped.retries - before.dropped.retries,
      age: after.dropped.age - before.dropped.age,
      delivery: after.dropped.delivery - before.dropped.delivery,
    }
    return Object.entries(lost)
      .filter(([way, records]) => records > 0 && !may[way as keyof typeof lost])
      .map(([way, records]) => `${records} records were lost (${way}), and no plan announced it`)
  })
}

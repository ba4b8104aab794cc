import {causes} from '../../src/causes/index.ts'
import {type Grade, grade} from '../../test/incidents/grade.ts'
import {retoldIncidents} from '../../test/incidents/index.ts'
import type {Retold} from '../../test/incidents/retold.ts'
import {answersOfBaselines} from './baselines/index.ts'
import {isUndecided, type Judged} from './judged.ts'

/**
 * How the doctor does on incidents that were retold from public reports, one by one.
 * @param only parts of ids; empty for all.
 */
export async function gradeRetold(only: readonly string[] = []): Promise<Grade[]> {
  const incidents = (await retoldIncidents()).filter(({id}) => only.length === 0 || only.some(part => id.includes(part)))
  const grades: Grade[] = []
  for (const one of incidents) grades.push(await grade(one))
  return grades
}

/** Ring 3: an answer, held against the truth of an incident that nobody here invented. */
export interface RetoldOutcome extends Judged {
  causeRight: boolean
  stateRight: boolean
  wordsRight: boolean
  /** Nothing harmful is the matter. */
  quiet: boolean
  isFalseAlarm: boolean
  faults: string[]
}

const isHarmful = (id: string | null): boolean => causes.some(cause => cause.id === id && cause.harmful)

export async function lookAtRetoldIncident(retold: Retold): Promise<RetoldOutcome> {
  const {id, confidence, first, causeRight, stateRight, wordsRight, quiet, faults, pipeline, evidence} = await grade(retold)
  const accepted = retold.truth.causes
  return {
    incident: id,
    truth: accepted.find(cause => cause !== null) ?? null,
    accepted,
    result: causeRight ? 'right' : isUndecided(accepted, pipeline) ? 'undecided' : 'wrong',
    confidence,
    baselines: answersOfBaselines(evidence, retold.mapping),
    causeRight,
    stateRight,
    wordsRight,
    quiet,
    isFalseAlarm: quiet && isHarmful(first),
    faults,
  }
}

/** Ids of the incidents; with `most`, so many of them, spread evenly over the list. */
export async function retoldCases(only: readonly string[], most: number): Promise<string[]> {
  const ids = (await retoldIncidents()).map(({id}) => id).filter(id => only.length === 0 || only.includes(id))
  const step = Math.max(1, Math.ceil(ids.length / Math.max(1, most)))
  return ids.filter((_, i) => i % step === 0)
}

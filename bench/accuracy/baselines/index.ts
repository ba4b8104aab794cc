import type {Evidence} from '../../../src/model/evidence/evidence.ts'
import {guide} from './guide.ts'
import {seenIn} from './metrics-of.ts'
import {highestZScore} from './z-score.ts'

const baselines = {'the guide as a shell script': guide, 'the highest z-score wins': highestZScore}

/** The answers of the baselines on the evidence that the doctor had: the first cause of each, by its name. */
export function answersOfBaselines(evidence: Evidence, mapping?: string): Record<string, string | null> {
  const seen = seenIn(evidence, mapping)
  return Object.fromEntries(Object.entries(baselines).map(([name, answer]) => [name, seen === undefined ? null : answer(seen)]))
}

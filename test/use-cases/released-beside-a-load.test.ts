import {beforeAll, describe, expect, it} from 'vitest'
import {openLab, timesOf} from '../../packages/lab/src/entrance.ts'
import {diagnose} from '../../src/diagnosis/diagnose.ts'
import type {Evidence} from '../../src/model/evidence/evidence.ts'
import {look} from '../support/examine.ts'

const nearMs = Date.UTC(2026, 10, 2, 12, 0)
/** Somebody looks so long after the onset (minutes). */
const lookedAfter = 25

/** The same evidence, with a function that was changed so many minutes after the onset. */
function releasedAt(evidence: Evidence, offsetMinutes: number): Evidence {
  const changed = structuredClone(evidence)
  const lastModifiedMs = evidence.takenAt + (offsetMinutes - lookedAfter) * 60_000
  for (const {function: item} of Object.values(changed.items.function))
    if (item.state === 'known' && item.value) item.value.lastModifiedMs = lastModifiedMs
  return changed
}

function causesOf(evidence: Evidence) {
  const [pipeline] = diagnose(evidence, {only: [], skip: []}, {name: 'ddbstream', version: '0'}).pipelines
  return (pipeline?.causes ?? []).map(({id, confidence, settledBy}) => ({id, confidence, settledBy}))
}

describe.each([3, 19, 45])('a load that rose when the function was released, seed %i', seed => {
  let evidence: Evidence
  beforeAll(async () => {
    const {onsetSecond} = timesOf('insufficient-throughput', seed)
    const lab = openLab({incident: 'insufficient-throughput', seed, at: {second: onsetSecond + lookedAfter * 60, nearMs}})
    evidence = (await look(lab)).evidence
  })

  it.each([-15, -1, 0, 3])('%i minutes from the onset: the load is the cause', minutes => {
    expect(causesOf(releasedAt(evidence, minutes))).toMatchObject([{id: 'insufficient-throughput'}])
  })
})

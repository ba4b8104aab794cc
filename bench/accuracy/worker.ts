import {parentPort, workerData} from 'node:worker_threads'
import type {Case} from './cases.ts'
import {lookAfterRepair} from './just-repaired.ts'
import {lookAt} from './look.ts'

/** What a worker does: the cases of the lab, then those that are repaired first. */
export interface Work {
  cases: Case[]
  repaired: {incident: string; seed: number}[]
}

const {cases, repaired} = workerData as Work
for (const one of cases) parentPort?.postMessage({ring: 'lab', outcome: await lookAt(one)})
for (const {incident, seed} of repaired)
  for (const outcome of await lookAfterRepair(incident, seed)) parentPort?.postMessage({ring: 'repaired', outcome})

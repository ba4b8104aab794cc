import {parentPort, workerData} from 'node:worker_threads'
import {retoldIncidents} from '../../test/incidents/index.ts'
import type {Case} from './cases.ts'
import {type AfterRepair, lookAfterRepair} from './just-repaired.ts'
import {lookAt, type Outcome} from './look.ts'
import {lookAtRetoldIncident, type RetoldOutcome} from './retold.ts'

/** The work of a worker: the cases of the lab, then those of others, then those that are repaired first. */
export interface Work {
  cases: Case[]
  retold: string[]
  repaired: {incident: string; seed: number}[]
}

export type Message = {ring: 'lab'; outcome: Outcome} | {ring: 'retold'; outcome: RetoldOutcome} | {ring: 'repaired'; outcome: AfterRepair}

const post = (message: Message) => parentPort?.postMessage(message)

const {cases, retold, repaired} = workerData as Work
for (const one of cases) post({ring: 'lab', outcome: await lookAt(one)})
if (retold.length > 0)
  for (const one of await retoldIncidents()) if (retold.includes(one.id)) post({ring: 'retold', outcome: await lookAtRetoldIncident(one)})
for (const {incident, seed} of repaired) for (const outcome of await lookAfterRepair(incident, seed)) post({ring: 'repaired', outcome})

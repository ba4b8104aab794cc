import type {TreatmentReport} from '../../src/model/treatment.ts'
import {planRestartOf, restart} from '../../src/use-cases/restart.ts'
import type {Planned} from '../../src/use-cases/treat.ts'
import type {Process, Scene} from './scene.ts'

/** A treatment as a fault meets it. */
export interface Case {
  name: string
  incident: string
  seed: number
  plan: (scene: Scene, process: Process) => Promise<Planned>
  act: (planned: Planned, process: Process) => Promise<TreatmentReport>
}

/** Plans and carries out. */
export const run = async ({plan, act}: Case, scene: Scene, process: Process): Promise<TreatmentReport> =>
  act(await plan(scene, process), process)

const choice = (scene: Scene) => ({functionText: scene.functionName, mapping: undefined, toolVersion: '0.0.0'})
const accepted = {gap: true, loss: false}

export const cases: readonly Case[] = [
  {
    name: 'restart',
    incident: 'healthy',
    seed: 1,
    plan: (scene, {connection}) => planRestartOf(connection, choice(scene), scene.journal, accepted),
    act: (planned, {treating}) => restart(planned, treating),
  },
]

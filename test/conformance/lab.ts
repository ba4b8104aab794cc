import type {LabInfo} from '../../packages/lab/src/entrance.ts'
import {bin} from '../commands/run.ts'
import {type Running, start} from './processes.ts'

/** A lab that `lab start` serves, as its own line describes it. */
export type ServedLab = LabInfo & Pick<Running, 'stop'>

export async function serve(incident: string, seed = 1): Promise<ServedLab> {
  const {ready, stop} = await start(
    process.execPath,
    [bin, 'lab', 'start', '--incident', incident, '--seed', String(seed), '--json'],
    /^\{.*\}$/m,
  )
  return {...(JSON.parse(ready[0]) as LabInfo), stop}
}

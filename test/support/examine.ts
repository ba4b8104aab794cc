import {openLab} from '../../packages/lab/src/entrance.ts'
import {type DoctorOptions, doctor} from '../../src/use-cases/doctor.ts'
import {noteReport} from './printed.ts'

/** Runs the doctor over the SDK against a lab incident in this process; `deny` are IAM actions. */
export const examine = (incident: string, seed: number, deny: string[] = []) => look(openLab({incident, seed, deny}))

/** One look of the doctor at an open lab. */
export async function look({region, credentials, requestHandler, sleep}: ReturnType<typeof openLab>, options: Partial<DoctorOptions> = {}) {
  const looked = await doctor(
    {region, credentials, requestHandler, sleep, deadlineMs: 600_000},
    {
      functionText: 'orders-projector',
      sinceSeconds: 3 * 3600,
      only: [],
      skip: [],
      toolVersion: '0.0.0',
      deep: false,
      inspectCode: false,
      ...options,
    },
  )
  noteReport(looked.report, looked.evidence)
  return looked
}

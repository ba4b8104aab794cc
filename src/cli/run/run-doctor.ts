import {setTimeout as wait} from 'node:timers/promises'
import type {Evidence} from '../../model/evidence/evidence.ts'
import type {Report} from '../../model/report/report.ts'
import {UserError} from '../../model/user-error.ts'
import type {DoctorOptions} from '../../use-cases/doctor.ts'
import {type FleetFlags, isFleet, targetsOf} from '../flags/fleet-flags.ts'
import {tell} from '../tell-error.ts'
import {progressTeller, readingTeller} from '../terminal/progress.ts'
import {complain} from '../terminal/stdio.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'
import {keepHeapSmall} from './heap.ts'
import {placesOf} from './places.ts'
import {stopSignal} from './signals.ts'

const functionDeadlineSeconds = 30
/** A fleet takes as long as AWS's quotas make it. */
const fleetDeadlineSeconds = 2 * 3600
const everySeconds = 60

/** The flags that say which AWS to ask, and for which pipelines; the deadline depends on how many they are. */
type PlaceFlags = Omit<ConnectionFlags, 'region' | 'profile' | 'deadline'> & FleetFlags & {deadline?: number | undefined}

interface ExamineFlags extends PlaceFlags {
  samples?: number | undefined
  /** Seconds. */
  every?: number | undefined
  save?: string | undefined
}

export type ExamineOptions = Omit<DoctorOptions, 'functionText'>

/** The evidence that was read, for --save; of a fleet it is forgotten as it is judged. */
interface Examined {
  report: Report | null
  evidence: Evidence | null
}

/** One function, or a fleet, as often as --samples says. */
export async function examine(functionText: string | undefined, flags: ExamineFlags, options: ExamineOptions): Promise<Examined> {
  const {takeSamples} = await import('../../use-cases/fleet/samples.ts')
  const {sample, sleep, evidence} = isFleet(functionText, flags)
    ? await fleetSample(functionText, withoutSave(flags), options)
    : await functionSample(functionText ?? '', flags, options)
  const onFailure = (error: unknown): void => complain(`Warning: one sample failed and is left out: ${tell(error, [], []).message}`)
  const report = await takeSamples(sample, flags.samples ?? 1, () => sleep((flags.every ?? everySeconds) * 1000), onFailure)
  return {report, evidence: evidence()}
}

interface Sample {
  sample: () => Promise<Report | null>
  sleep: (ms: number) => Promise<unknown>
  evidence: () => Evidence | null
}

async function functionSample(functionText: string, flags: PlaceFlags, options: ExamineOptions): Promise<Sample> {
  const {doctor} = await import('../../use-cases/doctor.ts')
  const connection = await connectionOf({
    ...flags,
    region: flags.region?.[0],
    profile: flags.profile?.[0],
    deadline: flags.deadline ?? functionDeadlineSeconds,
  })
  let newest: Evidence | null = null
  return {
    sleep: connection.sleep ?? (ms => wait(ms)),
    evidence: () => newest,
    sample: async () => {
      const reading = readingTeller(process.stderr, () => performance.now())
      try {
        const {report, evidence} = await doctor({...connection, onRequest: reading.tell}, {...options, functionText})
        newest = evidence
        return report
      } finally {
        reading.end()
      }
    },
  }
}

function withoutSave(flags: ExamineFlags): PlaceFlags {
  if (flags.save === undefined) return flags
  throw new UserError('E_USAGE', '--save works with one function; the evidence of a fleet is not kept.', [
    'Save the report: `--format json=report.json`.',
  ])
}

/** With the first signal, the results so far are written and marked partial. */
export async function fleetSample(functionText: string | undefined, flags: PlaceFlags, options: ExamineOptions): Promise<Sample> {
  keepHeapSmall()
  const {doctorFleet} = await import('../../use-cases/fleet/fleet.ts')
  const targets = targetsOf(functionText, flags)
  const part = flags.slice ?? null
  const places = await placesOf({...flags, deadline: flags.deadline ?? fleetDeadlineSeconds})
  const signal = stopSignal()
  return {
    sleep: ms =>
      signal.aborted
        ? Promise.resolve()
        : (places[0]?.connection.sleep ?? (time => wait(time, undefined, {signal}).catch(() => undefined)))(ms),
    evidence: () => null,
    sample: async () => {
      const onNote = (text: string): void => complain(`Note: ${text}`)
      const {tell, end} = progressTeller(process.stderr, () => performance.now())
      try {
        return await doctorFleet(places, {...options, targets, part, onProgress: tell, onNote, signal})
      } finally {
        end()
      }
    },
  }
}

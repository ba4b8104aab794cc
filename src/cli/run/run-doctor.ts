import {setTimeout as wait} from 'node:timers/promises'
import {UserError} from '../../model/errors.ts'
import type {Evidence} from '../../model/evidence/evidence.ts'
import type {Report} from '../../model/report/report.ts'
import type {DoctorOptions} from '../../use-cases/doctor.ts'
import {tell} from '../errors.ts'
import {type FleetFlags, isFleet, partOf, targetsOf} from '../flags/fleet-flags.ts'
import {progressTeller, readingTeller} from '../terminal/progress.ts'
import {complain} from '../terminal/stdio.ts'
import {type ConnectionFlags, connectionOf} from './connection.ts'
import {keepHeapSmall} from './heap.ts'
import {placesOf} from './places.ts'
import {onStop} from './signals.ts'

/** A fleet takes as long as AWS's quotas make it; what one function takes is bounded tighter. */
const fleetDeadline = '2h'

export type ExamineFlags = Omit<ConnectionFlags, 'region' | 'profile'> &
  FleetFlags & {
    samples: number
    everySeconds: number
    deadlineGiven: boolean
    save?: string | undefined
    /** Until then a signal does not end the process: what is known is still being written. */
    finished: Promise<unknown>
  }

type FleetLookFlags = Omit<ExamineFlags, 'samples' | 'everySeconds' | 'deadlineGiven'> & {deadlineGiven?: boolean}

export type ExamineOptions = Omit<DoctorOptions, 'functionText'>

/** What was read, for --save; of a fleet it is forgotten as it is judged. */
interface Examined {
  report: Report | null
  evidence: Evidence | null
}

/** One function, or a fleet, as often as --samples says. */
export async function examine(functionText: string | undefined, flags: ExamineFlags, options: ExamineOptions): Promise<Examined> {
  const {takeSamples} = await import('../../use-cases/fleet/samples.ts')
  const {sample, sleep, evidence} = isFleet(functionText, flags)
    ? await fleetSample(functionText, flags, options)
    : await functionSample(functionText ?? '', flags, options)
  const onFailure = (error: unknown): void => complain(`Warning: one sample failed and is left out: ${tell(error, [], []).message}`)
  const report = await takeSamples(sample, flags.samples, () => sleep(flags.everySeconds * 1000), onFailure)
  return {report, evidence: evidence()}
}

interface Sample {
  sample: () => Promise<Report | null>
  sleep: (ms: number) => Promise<unknown>
  evidence: () => Evidence | null
}

async function functionSample(functionText: string, flags: ExamineFlags, options: ExamineOptions): Promise<Sample> {
  const {doctor} = await import('../../use-cases/doctor.ts')
  const connection = await connectionOf({...flags, region: flags.region?.[0], profile: flags.profile?.[0]})
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

/** With the first signal, what is known is written and marked partial. */
export async function fleetSample(functionText: string | undefined, flags: FleetLookFlags, options: ExamineOptions): Promise<Sample> {
  if (flags.save !== undefined)
    throw new UserError('E_USAGE', '--save keeps the evidence of one function; that of a fleet is judged as it is read.', [
      'Keep the report: `--format json=report.json`.',
    ])
  keepHeapSmall()
  const {doctorFleet} = await import('../../use-cases/fleet/fleet.ts')
  const targets = targetsOf(functionText, flags)
  const part = partOf(flags.slice)
  const places = await placesOf({...flags, ...(flags.deadlineGiven ? {} : {deadline: fleetDeadline})})
  const ending = new AbortController()
  onStop(async () => {
    ending.abort()
    await flags.finished
  })
  return {
    sleep: ms =>
      ending.signal.aborted
        ? Promise.resolve()
        : (places[0]?.connection.sleep ?? (time => wait(time, undefined, {signal: ending.signal}).catch(() => undefined)))(ms),
    evidence: () => null,
    sample: async () => {
      const onNote = (text: string): void => complain(`Note: ${text}`)
      const {tell, end} = progressTeller(process.stderr, () => performance.now())
      try {
        return await doctorFleet(places, {...options, targets, part, onProgress: tell, onNote, signal: ending.signal})
      } finally {
        end()
      }
    },
  }
}

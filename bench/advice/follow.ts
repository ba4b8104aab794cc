import {type OpenLab, openLab, timesOf} from '../../src/lab/entrance.ts'
import type {PipelineReport} from '../../src/model/report.ts'
import {treatmentsOf} from '../../src/reports/treatment-lines.ts'
import {memoryJournal} from '../../src/treatments/journal.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {runAws} from './aws-line.ts'
import {runDdbstream} from './ddbstream-line.ts'
import {commandsIn} from './shell-words.ts'

/** What became of an incident whose first advice was followed as printed. */
export interface Followed {
  incident: string
  seed: number
  cause: string | null
  command: string | null
  /** How the command ended: an outcome, or why it could not be carried out. */
  ended: string
  fixed: boolean
  /** Lag, loss and first harmful cause an hour later. */
  later: string
  /** Records that were lost after the advice was followed, and in the last ten minutes of the hour. */
  lost: number
  losing: number
}

/** Any time will do, as long as it is the same in every run. */
const nearMs = Date.UTC(2026, 10, 2, 12, 0)
const hourMs = 3_600_000
const lastMs = 600_000

/** What only the user knows, as the lab has it. */
const fillings: Readonly<Record<string, string>> = {
  ARN_OF_YOUR_SQS_QUEUE: 'arn:aws:sqs:us-east-1:123456789012:orders-projector-failed',
}

const filled = (command: string): string =>
  Object.entries(fillings).reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), command)

async function look(lab: OpenLab, journal: ReturnType<typeof memoryJournal>): Promise<PipelineReport> {
  const {report} = await doctor(connectionTo(lab), {
    functionText: 'orders-projector',
    sinceSeconds: 3 * 3600,
    only: [],
    skip: [],
    toolVersion: '0',
    deep: false,
    inspectCode: false,
    operations: journal.all(),
  })
  return report.pipelines.at(-1) as PipelineReport
}

const connectionTo = ({region, credentials, requestHandler, sleep, endpoint}: OpenLab) => ({
  region,
  credentials,
  requestHandler,
  sleep,
  endpointUrl: endpoint,
  deadlineMs: 60_000,
})

/** Records that no function got: dropped, expired, skipped, or filtered by a pattern that nothing matches. */
function lostIn(lab: OpenLab): number {
  const counts = lab.truth()?.counts
  return counts === undefined ? 0 : counts.dropped.retries + counts.dropped.age + counts.dropped.delivery + counts.trimmed + counts.skipped
}

async function carryOut(command: string, lab: OpenLab, journal: ReturnType<typeof memoryJournal>): Promise<string> {
  const ends: string[] = []
  for (const words of commandsIn(filled(command))) {
    if (words[0] === 'aws') {
      await runAws(words, lab)
      ends.push(`aws ${words[2]}`)
    } else if (words[0] === 'ddbstream') ends.push(await runDdbstream(words, {connection: connectionTo(lab), journal}))
    else throw new Error(`${words[0]} is no command that is advised`)
  }
  return ends.join(', ')
}

const drains = ['ok', 'recovering', 'idle']

/** Looks when somebody would, follows the first command of "Do this next" as it is printed, and looks again an hour later. */
export async function follow(incident: string, seed: number): Promise<Followed> {
  const {openSecond} = timesOf(incident, seed)
  const lab = openLab({incident, seed, at: {second: openSecond, nearMs}})
  const journal = memoryJournal()
  const before = await look(lab, journal)
  const command = treatmentsOf(before)[0]?.command || null
  const lostBefore = lostIn(lab)
  const ended =
    command === null
      ? 'no command'
      : await carryOut(command, lab, journal).catch(error => `${(error as Error).name}: ${(error as Error).message}`)
  await lab.sleep(hourMs - lastMs)
  const lostUntil = lostIn(lab)
  await lab.sleep(lastMs)
  const after = await look(lab, journal)
  const losing = lostIn(lab) - lostUntil
  const harmful = after.causes.find(({harmful: harms}) => harms)
  const fixed = drains.includes(after.lag.state) && harmful === undefined && losing === 0
  return {
    incident,
    seed,
    cause: before.causes[0]?.id ?? null,
    command,
    ended,
    fixed,
    later: `${after.lag.state}${harmful ? ` ${harmful.id}` : ''}${losing > 0 ? `, ${losing} lost in 10 min` : ''}`,
    lost: lostIn(lab) - lostBefore,
    losing,
  }
}

import type {CreateNatGatewayResult, DescribeRouteTablesResult} from '@aws-sdk/client-ec2'
import type {FunctionConfiguration} from '@aws-sdk/client-lambda'
import {type OpenLab, openLab, timesOf} from '../../packages/lab/src/entrance.ts'
import {refusedBecause} from '../../src/advice/commands/command-rules.ts'
import {thresholds} from '../../src/aws-facts/thresholds.ts'
import {memoryJournal} from '../../src/changes/journal.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {aroundOf} from '../../src/diagnosis/render-fixes.ts'
import type {Evidence, Pipeline} from '../../src/model/evidence/evidence.ts'
import type {PipelineReport} from '../../src/model/report/report.ts'
import {fixesOf} from '../../src/reports/doctor/fix-lines.ts'
import {commandsIn} from '../../src/text/shell-words.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {runAws} from './aws-line.ts'
import {runDdbstream} from './ddbstream-line.ts'

/** The outcome of an incident whose first advice was followed as printed. */
export interface Followed {
  incident: string
  seed: number
  cause: string | null
  command: string | null
  /** How the command ended: an outcome, or why it could not be carried out. */
  ended: string
  fixed: boolean
  /** How often the report was followed: a second time where it tells its reader to run it again. */
  rounds: 1 | 2
  /** When the report says that the backlog is gone, in minutes after the command; null where it does not. */
  promisedMinutes: number | null
  /** Why the report does not promise that the command ends it. */
  doubt: string | null
  /** Printed commands that AWS would refuse by its own rules, those of findings and of other causes among them. */
  refused: string[]
  /** Lag, loss and first harmful cause, an hour later or when the backlog should be gone. */
  later: string
  /** Records that were lost after the advice was followed, and in the last ten minutes. */
  lost: number
  losing: number
}

/** Any time will do, as long as it is the same in every run. */
const nearMs = Date.UTC(2026, 10, 2, 12, 0)
const hourMs = 3_600_000
const lastMs = 600_000
/** A drain that is told to take longer than an hour is waited for, with some room, up to this. */
const longestMs = 8 * hourMs
const room = 1.25

const patienceMs = (promisedMinutes: number | null): number => Math.min(longestMs, Math.max(hourMs, (promisedMinutes ?? 0) * 60_000 * room))

/** Values that only the user knows, as the lab has them. */
const fillings: Readonly<Record<string, string>> = {
  ARN_OF_YOUR_SQS_QUEUE: 'arn:aws:sqs:us-east-1:123456789012:orders-projector-failed',
}

async function filled(command: string, lab: OpenLab, before: () => OpenLab): Promise<string> {
  const known = Object.entries(fillings).reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), command)
  const wired = known.includes('NAT_GATEWAY_ID') ? known.replaceAll('NAT_GATEWAY_ID', await makeNatGateway(lab)) : known
  return / --(runtime|environment|vpc-config) /.test(wired) ? asItWas(wired, before()) : wired
}

/** The settings of the function before the incident: whoever deployed it has them. */
async function asItWas(command: string, before: OpenLab): Promise<string> {
  const words = ['aws', 'lambda', 'get-function-configuration', '--function-name', 'orders-projector']
  const {Runtime, Handler, Role, MemorySize, Timeout, Environment, VpcConfig} = (await runAws(words, before)) as FunctionConfiguration
  const values: Record<string, string | number | undefined> = {
    RUNTIME: Runtime,
    HANDLER: Handler,
    ROLE_ARN: Role,
    MEMORY_MB: MemorySize,
    TIMEOUT_SECONDS: Timeout,
    SUBNET_IDS: VpcConfig?.SubnetIds?.join(','),
    SECURITY_GROUP_IDS: VpcConfig?.SecurityGroupIds?.join(','),
  }
  const settings = Object.entries(values).reduce((text, [name, value]) => text.replaceAll(name, String(value ?? name)), command)
  return Object.entries(Environment?.Variables ?? {}).reduce(
    (text, [name, value]) => text.replace(`${name}=VALUE`, `${name}=${value}`),
    settings,
  )
}

/** In the public subnet of the lab's VPC, as the advice wants it first. */
async function makeNatGateway(lab: OpenLab): Promise<string> {
  const tables = (await runAws(['aws', 'ec2', 'describe-route-tables'], lab)) as DescribeRouteTablesResult
  const open = tables.RouteTables?.find(({Routes}) => Routes?.some(({GatewayId}) => GatewayId?.startsWith('igw-')))
  const subnetId = open?.Associations?.[0]?.SubnetId ?? ''
  const made = (await runAws(['aws', 'ec2', 'create-nat-gateway', '--subnet-id', subnetId], lab)) as CreateNatGatewayResult
  return made.NatGateway?.NatGatewayId ?? ''
}

interface Looked {
  pipeline: PipelineReport
  refused: string[]
  takenMs: number
}

async function look(lab: OpenLab, journal: ReturnType<typeof memoryJournal>): Promise<Looked> {
  const {report, evidence} = await doctor(connectionTo(lab), {
    functionText: 'orders-projector',
    sinceSeconds: 3 * 3600,
    only: [],
    skip: [],
    toolVersion: '0',
    deep: false,
    inspectCode: false,
    operations: journal.all(),
  })
  // Beside a mapping on a stream that is gone, the one on the newest stream counts: the label of a stream is its time.
  const pipeline = report.pipelines.toSorted((a, b) => (b.streamArn ?? '').localeCompare(a.streamArn ?? ''))[0] as PipelineReport
  const refused = report.pipelines.flatMap((one, i) => refusedIn(one, evidence, evidence.pipelines[i]))
  return {pipeline, refused, takenMs: evidence.takenAt}
}

function refusedIn({causes, findings}: PipelineReport, evidence: Evidence, pipeline: Pipeline | undefined): string[] {
  if (pipeline === undefined) return []
  const moment = {nowMs: evidence.takenAt, startMs: evidence.window.startMs, thresholds}
  const around = aroundOf(lookupOf(evidence, pipeline, moment), moment)
  const commands = [...causes.flatMap(({fixes}) => fixes), ...findings.flatMap(({fix}) => fix ?? [])]
  return commands.flatMap(({command}) => (command !== '' && refusedBecause(command, around) !== null ? [command] : []))
}

const connectionTo = ({region, credentials, requestHandler, sleep, endpoint}: OpenLab) => ({
  region,
  credentials,
  requestHandler,
  sleep,
  endpointUrl: endpoint,
  deadlineMs: 600_000,
})

/** Records that no function got: dropped, expired, skipped, or filtered by a pattern that nothing matches. */
function lostIn(lab: OpenLab): number {
  const counts = lab.truth()?.counts
  return counts === undefined ? 0 : counts.dropped.retries + counts.dropped.age + counts.dropped.delivery + counts.trimmed + counts.skipped
}

/** Commands of the shell itself: a download, whose package the lab runs anyway, and a test of what was just read. */
function runShell([program, , answer, , wanted]: readonly string[], read: {State?: string}): boolean {
  if (program === '[' && answer?.includes('--query State ') && read.State !== wanted) throw new Error(`The state is ${read.State}`)
  return program === '[' || program === 'curl'
}

interface Hands {
  lab: OpenLab
  /** The same lab before the incident. */
  before: () => OpenLab
  journal: ReturnType<typeof memoryJournal>
}

async function carryOut(command: string, {lab, before, journal}: Hands): Promise<string> {
  const ends: string[] = []
  let read: {State?: string; Version?: string} = {}
  const files = new Map<string, object>()
  for (const words of commandsIn(await filled(command, lab, before))) {
    if (words[0] === 'aws') {
      // VERSION stands for the version that the command before it prints.
      const answer = await runAws(
        words.map(word => (word === 'VERSION' ? (read.Version ?? word) : word)),
        lab,
        files,
      )
      read = {...read, ...answer}
      ends.push(`aws ${words[2]}`)
    } else if (runShell(words, read)) ends.push(words[0] ?? '')
    else if (words[0] === 'ddbstream') ends.push(await runDdbstream(words, {connection: connectionTo(lab), journal}))
    else throw new Error(`${words[0]} is no command that is advised`)
  }
  return ends.join(', ')
}

const drains = ['ok', 'recovering', 'idle']

/** A report that names one thing of several tells its reader to run it again. */
const wantsAnother = /run the doctor again/i

interface Round {
  pipeline: PipelineReport
  refused: string[]
  command: string | null
  doubt: string | null
  ended: string
  promisedMinutes: number | null
}

async function round({pipeline, refused, takenMs}: Looked, hands: Hands): Promise<Round> {
  const first = fixesOf(pipeline)[0]
  const command = first?.command || null
  const ended =
    command === null ? 'no command' : await carryOut(command, hands).catch(error => `${(error as Error).name}: ${(error as Error).message}`)
  const promisedMinutes = first?.drainedAt === undefined ? null : (Date.parse(first.drainedAt) - takenMs) / 60_000
  return {pipeline, refused, command, doubt: first?.doubt ?? null, ended, promisedMinutes}
}

interface Later {
  looked: Looked
  isFixed: boolean
  later: string
  losing: number
}

/** Waits as long as the report promises, and looks. */
async function wait({pipeline: before, promisedMinutes}: Round, {lab, journal}: Hands): Promise<Later> {
  await lab.sleep(patienceMs(promisedMinutes) - lastMs)
  const lostUntil = lostIn(lab)
  await lab.sleep(lastMs)
  const looked = await look(lab, journal)
  const {lag, causes} = looked.pipeline
  const losing = lostIn(lab) - lostUntil
  const harmful = causes.find(({harmful: harms}) => harms)
  // Where nothing was late, the cause itself has to be gone.
  const wasLate = !drains.includes(before.lag.state)
  return {
    looked,
    losing,
    isFixed: losing === 0 && drains.includes(lag.state) && (wasLate || harmful === undefined),
    later: `${lag.state}${harmful ? ` ${harmful.id}` : ''}${losing > 0 ? `, ${losing} lost in 10 min` : ''}`,
  }
}

/**
 * Looks when somebody would, follows the first recommended command as it is printed, and looks again an hour later, or when the
 * backlog should be gone by the report where that is later. Where the report tells its reader to run it again, once more.
 */
export async function follow(incident: string, seed: number): Promise<Followed> {
  const {openSecond, onsetSecond} = timesOf(incident, seed)
  const open = (second: number) => openLab({incident, seed, at: {second, nearMs}})
  const lab = open(openSecond)
  const hands = {lab, before: () => open(Math.max(0, onsetSecond - 60)), journal: memoryJournal()}
  const looked = await look(lab, hands.journal)
  const lostBefore = lostIn(lab)
  const first = await round(looked, hands)
  const afterFirst = await wait(first, hands)
  const second = !afterFirst.isFixed && wantsAnother.test(first.doubt ?? '') ? await round(afterFirst.looked, hands) : null
  const after = second === null ? afterFirst : await wait(second, hands)
  return {
    incident,
    seed,
    cause: looked.pipeline.causes[0]?.id ?? null,
    command: [first, second].flatMap(one => one?.command ?? []).join('; then ') || null,
    ended: [first, second].flatMap(one => one?.ended ?? []).join('; then '),
    fixed: after.isFixed,
    rounds: second === null ? 1 : 2,
    promisedMinutes: first.promisedMinutes,
    doubt: (second ?? first).doubt,
    refused: [...first.refused, ...(second?.refused ?? [])],
    later: after.later,
    lost: lostIn(lab) - lostBefore,
    losing: after.losing,
  }
}

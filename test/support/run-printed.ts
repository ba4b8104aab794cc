import {runAws} from '../../bench/advice/aws-line.ts'
import {runDdbstream} from '../../bench/advice/ddbstream-line.ts'
import {refusedBecause} from '../../src/advice/commands/command-rules.ts'
import {memoryJournal} from '../../src/changes/journal.ts'
import {lookupOf} from '../../src/diagnosis/lookup.ts'
import {aroundOf} from '../../src/diagnosis/render-fixes.ts'
import {commandsIn} from '../../src/text/shell-words.ts'
import {moment} from './evidence.ts'
import {notInTheLab} from './not-in-the-lab.ts'
import type {Printed} from './printed.ts'
import {labFrom} from './world-from-evidence.ts'

process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'

/** Commands that were tried in this worker already, whatever the pipeline is called. */
const tried = new Set<string>()

const shapeOf = ({command, pipeline: {functionName, qualifier, region, ids}}: Printed): string =>
  [ids.mapping, ids.function, ids.stream, qualifier === null ? functionName : `${functionName}:${qualifier}`, functionName, region].reduce(
    (text, name) => text.replaceAll(name, '…'),
    command,
  )

/** Values that only the user knows, as the lab has them. */
const fillings: readonly (readonly [RegExp, string])[] = [
  [/ARN_OF_YOUR_SQS_QUEUE/g, 'arn:aws:sqs:us-east-1:123456789012:orders-failures'],
  [/MEMORY_MB/g, '512'],
  [/TIMEOUT_SECONDS/g, '30'],
  [/ROLE_ARN/g, 'arn:aws:iam::123456789012:role/orders-projector'],
  [/ARN_OF_YOUR_SNS_TOPIC/g, 'arn:aws:sns:us-east-1:123456789012:on-call'],
  [/(--function-version) VERSION\b/g, '$1 1'],
  [/--function-name FUNCTION\b/g, '--function-name orders-projector'],
]

/** The command as the user completes it, and the shell calculates it. */
function filled(command: string, {nowMs, tables}: ReturnType<typeof labFrom>['world']): string {
  const nowSeconds = Math.floor(nowMs / 1000)
  const timed = command
    .replaceAll('TARGET_TABLE', [...tables.keys()][0] ?? 'orders')
    .replaceAll(/"\$\(\(\$\(date \+%s\) - (\d+)\)\)"/g, (_, ago: string) => String(nowSeconds - Number(ago)))
    .replaceAll('"$(date +%s)"', String(nowSeconds))
  return fillings.reduce((text, [placeholder, value]) => text.replaceAll(placeholder, value), timed)
}

const nameOf = ({name, message, code}: Error & {code?: string}): string => `${code ?? name}: ${message}`

/** The fault of one command of a line: null where it works. */
async function faultOf(words: readonly string[], lab: ReturnType<typeof labFrom>, run: () => Promise<unknown>): Promise<string | null> {
  try {
    await run()
    return null
  } catch (error) {
    const said = nameOf(error as Error)
    const expected = words[0] === 'aws' ? notInTheLab[`${words[1]} ${words[2]}`] : undefined
    return expected?.answers.test(said) ? null : `${words.slice(0, 3).join(' ')} → ${said} (in ${lab.region})`
  }
}

async function faultIn({command, evidence, pipeline}: Printed): Promise<string | null> {
  const lab = labFrom(evidence, pipeline)
  const connection = {...lab, requestHandler: lab.requestHandler as never, endpointUrl: lab.endpoint, deadlineMs: 600_000}
  let query = ''
  const files = new Map<string, object>()
  const carryOut = async (words: readonly string[]) => {
    if (words[0] === 'ddbstream') return runDdbstream(words, {connection, journal: memoryJournal()})
    if (words[0] !== 'aws') return
    const answer = await runAws(
      words.map(word => (word.startsWith('$(aws logs start-query') ? query : word)),
      lab,
      files,
    )
    query = (answer as {queryId?: string}).queryId ?? query
  }
  for (const words of commandsIn(filled(command, lab.world))) {
    const fault = await faultOf(words, lab, () => carryOut(words))
    if (fault !== null) return fault
    // The commands after it need the function that the lab does not make.
    if (words[2] === 'create-function') return null
  }
  return null
}

const momentOf = ({evidence: {takenAt, window}}: Printed) => ({...moment, nowMs: takenAt, startMs: window.startMs})
const lookupAround = (one: Printed) => lookupOf(one.evidence, one.pipeline, momentOf(one))

/** The lab has no managed instances, and their limits are others. */
const isManaged = ({evidence, pipeline}: Printed): boolean => {
  const item = evidence.items.function[pipeline.ids.function]?.function
  return item?.state === 'known' && item.value?.managedInstances === true
}

/** Judges each command by AWS's rules, and carries it out on a lab that is as its evidence says; those that cannot work, with the reason. */
export async function tryPrinted(all: readonly Printed[]): Promise<string[]> {
  const wrong: string[] = []
  for (const one of all) {
    const refusal = refusedBecause(one.command, aroundOf(lookupAround(one), momentOf(one)))
    if (refusal !== null) wrong.push(`${one.by}: ${one.command}\n    → AWS refuses it: ${refusal.why}`)
    const shape = shapeOf(one)
    if (tried.has(shape) || isManaged(one)) continue
    tried.add(shape)
    const fault = await faultIn(one)
    if (fault !== null) wrong.push(`${one.by}: ${one.command}\n    ${fault}`)
  }
  return wrong
}

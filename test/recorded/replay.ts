import {openLab} from '../../packages/lab/src/entrance.ts'
import {type Asked, ask} from './ask.ts'
import {now} from './clock.ts'
import {differences} from './compare.ts'
import {names, withNames} from './names.ts'
import type {Recorded, Step, Story} from './recording.ts'
import {type Bound, shown, unlike} from './values.ts'

/** What the lab answered to one recorded call. */
export interface Replayed {
  step: Recorded
  differences: string[]
}

/** Makes the calls of a story on a lab, which is the story's own where it changes something. */
export async function replay(story: Story): Promise<Replayed[]> {
  const lab = changesSomething(story.steps) ? open(story) : await shared(story)
  const config = configurations(lab)
  const bound: Bound = new Map()
  const known = {...names, ...(await namesOf(config(lab.region)))}
  const replayed: Replayed[] = []
  for (const step of story.steps) {
    // AWS's quotas refill by virtual time.
    await lab.sleep(callMs)
    if ('passSeconds' in step) await lab.sleep(step.passSeconds * 1000)
    else if ('given' in step) {
      const {refused, answer} = await ask(step.given, withNames(step.input, known, bound) as object, config(lab.region))
      if (refused !== undefined) throw new Error(`${step.given} is refused: ${refused.message}`)
      const kept = Object.keys(step.keep ?? {}).map(name => [name, (answer as Record<string, unknown>)[name]])
      differences(step.keep ?? {}, Object.fromEntries(kept), bound)
    } else {
      const asked = await ask(step.asked, withNames(step.input, known, bound) as object, config(step.region ?? lab.region))
      replayed.push({step, differences: compared(withNames(step, known) as Recorded, asked, bound)})
    }
  }
  return replayed
}

type Opened = ReturnType<typeof openLab>

/** The most frequent calls that Lambda's quota of 15 a second allows. */
const callMs = 70

const open = ({lab: [incident, seed] = ['healthy', 2]}: Story): Opened => openLab({incident, seed, at: {second: 1, nearMs: now}})

const untouched = new Map<string, Opened>()

/** Opening a lab takes longer than all calls of a story. A second between two stories separates them. */
async function shared(story: Story): Promise<Opened> {
  const key = JSON.stringify(story.lab ?? null)
  const lab = untouched.get(key) ?? open(story)
  untouched.set(key, lab)
  await lab.sleep(1000)
  return lab
}

/** Reading and being refused change nothing. */
const changesSomething = (steps: readonly Step[]): boolean =>
  steps.some(step => !('asked' in step) || (step.refused === undefined && !/:(Get|List|Describe|Simulate)/.test(step.asked)))

function configurations({credentials, requestHandler, endpoint}: Opened): (region: string) => object {
  const known = new Map<string, object>()
  return region => {
    const config = known.get(region) ?? {region, credentials, requestHandler, endpoint}
    known.set(region, config)
    return config
  }
}

/** Names that the seed draws. */
async function namesOf(config: object): Promise<Record<string, string>> {
  const {answer} = await ask('lambda:ListEventSourceMappings', {}, config)
  const {EventSourceMappings: [mapping] = []} = answer as {EventSourceMappings?: {UUID: string; EventSourceArn: string}[]}
  return {mapping: mapping?.UUID ?? '', streamArn: mapping?.EventSourceArn ?? ''}
}

function compared(recorded: Recorded, asked: Asked, bound: Bound): string[] {
  const status = asked.status === recorded.status ? [] : [`HTTP ${asked.status} instead of ${recorded.status}`]
  if (recorded.refused === undefined) {
    if (asked.refused !== undefined) return [...status, `refused: ${asked.refused.code}: ${asked.refused.message}`]
    return [...status, ...differences(recorded.answer ?? {}, asked.answer, bound)]
  }
  if (asked.refused === undefined) return [...status, `answered ${shown(asked.answer)}, not refused`]
  const {code, message, type} = recorded.refused
  const words = message === undefined ? null : unlike(message, asked.refused.message, bound)
  return [
    ...status,
    ...(code === asked.refused.code ? [] : [`code: ${shown(asked.refused.code)} instead of ${shown(code)}`]),
    ...(words === null ? [] : [`message: ${words}`]),
    ...(type === asked.refused.type ? [] : [`type: ${shown(asked.refused.type)} instead of ${shown(type)}`]),
  ]
}

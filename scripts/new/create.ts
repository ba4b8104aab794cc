import {existsSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs'
import {dirname, join} from 'node:path'
import {topicTitles} from '../../src/checks/topics.ts'
import {checkFiles} from '../checks-index.ts'
import {newCause} from './cause.ts'
import {newCheck} from './check.ts'
import {newFormat} from './format.ts'
import {newIncident} from './incident.ts'
import {type Kind, kinds, nameOf, type Part} from './part.ts'
import {newRetold} from './retold.ts'

/** Why nothing was made. */
export class Refusal extends Error {}

export interface Created {
  /** Every file that was made or changed, from the root of the project. */
  paths: string[]
  next: readonly string[]
}

const usage = `npm run new ${kinds.join('|')} NAME`
const usageOf = (kind: Kind): string => (kind === 'check' ? 'npm run new check NAME TOPIC' : `npm run new ${kind} NAME`)

/** Names of one word are names of incidents and formats alone: an id of a check or a cause is a state. */
const patterns: Readonly<Record<Kind, RegExp>> = {
  check: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
  cause: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
  incident: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
  retold: /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/,
  format: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/,
}

/** Makes the files of a new check, cause, incident or format below `root`, and its line in the index: all of it or nothing. */
export function create(root: string, [kind = '', id = '', topic = '']: readonly string[]): Created {
  const known = kinds.find(one => one === kind)
  if (known === undefined) throw new Refusal(`"${kind}" is not something to make. Write \`${usage}\`.`)
  if (!patterns[known].test(id)) throw new Refusal(`"${id}" is not a name in kebab case, such as late-start. Write \`${usageOf(known)}\`.`)
  const part = partOf(root, known, id, topic)
  const there = Object.keys(part.files).find(path => existsSync(join(root, path)))
  if (there !== undefined) throw new Refusal(`${there} exists. Choose another name.`)
  write(root, {...part.files, ...edited(root, part)})
  return {paths: [...Object.keys(part.files), ...Object.keys(part.edits)], next: part.next}
}

function partOf(root: string, kind: Kind, id: string, topic: string): Part {
  const name = nameOf(id)
  switch (kind) {
    case 'check':
      refuseUnknownTopic(topic)
      refuseKnownCheck(root, id)
      return newCheck(name, topic, checkFiles(root))
    case 'cause':
      return newCause(name, existsSync(join(root, `packages/lab/src/incidents/${id}.ts`)))
    case 'incident':
      return newIncident(name, null)
    case 'retold':
      return newRetold(name)
    case 'format':
      return newFormat(name)
  }
}

function refuseUnknownTopic(topic: string): void {
  if (Object.hasOwn(topicTitles, topic)) return
  const topics = Object.entries(topicTitles).map(([id, title]) => `  ${id}: ${title}`)
  throw new Refusal(`A check belongs to a topic: \`${usageOf('check')}\`. Topics:\n${topics.join('\n')}`)
}

/** An id is one of all topics: it is also the name of the page. */
function refuseKnownCheck(root: string, id: string): void {
  const there = checkFiles(root).find(file => file.endsWith(`/${id}`))
  if (there !== undefined) throw new Refusal(`src/checks/${there}.ts exists. Choose another name.`)
}

/** The indexes with their new lines. */
const edited = (root: string, {edits}: Part): Record<string, string> =>
  Object.fromEntries(
    Object.entries(edits).map(([path, edit]) => {
      const before = readFileSync(join(root, path), 'utf8')
      const after = edit(before)
      if (after === before) throw new Error(`${path} does not have the list that it had.`)
      return [path, after]
    }),
  )

/** Writes all files; where one cannot be written, the others get their former content. */
function write(root: string, files: Readonly<Record<string, string>>): void {
  const before = new Map<string, string | null>()
  try {
    for (const [path, text] of Object.entries(files)) {
      const file = join(root, path)
      before.set(file, existsSync(file) ? readFileSync(file, 'utf8') : null)
      mkdirSync(dirname(file), {recursive: true})
      writeFileSync(file, text)
    }
  } catch (error) {
    for (const [file, text] of before) text === null ? rmSync(file, {force: true}) : writeFileSync(file, text)
    throw error
  }
}

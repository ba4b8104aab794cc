import {UserError} from '../../model/errors.ts'
import {didYouMean} from '../../text/closest.ts'
import {share, wholeNumber} from '../flags/flag-values.ts'
import {readText} from '../output/files.ts'

/** The lab is loaded only when it is asked for: nothing in the read path knows that it exists. */
export const lab = () => import('../../lab/entrance.ts')

/** The incident with this id; an unknown one is the user's error. */
export async function knownIncident(id: string): Promise<{id: string; story: string}> {
  const {labIncidents} = await lab()
  const found = labIncidents.find(incident => incident.id === id)
  if (found) return found
  const ids = labIncidents.map(incident => incident.id)
  throw new UserError('E_UNKNOWN_INCIDENT', `The lab has no incident "${id}".`, [
    ...didYouMean(id, ids),
    `Incidents: ${ids.join(', ')}.`,
    'Their stories: `ddbstream lab list`.',
  ])
}

/** `labFlags` as they were given. */
export interface LabFlags {
  deny?: string[] | undefined
  policy?: string | undefined
  faults?: string | undefined
  functions?: string | undefined
  'latency-ms'?: string | undefined
}

/** The flags that only the lab understands. */
export const labFlagNames = ['deny', 'policy', 'faults', 'functions', 'latency-ms'] as const satisfies readonly (keyof LabFlags)[]

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** How the lab is to be furnished, checked. */
export async function furnishingOf(flags: LabFlags) {
  const deny = (flags.deny ?? []).flatMap(text => text.split(',')).map(action => action.trim())
  const odd = deny.find(action => !/^(\*|[a-z0-9-]+:[A-Za-z]+)$/.test(action))
  if (odd !== undefined)
    throw wrong(`--deny: "${odd}" is not an IAM action.`, 'Write it as IAM does: `--deny lambda:GetFunction,dynamodb:DescribeStream`.')
  return {
    deny,
    policy: flags.policy === undefined ? undefined : await policyIn(flags.policy),
    faults: flags.faults === undefined ? 0 : share('--faults', flags.faults),
    functions: wholeNumber('--functions', flags.functions ?? '0', 0, 5000),
    latencyMs: wholeNumber('--latency-ms', flags['latency-ms'] ?? '0', 0, 60_000),
  }
}

async function policyIn(file: string): Promise<string> {
  const json = readText(file)
  const fault = (await lab()).faultOfPolicy(json)
  if (fault === null) return json
  throw wrong(`--policy ${file} is not an IAM policy: ${fault}`, 'It is a JSON document with "Version" and "Statement", as IAM takes it.')
}

export interface ServeOptions {
  incident: string
  seed: number
  /** 0: any free port. */
  port: number
  /** Virtual seconds per second. */
  speed: number
  furnishing: Awaited<ReturnType<typeof furnishingOf>>
}

/** Serves an incident on loopback until `close`. A port that cannot be had is the user's error. */
export async function startLab({furnishing, ...options}: ServeOptions) {
  const {serveLab} = await lab()
  try {
    return await serveLab({...options, ...furnishing})
  } catch (error) {
    const {code} = error as NodeJS.ErrnoException
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error
    const why = code === 'EADDRINUSE' ? 'is in use' : 'may not be used by this user'
    throw new UserError('E_PORT', `Port ${options.port} ${why}.`, ['Leave --port out, and the lab takes a free one.'])
  }
}

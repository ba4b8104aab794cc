import {UserError} from '../../model/errors.ts'
import type {Connection} from '../../use-cases/doctor.ts'
import {durationSeconds, seedNumber} from '../flags/flag-values.ts'
import {complain} from '../terminal/stdio.ts'
import {furnishingOf, knownIncident, type LabFlags, lab, labFlagNames} from './lab.ts'

/** The flags that say which AWS to ask. */
export interface ConnectionFlags extends LabFlags {
  region?: string | undefined
  profile?: string | undefined
  'endpoint-url'?: string | undefined
  deadline: string
  lab?: string | undefined
  seed?: string | undefined
}

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** How to reach AWS, or the lab in this process. What no flag says is left to the SDK's own chain. */
export async function connectionOf(flags: ConnectionFlags): Promise<Connection> {
  const deadlineMs = durationSeconds('--deadline', flags.deadline, {from: '1s', to: '2h'}) * 1000
  if (flags.lab !== undefined) return labConnection(flags.lab, flags, deadlineMs)
  if (flags.seed !== undefined)
    throw wrong('--seed chooses a variant of a lab incident, and no --lab is given.', 'Add `--lab poison-record`.')
  const labOnly = labFlagNames.find(name => flags[name] !== undefined)
  if (labOnly !== undefined) throw wrong(`--${labOnly} furnishes the lab, and no --lab is given.`, 'Add `--lab poison-record`.')
  const endpointUrl = flags['endpoint-url']
  if (endpointUrl !== undefined && !isHttp(endpointUrl))
    throw wrong(`--endpoint-url ${endpointUrl} is not an http or https URL.`, 'Write it whole: `--endpoint-url http://127.0.0.1:4566`.')
  if (endpointUrl === undefined) checkEnvironment(process.env)
  // The SDK obeys the `endpoint_url` of a profile only if the environment names that profile.
  if (flags.profile !== undefined) process.env.AWS_PROFILE = flags.profile
  // The AWS CLI and most of its users set this one; the SDK for JavaScript reads AWS_REGION alone.
  const {AWS_REGION, AWS_DEFAULT_REGION} = process.env
  if (!AWS_REGION && AWS_DEFAULT_REGION) process.env.AWS_REGION = AWS_DEFAULT_REGION
  return {region: flags.region, profile: flags.profile, endpointUrl, deadlineMs}
}

async function labConnection(id: string, flags: ConnectionFlags, deadlineMs: number): Promise<Connection> {
  if (flags['endpoint-url'] !== undefined) throw wrong('--lab and --endpoint-url cannot be combined.', 'Leave one of them out.')
  const seed = seedNumber(flags.seed ?? '1')
  const incident = (await knownIncident(id)).id
  for (const name of ['region', 'profile'] as const) {
    if (flags[name] !== undefined) complain(`Warning: --${name} is ignored: the lab brings its own.`)
  }
  const {openLab} = await lab()
  const {region, credentials, requestHandler, sleep, endpoint} = openLab({incident, seed, ...(await furnishingOf(flags))})
  return {region, credentials, requestHandler, sleep, endpointUrl: endpoint, deadlineMs}
}

/** The SDK's own endpoint variables, for all services and for one; it would only say that a URL is invalid. */
function checkEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && value && !isHttp(value))
      throw wrong(`${name} is ${value}, which is not an http or https URL.`, `Unset it, or write it whole: ${name}=http://127.0.0.1:4566.`)
  }
}

function isHttp(text: string): boolean {
  return /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text)
}

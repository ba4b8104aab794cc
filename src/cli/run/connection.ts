import type {Connection} from '../../aws/index.ts'
import {UserError} from '../../model/user-error.ts'
import {isHttp} from '../flags/endpoint-flag.ts'
import {type Furnishing, furnishingOf} from '../flags/lab-flags.ts'
import {complain} from '../terminal/stdio.ts'
import {knownIncident, lab} from './lab.ts'

/** The flags that say which AWS to ask. */
export interface ConnectionFlags {
  region?: string | undefined
  profile?: string | undefined
  'endpoint-url'?: string | undefined
  /** Seconds. */
  deadline: number
  lab?: string | undefined
  seed?: number | undefined
  'lab-options'?: Partial<Furnishing>[] | undefined
}

/** The way to reach AWS, or the lab in this process. A value that no flag gives is left to the SDK's own chain. */
export async function connectionOf(flags: ConnectionFlags): Promise<Connection> {
  const deadlineMs = flags.deadline * 1000
  if (flags.lab !== undefined) return labConnection(flags.lab, flags, deadlineMs)
  const endpointUrl = flags['endpoint-url']
  if (endpointUrl === undefined) checkEnvironment(process.env)
  // The SDK obeys the `endpoint_url` of a profile only if the environment names that profile.
  if (flags.profile !== undefined) process.env.AWS_PROFILE = flags.profile
  // The AWS CLI and most of its users set this one; the SDK for JavaScript reads AWS_REGION alone.
  const {AWS_REGION, AWS_DEFAULT_REGION} = process.env
  if (!AWS_REGION && AWS_DEFAULT_REGION) process.env.AWS_REGION = AWS_DEFAULT_REGION
  return {region: flags.region, profile: flags.profile, endpointUrl, deadlineMs}
}

async function labConnection(id: string, flags: ConnectionFlags, deadlineMs: number): Promise<Connection> {
  const incident = (await knownIncident(id)).id
  for (const name of ['region', 'profile'] as const) {
    if (flags[name] !== undefined) complain(`Warning: --${name} is ignored: the lab has its own.`)
  }
  const {openLab} = await lab()
  const furnishing = furnishingOf(flags['lab-options'] ?? [])
  const {region, credentials, requestHandler, sleep, endpoint} = openLab({incident, seed: flags.seed ?? 1, ...furnishing})
  return {region, credentials, requestHandler, sleep, endpointUrl: endpoint, deadlineMs}
}

/** The SDK's own endpoint variables, for all services and for one; it would only say that a URL is invalid. */
function checkEnvironment(environment: NodeJS.ProcessEnv): void {
  for (const [name, value] of Object.entries(environment)) {
    if (/^AWS_ENDPOINT_URL(_|$)/.test(name) && value && !isHttp(value))
      throw new UserError('E_USAGE', `${name} is ${value}, which is not an http or https URL.`, [
        `Unset it, or write the full URL: ${name}=http://127.0.0.1:4566.`,
      ])
  }
}

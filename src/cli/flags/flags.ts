import {boolean, integer, string} from '@oclif/core/flags'
import {endpointFlag} from './endpoint-flag.ts'
import {bounds, duration, durationDefault, fileFlag, within} from './flag-values.ts'
import {labOptionsFlag} from './lab-flags.ts'

const connecting = {helpGroup: 'CONNECTION'}

/** The flags of every command. */
export const outputFlags = {
  json: boolean({description: 'Print the result as JSON, errors too.', helpGroup: 'OUTPUT'}),
  verbose: boolean({description: 'Show all findings, numbers and passed checks.', helpGroup: 'OUTPUT'}),
}

/** Of every command that uses the guide's lines. */
export const configFlag = (more: {helpGroup?: string} = {}) =>
  fileFlag({description: 'The configuration file; default: ddbstream.config.yaml or .json here or in a parent folder.', ...more})

/**
 * Less than half an hour shows no trend beyond the minutes that CloudWatch has not published yet. CloudWatch keeps minutes for 15 days, and
 * wants a period of 300 s for a window that starts before: 14 days keep away from that edge.
 */
const sinceBounds = {from: '30m', to: '14d'}

export const sinceFlag = duration(sinceBounds)({
  description: `Period of metrics and logs to read, ${within(sinceBounds)}.`,
  ...durationDefault('3h'),
})

const deadlineBounds = {from: '1s', to: '2h'}

/** The time for the whole run. */
export const deadlineFlag = (initial: string) =>
  duration(deadlineBounds)({
    description: `Overall timeout for AWS calls, ${within(deadlineBounds)}.`,
    ...durationDefault(initial),
    ...connecting,
  })

/** The time for a run of one function or of a fleet, which takes longer: the default depends on which it is. */
export const fleetDeadlineFlag = (initial: string) =>
  duration(deadlineBounds)({description: `Overall timeout for AWS calls, ${within(deadlineBounds)}. Default: ${initial}.`, ...connecting})

/** The number of a variant of an incident: any 32 bits. */
export const seedBounds = bounds(0, 0xffff_ffff)

/** The flags of every command that asks AWS, or the lab in its place. */
export const connectionFlags = {
  region: string({description: "AWS region; default: from the SDK's usual chain.", helpValue: 'REGION', ...connecting}),
  profile: string({description: 'Profile of the shared AWS configuration.', helpValue: 'NAME', ...connecting}),
  'endpoint-url': endpointFlag({description: 'Send all requests to this URL instead of AWS.', helpValue: 'URL', ...connecting}),
  deadline: deadlineFlag('30s'),
  lab: string({
    description: 'Use the embedded lab instead of AWS: see `ddbstream lab list`.',
    helpValue: 'INCIDENT',
    exclusive: ['endpoint-url'],
    ...connecting,
  }),
  seed: integer({
    ...seedBounds,
    description: 'Variant of the lab incident, from 0 to 4294967295 (default 1).',
    helpValue: 'N',
    dependsOn: ['lab'],
    ...connecting,
  }),
  'lab-options': labOptionsFlag,
}

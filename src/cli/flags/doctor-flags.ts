import {boolean, integer, string} from '@oclif/core/flags'
import {severities} from '../../model/check.ts'
import {UserError} from '../../model/errors.ts'
import {didYouMean} from '../../text/closest.ts'
import {formatNames} from '../output/output.ts'
import {labFlagNames} from '../run/lab.ts'
import {configFlag, connectionFlags} from './flags.ts'
import {type FleetFlags, fleetFlags, isFleet} from './fleet-flags.ts'

/**
 * Less than half an hour shows no trend behind what CloudWatch has not published yet. CloudWatch keeps minutes for 15 days, and
 * wants a period of 300 s for a window that starts before: 14 days keep away from that edge.
 */
export const sinceBounds = {from: '30m', to: '14d'}

/** A metric has a value a minute. */
export const everyBounds = {from: '1s', to: '1h'}

/** The values of --fail-on. */
const failOnLevels = [...severities, 'never'] as const

export const failOnFlag = (initial?: string) =>
  string({
    description: `Exit 1 from this severity on: ${failOnLevels.join(', ')}.`,
    options: failOnLevels,
    ...(initial === undefined ? {} : {default: initial}),
    helpValue: 'SEVERITY',
  })

const policing = {helpGroup: 'POLICY'}

/** What a report is rendered as, and what it makes the run end with. */
export const judgingFlags = {
  format: string({
    description: `Output format: ${formatNames.join(', ')}; with =FILE into a file. Can be repeated.`,
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME[=FILE]',
    helpGroup: 'OUTPUT',
  }),
  config: configFlag(policing),
  baseline: string({description: 'Fail only on findings that are not in this baseline.', helpValue: 'FILE', ...policing}),
  'update-baseline': boolean({
    description: 'Overwrite the baseline with the current findings.',
    dependsOn: ['baseline'],
    ...policing,
  }),
  notify: boolean({description: 'Send the configured notifications.', ...policing}),
}

export const doctorFlags = {
  since: string({description: 'How far to look back, from 30m to 14d.', default: '3h', helpValue: 'TIME'}),
  only: string({description: 'Run these checks only, separated by commas.', multiple: true, multipleNonGreedy: true, helpValue: 'CHECK'}),
  skip: string({description: 'Leave these checks out, separated by commas.', multiple: true, multipleNonGreedy: true, helpValue: 'CHECK'}),
  'fail-on': failOnFlag('high'),
  deep: boolean({description: 'Also read logs, IAM policies, VPC configuration, KMS keys and alarms (more API calls).'}),
  'inspect-code': boolean({
    description: 'Download the deployed package and check how the handler reports failed records. Nothing is stored.',
  }),
  save: string({description: 'Keep the evidence in a file.', helpValue: 'FILE'}),
  from: string({description: 'Judge saved evidence instead of asking AWS.', helpValue: 'FILE'}),
  samples: integer({
    description: 'Number of samples; the majority verdict is reported.',
    default: 1,
    min: 1,
    max: 20,
    helpValue: 'N',
  }),
  every: string({description: 'Time between the samples of --samples.', default: '60s', helpValue: 'TIME'}),
  ...judgingFlags,
  ...connectionFlags,
  ...fleetFlags,
}

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** What a saved evidence file leaves no room for. */
const needAws = [
  'since',
  'save',
  'deep',
  'inspect-code',
  'region',
  'profile',
  'endpoint-url',
  'deadline',
  'samples',
  'every',
  'all',
  'all-regions',
  'table',
  'tag',
  'stack',
  'role-arn',
  'slice',
  'lab',
  'seed',
  ...labFlagNames,
] as const

/** Either a function is named, or a file of evidence; `given` tells what the user wrote from what is a default. */
export function checkDoctorFlags(
  functionText: string | undefined,
  flags: {from?: string | undefined} & FleetFlags & Partial<Record<Exclude<(typeof needAws)[number], keyof FleetFlags>, unknown>>,
  given: (flag: string) => boolean,
): void {
  const nameless = (['from', 'save'] as const).find(name => flags[name] === '')
  if (nameless !== undefined) throw wrong(`--${nameless} names no file.`, `Write \`--${nameless} evidence.json\`.`)
  if (flags.from === undefined) {
    if (flags.samples === 1 && flags.every !== undefined && given('every'))
      throw wrong('--every is the time between several looks, and there is one.', 'Say how many with --samples: `--samples 3 --every 60s`.')
    if (functionText?.trim() || isFleet(functionText, flags)) return
    throw wrong(
      'Missing argument: a function name, a name pattern, --all, or --from FILE.',
      'With an account: `ddbstream doctor orders-projector`.',
      'Without one: `ddbstream doctor orders-projector --lab poison-record`.',
      'All of the account and region: `ddbstream doctor --all`.',
      'From a file: `ddbstream doctor --from evidence.json`.',
    )
  }
  if (functionText !== undefined) throw wrong(`--from judges the evidence in the file: it takes no function, and "${functionText}" is one.`)
  const useless = needAws.filter(name => flags[name] !== undefined && given(name)).map(name => `--${name}`)
  if (useless.length > 0) throw wrong(`--from asks AWS nothing, so that ${useless.join(', ')} cannot be used with it.`)
}

/** Ids from a flag that can be repeated and takes several, separated by commas; an unknown one is refused. */
export function idList(flag: string, texts: readonly string[] | undefined, known: readonly string[]): string[] {
  const ids = (texts ?? []).flatMap(text => text.split(',')).map(id => id.trim())
  for (const id of ids) {
    if (!known.includes(id))
      throw new UserError('E_UNKNOWN_CHECK', `${flag}: there is no check "${id}".`, [
        ...didYouMean(id, known),
        `Checks: ${known.join(', ')}.`,
      ])
  }
  return [...new Set(ids)]
}

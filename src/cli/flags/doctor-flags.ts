import {boolean, custom, integer, option} from '@oclif/core/flags'
import {severities} from '../../model/check.ts'
import {UserError} from '../../model/user-error.ts'
import {formatNames, type Output, parseFormat} from '../output/output.ts'
import {checksFlag} from './check-flag.ts'
import {bounds, duration, fileFlag, within} from './flag-values.ts'
import {configFlag, connectionFlags, fleetDeadlineFlag, sinceFlag} from './flags.ts'
import {type FleetFlags, fleetFlags, isFleet} from './fleet-flags.ts'

/** The values of --fail-on. */
const failOnLevels = [...severities, 'never'] as const

const failOn = option({options: failOnLevels, helpValue: 'SEVERITY'} as const)
const failOnWords = {description: `Exit 1 from this severity on: ${failOnLevels.join(', ')}.`}

const policing = {helpGroup: 'POLICY'}

/** The format of a report, and the verdicts that fail the run. */
export const judgingFlags = {
  format: custom<Output>({parse: async text => parseFormat(text)})({
    description: `Output format: ${formatNames.join(', ')}; with =FILE into a file. Can be repeated.`,
    multiple: true,
    multipleNonGreedy: true,
    helpValue: 'NAME[=FILE]',
    helpGroup: 'OUTPUT',
  }),
  series: boolean({description: 'Add the iterator age of each minute to JSON and NDJSON.', helpGroup: 'OUTPUT'}),
  config: configFlag(policing),
  baseline: fileFlag({description: 'Fail only on findings that are not in this baseline.', ...policing}),
  'update-baseline': boolean({
    description: 'Overwrite the baseline with the current findings.',
    dependsOn: ['baseline'],
    ...policing,
  }),
  notify: boolean({description: 'Run the notifications of the configuration that are for the verdict.', ...policing}),
}

export const mergeFlags = {'fail-on': failOn(failOnWords), ...judgingFlags}

/** Saved evidence is judged again, without a request to AWS. The flags of judging go with it, and no other: also none that is added later. */
const goWithFrom = ['only', 'skip', 'fail-on', ...Object.keys(judgingFlags), 'json', 'verbose']

const everyBounds = {from: '1s', to: '1h'}

export const doctorFlags = {
  since: sinceFlag,
  only: checksFlag('Run these checks only, separated by commas.'),
  skip: checksFlag('Leave these checks out, separated by commas.'),
  'fail-on': failOn({...failOnWords, default: 'high'}),
  deep: boolean({description: 'Also read logs, IAM policies, VPC configuration, KMS keys and alarms (more API calls).'}),
  'inspect-code': boolean({
    description: 'Download the deployed package and check how the handler reports failed records. Nothing is stored.',
  }),
  save: fileFlag({description: 'Save the evidence to a file.'}),
  from: fileFlag({description: 'Judge saved evidence instead of reading AWS.', combinable: goWithFrom}),
  samples: integer({
    ...bounds(1, 20),
    description: 'Number of samples, from 1 to 20; the majority verdict is reported.',
    helpValue: 'N',
  }),
  every: duration(everyBounds)({
    description: `Time between the samples, ${within(everyBounds)}. Default: 60s.`,
    dependsOn: ['samples'],
  }),
  ...judgingFlags,
  ...connectionFlags,
  ...fleetFlags,
  deadline: fleetDeadlineFlag('30s; 2h for a fleet'),
}

const wrong = (message: string, ...hints: string[]): UserError => new UserError('E_USAGE', message, hints)

/** Either a function is named, or a fleet, or a file of evidence: oclif declares no relation between an argument and a flag. */
export function checkTarget(functionText: string | undefined, flags: {from?: string | undefined} & FleetFlags): void {
  if (flags.from !== undefined && functionText !== undefined)
    throw wrong(`--from judges the evidence in the file: remove the function "${functionText}".`, 'Leave one of them out.')
  if (flags.from !== undefined || functionText?.trim() || isFleet(functionText, flags)) return
  throw wrong(
    'Missing argument: a function name, a name pattern, --all, or --from FILE.',
    'With an account: `ddbstream doctor orders-projector`.',
    'Without one: `ddbstream doctor orders-projector --lab poison-record`.',
    'All of the account and region: `ddbstream doctor --all`.',
    'From a file: `ddbstream doctor --from evidence.json`.',
  )
}

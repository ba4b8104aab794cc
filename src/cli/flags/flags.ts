import {boolean, string} from '@oclif/core/flags'

const connecting = {helpGroup: 'CONNECTION'}

/** The flags of every command. */
export const outputFlags = {
  json: boolean({description: 'Print the result as JSON, errors too.', helpGroup: 'OUTPUT'}),
  verbose: boolean({description: 'Show all findings, numbers and passed checks.', helpGroup: 'OUTPUT'}),
}

/** Of every command that uses the guide's lines. */
export const configFlag = (more: {helpGroup?: string} = {}) =>
  string({
    description: 'The configuration file; default: ddbstream.config.yaml or .json here or in a parent folder.',
    helpValue: 'FILE',
    ...more,
  })

const furnishing = {helpGroup: 'LAB'}

/** How the lab is to be: of `lab start`, and of every command with --lab. */
export const labFlags = {
  deny: string({
    description: 'Deny these IAM actions in the lab. Can be repeated.',
    helpValue: 'ACTION,…',
    multiple: true,
    multipleNonGreedy: true,
    ...furnishing,
  }),
  policy: string({description: 'Allow the caller only the actions of this IAM policy.', helpValue: 'FILE', ...furnishing}),
  faults: string({
    description: 'Fraction of calls to fail: server errors, throttles, broken connections.',
    helpValue: '0–1',
    ...furnishing,
  }),
  functions: string({description: 'Add this many healthy pipelines.', helpValue: 'N', ...furnishing}),
  'latency-ms': string({description: 'Delay of each response, in milliseconds.', helpValue: 'MS', ...furnishing}),
}

/** The time for the whole run. */
export const deadlineFlag = (initial: string) =>
  string({description: 'Overall timeout for AWS calls.', default: initial, helpValue: 'TIME', ...connecting})

/** The flags of every command that asks AWS, or the lab in its place. */
export const connectionFlags = {
  region: string({description: "AWS region; default: from the SDK's usual chain.", helpValue: 'REGION', ...connecting}),
  profile: string({description: 'Profile of the shared AWS configuration.', helpValue: 'NAME', ...connecting}),
  'endpoint-url': string({description: 'Send all requests to this URL instead of AWS.', helpValue: 'URL', ...connecting}),
  deadline: deadlineFlag('30s'),
  lab: string({description: 'Use the embedded lab instead of AWS: see `ddbstream lab list`.', helpValue: 'INCIDENT', ...connecting}),
  seed: string({description: 'Variant of the lab incident (default 1).', helpValue: 'N', ...connecting}),
  ...labFlags,
}

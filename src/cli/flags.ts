import {boolean, string} from '@oclif/core/flags'

const connecting = {helpGroup: 'CONNECTION'}

/** The flags of every command. */
export const outputFlags = {
  json: boolean({description: 'Print the result as JSON, errors too.', helpGroup: 'OUTPUT'}),
  verbose: boolean({description: 'Show more: numbers, commands, and what is well.', helpGroup: 'OUTPUT'}),
}

/** The flags of every command that asks AWS, or the lab in its place. */
export const connectionFlags = {
  region: string({description: "AWS region; else the SDK's own chain finds it.", helpValue: 'REGION', ...connecting}),
  profile: string({description: 'Profile of the shared AWS configuration.', helpValue: 'NAME', ...connecting}),
  'endpoint-url': string({description: 'Send all requests there instead of to AWS.', helpValue: 'URL', ...connecting}),
  deadline: string({description: 'What AWS has not answered by then counts as failed.', default: '30s', helpValue: 'TIME', ...connecting}),
  lab: string({description: 'Ask the embedded lab instead of AWS: see `ddbstream lab list`.', helpValue: 'INCIDENT', ...connecting}),
  seed: string({description: 'Variant of the lab incident (default 1).', helpValue: 'N', ...connecting}),
}

import {string as stringArg} from '@oclif/core/args'
import {custom, option} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {printAlarms} from '../cli/output/snippet.ts'
import {loadConfig} from '../cli/run/config.ts'
import {pipelineChangeFlags, runChange} from '../cli/run/run-change.ts'
import {UserError} from '../model/user-error.ts'
import {alarmSnippetNames} from '../reports/snippets/index.ts'

function topicArn(text: string): string {
  if (/^arn:[^:]+:sns:[^:]+:\d{12}:[^:]+$/.test(text)) return text
  throw new UserError('E_USAGE', `--sns ${text} is not the ARN of an SNS topic.`, [
    'It looks like arn:aws:sns:eu-west-1:123456789012:on-call.',
  ])
}

export default class Alarms extends BaseCommand {
  static override summary = 'Show which alarms watch a pipeline, and create those that are missing.'
  static override description =
    `It finds alarms on a metric, on an expression, and composite alarms. An alarm on the same metric counts with any threshold.
New alarms use the thresholds of the configuration, or the defaults: an iterator age of 30 s, 1 % of errors.

Exit codes:
0  done, or nothing is missing
5  a step failed, and the earlier steps were undone
7  refused, nothing was changed`
  static override examples = [
    '<%= config.bin %> alarms orders-projector --dry-run',
    '<%= config.bin %> alarms orders-projector --sns arn:aws:sns:eu-west-1:123456789012:on-call --yes',
    '<%= config.bin %> alarms orders-projector --print terraform',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    sns: custom<string>({parse: async text => topicArn(text)})({
      description: 'The SNS topic that the new alarms notify.',
      helpValue: 'ARN',
    }),
    print: option({options: alarmSnippetNames})({
      description: 'Print the missing alarms for your infrastructure code, and change nothing.',
      helpValue: alarmSnippetNames.join('|'),
      exclusive: ['json'],
    }),
    config: configFlag(),
    ...pipelineChangeFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Alarms)
    const {planAlarmsOf} = await import('../use-cases/changes/alarms.ts')
    const {version: toolVersion} = this.config
    const choice = {functionText: args.function, mapping: flags.mapping, toolVersion, config: await loadConfig(flags.config)}
    const {sns = null} = flags
    if (flags.print !== undefined)
      return printAlarms(flags, flags.print, (connection, journal) => planAlarmsOf(connection, choice, journal, sns))
    await runChange(flags, toolVersion, (connection, journal) => planAlarmsOf(connection, choice, journal, sns))
  }
}

import {string as stringArg} from '@oclif/core/args'
import {option} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {wantedConfiguration, wantedFlags} from '../cli/flags/configure-flags.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {printSnippet} from '../cli/output/snippet.ts'
import {loadConfig} from '../cli/run/config.ts'
import {acceptFlags, pipelineChangeFlags, runChange} from '../cli/run/run-change.ts'
import {snippetNames} from '../reports/snippets/index.ts'

export default class Configure extends BaseCommand {
  static override summary = 'Change the settings of a pipeline; shows possible record loss first.'
  static override description =
    `All changes of the mapping go in one update call. Recommendations follow the configuration. A change that would lose records is refused with their number, unless --accept-loss is given.
\`enable\` and \`disable\` are commands of their own, short for --set Enabled=true and --set Enabled=false.

Exit codes:
0  done
5  a step failed, and the earlier steps were undone
6  half done: \`ddbstream undo\`
7  refused, nothing was changed`
  static override examples = [
    '<%= config.bin %> configure orders-projector --recommended --set DestinationConfig=arn:aws:sqs:eu-west-1:123456789012:orders-failed',
    '<%= config.bin %> configure orders-projector --set ParallelizationFactor=4 --dry-run',
    '<%= config.bin %> configure orders-projector --retries 3 --destination arn:aws:sqs:eu-west-1:123456789012:orders-failed',
    '<%= config.bin %> configure orders-projector --memory 1024 --for 30m --yes',
    '<%= config.bin %> configure orders-projector --set MaximumRetryAttempts=3 --print terraform',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {
    ...wantedFlags,
    print: option({options: snippetNames})({
      description: 'Print the settings for your infrastructure code, and change nothing.',
      helpValue: snippetNames.join('|'),
      exclusive: ['json'],
    }),
    ...acceptFlags,
    config: configFlag(),
    ...pipelineChangeFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Configure)
    const {planConfigureOf} = await import('../use-cases/changes/configure.ts')
    const wanted = wantedConfiguration(flags)
    const {version: toolVersion} = this.config
    const choice = {functionText: args.function, mapping: flags.mapping, toolVersion, config: await loadConfig(flags.config)}
    const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss']}
    if (flags.print !== undefined)
      return printSnippet(flags, flags.print, (connection, journal) =>
        planConfigureOf(connection, choice, journal, wanted, {gap: true, loss: true}),
      )
    await runChange(flags, toolVersion, (connection, journal) => planConfigureOf(connection, choice, journal, wanted, accepted))
  }
}

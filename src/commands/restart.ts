import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {acceptFlags, pipelineChangeFlags, runChange} from '../cli/run/run-change.ts'

export default class Restart extends BaseCommand {
  static override summary = 'Restart the polling of a pipeline: disable its mapping, wait, enable it, and check that records flow.'
  static override description = `The position in the stream is kept; the mapping is never deleted or created.

Exit codes:
0  done, and records flow again
1  done, but no batch has succeeded since
3  done, but the delivery afterwards could not be read
5  a step failed, and the earlier steps were undone
6  half done: \`ddbstream undo\`
7  refused, nothing was changed`
  static override examples = [
    '<%= config.bin %> restart orders-projector --dry-run',
    '<%= config.bin %> restart orders-projector:live --yes',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {...acceptFlags, config: configFlag(), ...pipelineChangeFlags}

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Restart)
    const {planRestartOf, restart} = await import('../use-cases/changes/restart.ts')
    const {version: toolVersion} = this.config
    const choice = {functionText: args.function, mapping: flags.mapping, toolVersion, config: await loadConfig(flags.config)}
    const accepted = {gap: flags['accept-gap'], loss: flags['accept-loss']}
    await runChange(flags, toolVersion, (connection, journal) => planRestartOf(connection, choice, journal, accepted), restart)
  }
}

import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {runSwitch, switchFlags} from '../cli/run/run-switch.ts'

export default class Enable extends BaseCommand {
  static override summary = 'Enable the mapping of a pipeline: Lambda polls its stream again.'
  static override description =
    `Polling continues at the position where it stopped. Records that have expired meanwhile are lost. It is short for \`configure FUNCTION --set Enabled=true\`.

Exit codes:
0  done, or nothing to change
5  the change failed, and was undone
6  half done: \`ddbstream undo\`
7  refused, nothing was changed`
  static override examples = ['<%= config.bin %> enable orders-projector', '<%= config.bin %> enable orders-projector:live --dry-run']
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = switchFlags

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Enable)
    await runSwitch(args.function, flags, this.config.version, true)
  }
}

import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {runSwitch, switchFlags} from '../cli/run/run-switch.ts'

export default class Disable extends BaseCommand {
  static override summary = 'Disable the mapping of a pipeline: Lambda stops polling its stream.'
  static override description =
    `The mapping keeps its position. No record is delivered until the mapping is enabled again, and records expire 24 hours after they were written. It is short for \`configure FUNCTION --set Enabled=false\`.

Exit codes:
0  done, or nothing to change
5  the change failed, and was undone
6  half done: \`ddbstream undo\`
7  refused, nothing was changed`
  static override examples = ['<%= config.bin %> disable orders-projector', '<%= config.bin %> disable orders-projector:live --dry-run']
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = switchFlags

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Disable)
    await runSwitch(args.function, flags, this.config.version, false)
  }
}

import {string} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {print} from '../cli/streams.ts'
import {toJson} from '../reports/json.ts'

export default class Policy extends BaseCommand {
  static override summary = 'Print the least IAM policy that commands need.'
  static override description = `It is made of what the collectors and treatments declare. Without a command: all that only read.
sts:GetCallerIdentity, which every run asks, needs no permission. Put your account and regions in place of the asterisks to narrow it.`
  static override examples = [
    '<%= config.bin %> policy',
    '<%= config.bin %> policy doctor iterator-age',
    '<%= config.bin %> policy "doctor --all" restart undo',
  ]
  static override strict = false
  static override args = {command: string({description: 'A command, several, or none for all that only read.', ignoreStdin: true})}

  override async run(): Promise<void> {
    const {argv} = await this.parse(Policy)
    const {policyFor} = await import('../use-cases/policy.ts')
    print(toJson(policyFor(argv.map(String))))
  }
}

import {string} from '@oclif/core/args'
import {boolean} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {print} from '../cli/terminal/stdio.ts'
import {UserError} from '../model/user-error.ts'
import {toJson} from '../reports/formats/json.ts'

/** Flags that ask for permissions of their own, by the command that has them. */
const flagsOf: Readonly<Record<string, readonly string[]>> = {doctor: ['all', 'inspect-code'], remap: ['stream']}

/** `policy doctor --all` is written as the command is that it is for. */
function withFlags(commands: readonly string[], flags: Readonly<Record<string, boolean>>): string[] {
  return Object.entries(flagsOf).reduce<string[]>(
    (list, [command, names]) => {
      const given = names.filter(name => flags[name])
      if (given.length === 0) return list
      if (!list.includes(command))
        throw new UserError('E_USAGE', `--${given[0]} is a flag of ${command}.`, [`\`ddbstream policy ${command} --${given[0]}\`.`])
      return [...list.filter(one => one !== command), ...given.map(name => `${command} --${name}`)]
    },
    [...commands],
  )
}

export default class Policy extends BaseCommand {
  static override summary = 'Print the minimal IAM policy of commands.'
  static override description = `It contains the actions that the code declares. Without a command it covers all commands that only read.
sts:GetCallerIdentity needs no permission. Replace the asterisks with your account and regions to narrow the policy.`
  static override examples = [
    '<%= config.bin %> policy',
    '<%= config.bin %> policy doctor iterator-age',
    '<%= config.bin %> policy doctor --all',
    '<%= config.bin %> policy "doctor --all" restart undo',
    '<%= config.bin %> policy remap --stream',
  ]
  static override strict = false
  static override args = {command: string({description: 'Commands; default: all that only read.', ignoreStdin: true})}

  static override flags = {
    all: boolean({description: 'Include the actions of `doctor --all`.'}),
    'inspect-code': boolean({description: 'Include the actions of `doctor --inspect-code`.'}),
    stream: boolean({description: 'Include the actions of `remap --stream latest`.'}),
  }

  override async run(): Promise<void> {
    const {argv, flags} = await this.parse(Policy)
    const {policyFor} = await import('../use-cases/policy.ts')
    print(toJson(policyFor(withFlags(argv.map(String), flags))))
  }
}

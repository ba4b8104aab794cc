import {Command} from '@oclif/core/command'
import {UserError} from '../model/user-error.ts'
import {outputFlags} from './flags/flags.ts'
import {complain} from './terminal/stdio.ts'

/** The common part of all commands: the output flags, the warning of changes that are half done, and that an error goes to `main`, which alone turns errors into words. */
export abstract class BaseCommand extends Command {
  static override baseFlags = outputFlags

  protected override async init(): Promise<void> {
    await super.init()
    refuseValues(this.argv, {...this.ctor.baseFlags, ...this.ctor.flags})
    const {warnings} = await import('../use-cases/changes/journal.ts')
    for (const line of warnings(Date.now())) complain(line)
  }

  protected override async catch(error: Error): Promise<never> {
    throw error
  }
}

/** oclif takes the value of `--json=yes` for an argument, and so for the name of a function. */
function refuseValues(argv: readonly string[], flags: Readonly<Record<string, {type: string}>>): void {
  const end = argv.indexOf('--')
  for (const word of end < 0 ? argv : argv.slice(0, end)) {
    const [, name = ''] = /^--([^=]+)=/.exec(word) ?? []
    if (flags[name]?.type !== 'boolean') continue
    throw new UserError('E_USAGE', `--${name} takes no value.`, [`Write \`--${name}\` alone, or leave it out.`])
  }
}

import {Command} from '@oclif/core/command'
import {outputFlags} from './flags.ts'

/** What all commands share: the output flags, and that an error goes to `main`, which alone turns errors into words. */
export abstract class BaseCommand extends Command {
  static override baseFlags = outputFlags

  protected override async catch(error: Error): Promise<never> {
    throw error
  }
}

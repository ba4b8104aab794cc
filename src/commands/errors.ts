import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {logFlags, logOptions} from '../cli/flags/log-flags.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class Errors extends BaseCommand {
  static override summary = 'Show errors by minute, version and type.'
  static override description =
    'It reads metrics and runs one Logs Insights query. It counts timeouts, exhausted memory, refused connections, denied access, and exceptions by type. Each type has a sample without data of records. Partial batch failures, which Errors does not count, are included.'
  static override examples = [
    '<%= config.bin %> errors orders-projector --since 1h',
    '<%= config.bin %> errors orders-projector --lab access-denied --seed 2',
  ]
  static override args = {
    function: stringArg({description: 'Lambda function: a name, name:qualifier, or an ARN.', required: true, ignoreStdin: true}),
  }
  static override flags = logFlags

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Errors)
    const connection = await connectionOf(flags)
    const {exitCodeOfErrors, functionErrors} = await import('../use-cases/views/errors.ts')
    const options = logOptions(args.function, flags)
    const report = await functionErrors(connection, options).finally(options.ended)
    process.exitCode = exitCodeOfErrors(report)
    if (flags.json) return print(printedJson('errors', report))
    const {errorsText} = await import('../reports/views/errors.ts')
    print(errorsText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

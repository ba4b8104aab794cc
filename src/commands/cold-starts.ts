import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {configFlag} from '../cli/flags/flags.ts'
import {logFlags, logOptions} from '../cli/flags/log-flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class ColdStarts extends BaseCommand {
  static override summary = 'Show cold starts: rate, duration, cost.'
  static override description =
    'It runs one Logs Insights query over the REPORT lines, text or JSON, in the log group of the function. Restores of SnapStart are counted separately. It needs logs:StartQuery, logs:GetQueryResults and logs:StopQuery.'
  static override examples = [
    '<%= config.bin %> cold-starts orders-projector --since 24h',
    '<%= config.bin %> cold-starts orders-projector --lab cold-start-burden',
  ]
  static override args = {
    function: stringArg({description: 'Lambda function: a name, name:qualifier, or an ARN.', required: true, ignoreStdin: true}),
  }
  static override flags = {config: configFlag(), ...logFlags}

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(ColdStarts)
    const connection = await connectionOf(flags)
    const {coldStarts, exitCodeOfColdStarts} = await import('../use-cases/views/cold-starts.ts')
    const options = {...logOptions(args.function, flags), config: await loadConfig(flags.config)}
    const report = await coldStarts(connection, options).finally(options.ended)
    process.exitCode = exitCodeOfColdStarts(report)
    if (flags.json) return print(printedJson('cold-starts', report))
    const {coldStartsText} = await import('../reports/views/cold-starts.ts')
    print(coldStartsText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../cli/base-command.ts'
import {configFlag, connectionFlags, sinceFlag} from '../cli/flags/flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class Concurrency extends BaseCommand {
  static override summary = 'Show concurrency: use against limits, the need of the pipelines, and other users.'
  static override description =
    'A pipeline needs at most as many concurrent executions as its open shards times its parallelization factor. It reads up to 500 functions of the account.'
  static override examples = ['<%= config.bin %> concurrency orders-projector', '<%= config.bin %> concurrency --lab throttled-concurrency']
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, or an ARN. Without it, the functions of all pipelines.',
      ignoreStdin: true,
    }),
  }
  static override flags = {
    since: sinceFlag,
    config: configFlag(),
    ...connectionFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Concurrency)
    const options = {
      functionText: args.function ?? null,
      sinceSeconds: flags.since,
      config: await loadConfig(flags.config),
    }
    const {concurrency, exitCodeOfConcurrency} = await import('../use-cases/views/concurrency.ts')
    const report = await concurrency(await connectionOf(flags), options)
    process.exitCode = exitCodeOfConcurrency(report)
    if (flags.json) return print(printedJson('concurrency', report))
    const {concurrencyText} = await import('../reports/views/concurrency.ts')
    print(concurrencyText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

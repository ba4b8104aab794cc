import {string as stringArg} from '@oclif/core/args'
import {BaseCommand} from '../../cli/base-command.ts'
import {configFlag, connectionFlags} from '../../cli/flags/flags.ts'
import {loadConfig} from '../../cli/run/config.ts'
import {connectionOf} from '../../cli/run/connection.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'
import {printedJson} from '../../reports/formats/json.ts'

export default class ConfigShow extends BaseCommand {
  static override summary = 'Show the rules, thresholds, checks, assertions and mutes of a function.'
  static override description =
    `Each entry is shown with its file and line. It lists the mappings of the function, and reads tags where a rule matches a tag or a stack. With --verbose it also shows every threshold with its default.

Exit codes:
0  shown
2  the configuration file is not valid
3  it is unknown whether an entry matches: the tags could not be read
4  AWS not reachable, no credentials, no such function, or no pipeline`
  static override examples = [
    '<%= config.bin %> config show orders-projector',
    '<%= config.bin %> config show orders-projector:live --config team/ddbstream.config.yaml',
    '<%= config.bin %> config show orders-projector --lab healthy',
  ]
  static override args = {
    function: stringArg({
      description: 'Lambda function: a name, name:qualifier, or a partial or full ARN.',
      required: true,
      ignoreStdin: true,
    }),
  }
  static override flags = {config: configFlag(), ...connectionFlags}

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(ConfigShow)
    const [config, {exitCodeOfConfig, shownConfig}] = await Promise.all([
      loadConfig(flags.config),
      import('../../use-cases/views/configuration.ts'),
    ])
    const report = await shownConfig(await connectionOf(flags), args.function, config)
    process.exitCode = exitCodeOfConfig(report)
    if (flags.json) return print(printedJson('config-show', report))
    const {configShowText} = await import('../../reports/views/configuration.ts')
    print(configShowText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

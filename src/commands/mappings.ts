import {string as stringArg} from '@oclif/core/args'
import {boolean} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {configFlag, connectionFlags} from '../cli/flags/flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {connectionOf} from '../cli/run/connection.ts'
import {print} from '../cli/terminal/stdio.ts'
import {styleFor} from '../cli/terminal/terminal-style.ts'
import {printedJson} from '../reports/formats/json.ts'

export default class Mappings extends BaseCommand {
  static override summary = 'Show event source mappings: each setting with its recommended value and the reason.'
  static override description =
    'It lists the mappings on DynamoDB streams of a function, its aliases and versions, or of the account. With more than three mappings, only settings that differ from the recommendation are shown. --verbose shows all settings, and the commands that change them.'
  static override examples = [
    '<%= config.bin %> mappings orders-projector',
    '<%= config.bin %> mappings --region eu-west-1 --yaml',
    '<%= config.bin %> mappings --lab poison-record',
  ]
  static override args = {
    function: stringArg({description: 'Lambda function: a name, name:qualifier, or an ARN. Without it, all mappings.', ignoreStdin: true}),
  }
  static override flags = {
    yaml: boolean({description: 'Print the result as YAML.', helpGroup: 'OUTPUT', exclusive: ['json']}),
    config: configFlag(),
    ...connectionFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Mappings)
    const {mappings} = await import('../use-cases/views/mappings.ts')
    const report = await mappings(await connectionOf(flags), args.function ?? null, await loadConfig(flags.config))
    if (flags.json) return print(printedJson('mappings', report))
    if (flags.yaml) return print((await import('../reports/formats/yaml.ts')).toYaml(report))
    const {mappingsText} = await import('../reports/views/mappings.ts')
    print(mappingsText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

import {BaseCommand} from '../../cli/base-command.ts'
import {configFlag} from '../../cli/flags/flags.ts'
import {requireConfig} from '../../cli/run/config.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'
import {printedJson} from '../../reports/formats/json.ts'

export default class ConfigCheck extends BaseCommand {
  static override summary = 'Validate the configuration file, and name the file that is used.'
  static override description = `It calls nothing at AWS. Each fault has its file and line.

Exit codes:
0  the file is valid
2  the file is not valid or does not exist`
  static override examples = ['<%= config.bin %> config check', '<%= config.bin %> config check --config team/ddbstream.config.yaml']
  static override flags = {config: configFlag()}

  override async run(): Promise<void> {
    const {flags} = await this.parse(ConfigCheck)
    const config = await requireConfig(flags.config)
    const {checkedConfig} = await import('../../use-cases/views/configuration.ts')
    const report = checkedConfig(config, new Date().toISOString().slice(0, 10))
    if (flags.json) return print(printedJson('config-check', report))
    const {configCheckText} = await import('../../reports/views/configuration.ts')
    print(configCheckText(report, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

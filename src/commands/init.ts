import {existsSync} from 'node:fs'
import {join} from 'node:path'
import {BaseCommand} from '../cli/base-command.ts'
import {writeWhole} from '../cli/output/files.ts'
import {schemaReference} from '../cli/run/config.ts'
import {print} from '../cli/terminal/stdio.ts'
import {configNames} from '../config/find.ts'
import {UserError} from '../model/user-error.ts'
import {printedJson} from '../reports/formats/json.ts'
import {option} from '../text/shell.ts'

export default class Init extends BaseCommand {
  static override summary = 'Write a configuration file to this folder.'
  static override description =
    'All settings are comments with their defaults: remove the comment signs of those that you change. It lists every threshold, check, cause and setting, and names its JSON schema for editors.'
  static override examples = ['<%= config.bin %> init']

  override async run(): Promise<void> {
    const {flags} = await this.parse(Init)
    const existing = configNames.find(name => existsSync(join(process.cwd(), name)))
    if (existing !== undefined)
      throw new UserError('E_CONFIG_EXISTS', `There is a ${existing} here already; nothing was changed.`, ['Edit it, or move it.'])
    const [file] = configNames
    const {initialConfig} = await import('../use-cases/views/configuration.ts')
    writeWhole(file, initialConfig(schemaReference(this.config.root, process.cwd())))
    print(
      flags.json
        ? printedJson('init', {file})
        : `Wrote ${file}. Next: remove the comment signs of the settings that you change. Then test it: ddbstream config check, and ddbstream doctor --all${option('config', file)}`,
    )
  }
}

import {BaseCommand} from '../../cli/base-command.ts'
import {lab} from '../../cli/run/lab.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'
import {printedJson} from '../../reports/formats/json.ts'

export default class LabList extends BaseCommand {
  static override summary = 'List the incidents of the lab.'
  static override examples = ['<%= config.bin %> lab list']

  override async run(): Promise<void> {
    const {flags} = await this.parse(LabList)
    const {labIncidents} = await lab()
    if (flags.json) return print(printedJson('lab-list', {incidents: labIncidents}))
    const {incidentList} = await import('../../reports/views/lab.ts')
    print(incidentList(labIncidents, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

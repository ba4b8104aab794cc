import {BaseCommand} from '../../cli/base-command.ts'
import {lab} from '../../cli/lab.ts'
import {print} from '../../cli/streams.ts'
import {styleFor} from '../../cli/style.ts'
import {toJson} from '../../reports/json.ts'

export default class LabList extends BaseCommand {
  static override summary = 'List the incidents that the lab can show.'
  static override examples = ['<%= config.bin %> lab list']

  override async run(): Promise<void> {
    const {flags} = await this.parse(LabList)
    const {labIncidents} = await lab()
    if (flags.json) return print(toJson({incidents: labIncidents}))
    const {incidentList} = await import('../../reports/lab.ts')
    print(incidentList(labIncidents, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

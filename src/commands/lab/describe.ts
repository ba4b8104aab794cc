import {string as stringArg} from '@oclif/core/args'
import {integer} from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {seedBounds} from '../../cli/flags/flags.ts'
import {knownIncident, lab} from '../../cli/run/lab.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'
import {printedJson} from '../../reports/formats/json.ts'

export default class LabDescribe extends BaseCommand {
  static override summary = 'Show the solution of an incident: its cause and its fix.'
  static override description = 'Use it to check a diagnosis: `doctor --lab` should find this cause.'
  static override examples = [
    '<%= config.bin %> lab describe poison-record',
    '<%= config.bin %> lab describe poison-record --seed 7 --json',
  ]
  static override args = {
    incident: stringArg({description: 'One of `ddbstream lab list`.', required: true, ignoreStdin: true}),
  }
  static override flags = {
    seed: integer({...seedBounds, description: 'Variant of the incident, from 0 to 4294967295.', default: 1, helpValue: 'N'}),
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(LabDescribe)
    const {seed} = flags
    const {id} = await knownIncident(args.incident)
    const description = (await lab()).describeIncident(id, seed)
    if (flags.json) return print(printedJson('lab-describe', description))
    const {incidentDescription} = await import('../../reports/views/lab.ts')
    print(incidentDescription(description, seed, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

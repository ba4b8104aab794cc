import {string} from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {positiveNumber, seedNumber, wholeNumber} from '../../cli/flags/flag-values.ts'
import {labFlags} from '../../cli/flags/flags.ts'
import {furnishingOf, knownIncident, startLab} from '../../cli/run/lab.ts'
import {onStop} from '../../cli/run/signals.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'

export default class LabStart extends BaseCommand {
  static override summary = 'Serve a simulated AWS with one incident on a loopback port.'
  static override description =
    `Any AWS client can talk to it; nothing leaves this machine. It runs until Ctrl-C or SIGTERM, and exits 130 or 143.
With --json it prints one line when it is ready: endpoint, region, account, function, table, mapping and queueUrl.`
  static override examples = [
    '<%= config.bin %> lab start --incident poison-record',
    '<%= config.bin %> lab start --incident throttled-concurrency --seed 7 --speed 60 --json',
    '<%= config.bin %> lab start --incident healthy --functions 500 --faults 0.1 --deny iam:GetRole',
  ]
  static override flags = {
    incident: string({description: 'One of `ddbstream lab list`.', required: true, helpValue: 'INCIDENT'}),
    seed: string({description: 'Variant of the incident.', default: '1', helpValue: 'N'}),
    port: string({description: 'Port on 127.0.0.1; 0 selects a free one.', default: '0', helpValue: 'PORT'}),
    speed: string({description: 'Virtual seconds per second.', default: '1', helpValue: 'N'}),
    ...labFlags,
  }

  override async run(): Promise<void> {
    const {flags} = await this.parse(LabStart)
    const options = {
      seed: seedNumber(flags.seed),
      port: wholeNumber('--port', flags.port, 0, 65_535),
      speed: positiveNumber('--speed', flags.speed, 3600),
      furnishing: await furnishingOf(flags),
    }
    const {id, story} = await knownIncident(flags.incident)
    const {info, close} = await startLab({...options, incident: id})
    onStop(close)
    if (flags.json) return print(JSON.stringify(info))
    const {labReady} = await import('../../reports/views/lab.ts')
    print(labReady(info, {incident: id, seed: options.seed, story}, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

import {integer, string} from '@oclif/core/flags'
import {BaseCommand} from '../../cli/base-command.ts'
import {bounds, positive} from '../../cli/flags/flag-values.ts'
import {seedBounds} from '../../cli/flags/flags.ts'
import {furnishingFlags} from '../../cli/flags/lab-flags.ts'
import {knownIncident, startLab} from '../../cli/run/lab.ts'
import {onStop} from '../../cli/run/signals.ts'
import {print} from '../../cli/terminal/stdio.ts'
import {styleFor} from '../../cli/terminal/terminal-style.ts'

const mostSpeed = 3600

import {printedJsonLine} from '../../reports/formats/json.ts'

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
    seed: integer({...seedBounds, description: 'Variant of the incident, from 0 to 4294967295.', default: 1, helpValue: 'N'}),
    port: integer({
      ...bounds(0, 65_535),
      description: 'Port on 127.0.0.1, from 0 to 65535; 0 selects a free one.',
      default: 0,
      helpValue: 'PORT',
    }),
    speed: positive(mostSpeed)({description: `Virtual seconds per second, up to ${mostSpeed}.`, default: 1, helpValue: 'N'}),
    ...furnishingFlags,
  }

  override async run(): Promise<void> {
    const {flags} = await this.parse(LabStart)
    const {seed, port, speed, deny = [], policy, faults, functions} = flags
    const furnishing = {deny, policy, faults, functions, latencyMs: flags['latency-ms']}
    const {id, story} = await knownIncident(flags.incident)
    const {info, close} = await startLab({seed, port, speed, furnishing, incident: id})
    onStop(close)
    if (flags.json) return print(printedJsonLine('lab-start', info))
    const {labReady} = await import('../../reports/views/lab.ts')
    print(labReady(info, {incident: id, seed, story}, styleFor(process.stdout, process.env, flags.verbose)))
  }
}

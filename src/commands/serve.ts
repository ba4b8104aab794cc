import {string as stringArg} from '@oclif/core/args'
import {string} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {everyBounds, sinceBounds} from '../cli/flags/doctor-flags.ts'
import {durationSeconds} from '../cli/flags/flag-values.ts'
import {connectionFlags} from '../cli/flags/flags.ts'
import {fleetFlags} from '../cli/flags/fleet-flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {fleetSample} from '../cli/run/run-doctor.ts'
import {addressOf, serveMetrics} from '../cli/run/serve-metrics.ts'
import {onStop} from '../cli/run/signals.ts'
import {print} from '../cli/terminal/stdio.ts'
import {toJsonLine} from '../reports/formats/json.ts'

export default class Serve extends BaseCommand {
  static override summary = 'Serve the results of doctor as metrics, for Prometheus and compatible tools.'
  static override description =
    `OpenMetrics or Prometheus text on /metrics: verdict, lag, findings and the exporter's own requests. It calls AWS when it is scraped,
and at most once per --every. A scrape costs as much as a run of \`doctor\`.`
  static override examples = [
    '<%= config.bin %> serve --metrics :9464',
    '<%= config.bin %> serve "orders-*" --metrics :9464 --region eu-west-1',
  ]
  static override args = {
    function: stringArg({description: 'A name, or a pattern of names with * and ?; default: all.', ignoreStdin: true}),
  }
  static override flags = {
    metrics: string({description: 'Address to listen on; default host: loopback.', default: ':9464', helpValue: '[HOST]:PORT'}),
    every: string({description: 'Shortest time between two reads of AWS.', default: '60s', helpValue: 'TIME'}),
    since: string({description: 'How far back to read, from 30m to 14d.', default: '3h', helpValue: 'TIME'}),
    config: string({
      description: 'The configuration file; default: ddbstream.config.yaml or .json here or in a parent folder.',
      helpValue: 'FILE',
    }),
    ...connectionFlags,
    ...fleetFlags,
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Serve)
    const address = addressOf(flags.metrics)
    const everyMs = durationSeconds('--every', flags.every, {...everyBounds, from: '60s'}) * 1000
    const options = {
      only: [],
      skip: [],
      config: await loadConfig(flags.config),
      toolVersion: this.config.version,
      sinceSeconds: durationSeconds('--since', flags.since, sinceBounds),
      deep: false,
      inspectCode: false,
    }
    const {sample} = await fleetSample(args.function, {...flags, all: true, save: undefined, finished: Promise.resolve()}, options)
    const {exporter} = await import('../use-cases/fleet/exporter.ts')
    const exporting = exporter(sample, everyMs, () => performance.now())
    exporting.scrape()
    const {url, close} = await serveMetrics(exporting, address)
    onStop(close)
    print(flags.json ? toJsonLine({url}) : `Serving ${url}. Ctrl-C stops it.`)
  }
}

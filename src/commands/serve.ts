import {string as stringArg} from '@oclif/core/args'
import {custom} from '@oclif/core/flags'
import {BaseCommand} from '../cli/base-command.ts'
import {duration, durationDefault, within} from '../cli/flags/flag-values.ts'
import {configFlag, connectionFlags, fleetDeadlineFlag, sinceFlag} from '../cli/flags/flags.ts'
import {fleetFlags} from '../cli/flags/fleet-flags.ts'
import {loadConfig} from '../cli/run/config.ts'
import {fleetSample} from '../cli/run/run-doctor.ts'
import {type Address, addressOf, serveMetrics} from '../cli/run/serve-metrics.ts'
import {onStop} from '../cli/run/signals.ts'
import {print} from '../cli/terminal/stdio.ts'
import {printedJsonLine} from '../reports/formats/json.ts'

const everyBounds = {from: '60s', to: '1h'}
const anyPort = ':9464'

export default class Serve extends BaseCommand {
  static override summary = 'Serve the results of doctor as metrics, for Prometheus and compatible tools.'
  static override description =
    `OpenMetrics or Prometheus text on /metrics: verdict, lag, findings and the exporter's own requests. It calls AWS when it is scraped, and at most once per --every. A scrape costs as much as a run of \`doctor\`.
/healthz answers 200 while the exporter runs, and calls no AWS.
Until the first sample has ended, the metric ddbstream_exporter_up is absent.
docs/monitoring contains alert rules and a Grafana dashboard.`
  static override examples = [
    '<%= config.bin %> serve --metrics :9464',
    '<%= config.bin %> serve "orders-*" --metrics :9464 --region eu-west-1',
  ]
  static override args = {
    function: stringArg({description: 'A name, or a pattern of names with * and ?; default: all.', ignoreStdin: true}),
  }
  static override flags = {
    metrics: custom<Address>({parse: async text => addressOf(text)})({
      description: 'Address to listen on; default host: loopback.',
      default: addressOf(anyPort),
      defaultHelp: async () => anyPort,
      helpValue: '[HOST]:PORT',
    }),
    every: duration(everyBounds)({
      description: `Shortest time between two reads of AWS, ${within(everyBounds)}.`,
      ...durationDefault('60s'),
    }),
    since: sinceFlag,
    config: configFlag(),
    ...connectionFlags,
    ...fleetFlags,
    deadline: fleetDeadlineFlag('2h'),
  }

  override async run(): Promise<void> {
    const {args, flags} = await this.parse(Serve)
    const options = {
      only: [],
      skip: [],
      config: await loadConfig(flags.config),
      toolVersion: this.config.version,
      sinceSeconds: flags.since,
      deep: false,
      inspectCode: false,
    }
    const {sample} = await fleetSample(args.function, {...flags, all: true}, options)
    const {exporter} = await import('../use-cases/fleet/exporter.ts')
    const exporting = exporter(sample, flags.every * 1000, () => performance.now())
    exporting.scrape()
    const {url, close} = await serveMetrics(exporting, flags.metrics)
    onStop(close)
    print(flags.json ? printedJsonLine('serve', {url}) : `Serving ${url}. Ctrl-C stops it.`)
  }
}

import type {Connection} from '../../src/aws/index.ts'
import {parseConfig} from '../../src/config/parse.ts'
import {knownNames} from '../../src/diagnosis/diagnose.ts'
import {exitCodeOf} from '../../src/diagnosis/verdict.ts'
import type {Report} from '../../src/model/report/report.ts'
import {UserError} from '../../src/model/user-error.ts'
import {prometheus} from '../../src/reports/formats/prometheus.ts'
import {exporter} from '../../src/use-cases/fleet/exporter.ts'
import {enabledRegions, inRole} from '../../src/use-cases/fleet/places.ts'
import {coldStarts} from '../../src/use-cases/views/cold-starts.ts'
import {concurrency} from '../../src/use-cases/views/concurrency.ts'
import {shownConfig} from '../../src/use-cases/views/configuration.ts'
import {functionErrors} from '../../src/use-cases/views/errors.ts'
import {mappings} from '../../src/use-cases/views/mappings.ts'
import {iteratorAges} from '../../src/use-cases/watch/iterator-age.ts'
import {look} from '../support/examine.ts'
import {everything, type Lab, labPlace, lookAtFleet} from '../support/fleet.ts'

/** The end of a command. */
export interface Answer {
  exitCode: number
  /** It says that all is well, and that it has seen everything. */
  calm: boolean
  /** The part that must be the same whatever else is new. */
  gist: string
  /** All that it prints, as text. */
  text: string
}

export interface Reader {
  command: string
  /** Together these meet every action: "id" or "id seed". The cheapest come first. */
  incidents: readonly string[]
  run: (lab: Lab) => Promise<Answer>
}

const functionText = 'orders-projector'
const sinceSeconds = 1800
const connectionOf = (lab: Lab): Connection => labPlace(lab).connection

const ofReport = (report: Report): Answer => ({
  exitCode: exitCodeOf(report),
  calm: report.verdict === 'healthy',
  gist: JSON.stringify([report.verdict, report.pipelines.map(({lag, causes}) => [lag.state, causes.map(({id}) => id)])]),
  text: JSON.stringify(report),
})

const ofView = (view: object, calm: boolean): Answer => ({exitCode: 0, calm, gist: String(calm), text: JSON.stringify(view)})

/** The words for a person in place of an answer. Anything else that is thrown is a crash. */
export const told = (run: Promise<Answer>): Promise<Answer> =>
  run.catch((error: unknown) => {
    if (!(error instanceof UserError)) throw error
    const text = [error.message, ...error.hints].join('\n')
    return {exitCode: error.exitCode, calm: false, gist: error.code, text}
  })

/** Nearly everything is asked in the first; then come a queue, Contributor Insights, an encrypted bucket and a topic. */
const doctorIncidents = [
  ...['access-denied 3', 'careless-function 1', 'careless-table 3', 'broken-destination 15', 'broken-destination 5'],
  ...['poison-record', 'network-unreachable', 'mapping-disabled', 'hot-partition', 'careless-alarms', 'write-burst 4'],
]

/** As a role, in every region, chosen by tag and by stack. */
async function fleet(lab: Lab): Promise<Report> {
  const place = labPlace(lab)
  const regions = await enabledRegions(place.connection)
  const connection = inRole(
    {...place.connection, region: regions.find(one => one === lab.region)},
    'arn:aws:iam::123456789012:role/ddbstream-operator',
  )
  const targets = {...everything, tags: [{key: 'team', value: null}], stacks: ['orders']}
  return lookAtFleet([{name: 'a', connection}], {targets, deep: true, sinceSeconds})
}

async function scrape(lab: Lab): Promise<Answer> {
  const exporting = exporter(
    () => fleet(lab),
    60_000,
    () => 0,
  )
  exporting.scrape()
  await exporting.settled()
  const {report, failure} = exporting.scrape()
  // Without a report there is no metric of a pipeline, and the failure is told.
  if (report === null) return {exitCode: 0, calm: false, gist: 'failed', text: failure ?? ''}
  const metrics = prometheus(report)
  const calm = /ddbstream_pipeline_verdict\{[^}]*verdict="healthy"[^}]*\} 1/.test(metrics)
  return {...ofReport(report), exitCode: 0, calm, text: JSON.stringify(report) + metrics}
}

/** A query that somebody ends with Ctrl-C is stopped at AWS. */
async function stopped(view: (given: {signal: AbortSignal; onProgress: () => void}) => Promise<unknown>): Promise<void> {
  const controller = new AbortController()
  await view({signal: controller.signal, onProgress: () => controller.abort()}).catch(() => undefined)
}

const logOptions = {functionText, sinceSeconds, mostBytes: 1e12}

const byTag = parseConfig('{version: 1, functions: [{match: {tag: {team: orders}}, checks: {no-bisect: off}}]}', 'c.yaml', knownNames)

const views: Reader[] = [
  {
    command: 'config show',
    incidents: ['poison-record'],
    run: async lab => {
      const view = await shownConfig(connectionOf(lab), functionText, byTag)
      return ofView(view, view.missing.length === 0)
    },
  },
  {
    command: 'iterator-age',
    incidents: ['poison-record'],
    run: async lab => {
      const view = await iteratorAges(connectionOf(lab), {functionText, sinceSeconds})
      return ofView(
        view,
        view.pipelines.every(({lag}) => lag.state === 'ok'),
      )
    },
  },
  {
    command: 'mappings',
    incidents: ['poison-record'],
    run: async lab => {
      const view = await mappings(connectionOf(lab), functionText)
      return ofView(view, view.missing.length === 0 && view.mappings.every(({findings}) => findings.length === 0))
    },
  },
  {
    command: 'concurrency',
    incidents: ['throttled-concurrency'],
    run: async lab => {
      const view = await concurrency(connectionOf(lab), {functionText, sinceSeconds})
      return ofView(
        view,
        view.functions.every(({judgement}) => judgement === 'enough'),
      )
    },
  },
  {
    command: 'errors',
    incidents: ['failing-function'],
    run: async lab => {
      const view = await functionErrors(connectionOf(lab), logOptions)
      await stopped(given => functionErrors(connectionOf(lab), {...logOptions, ...given}))
      return ofView(view, view.errors === 0 && view.missing.length === 0)
    },
  },
  {
    command: 'cold-starts',
    incidents: ['cold-start-burden'],
    run: async lab => {
      const view = await coldStarts(connectionOf(lab), logOptions)
      await stopped(given => coldStarts(connectionOf(lab), {...logOptions, ...given}))
      return ofView(view, view.inits.count === 0)
    },
  },
]

export const readers: readonly Reader[] = [
  ...[false, true].map(inspectCode => ({
    command: inspectCode ? 'doctor --inspect-code' : 'doctor',
    incidents: doctorIncidents,
    run: async (lab: Lab) => ofReport((await look(lab, {deep: true, inspectCode, sinceSeconds})).report),
  })),
  {command: 'doctor --all', incidents: doctorIncidents, run: async lab => ofReport(await fleet(lab))},
  {command: 'serve', incidents: doctorIncidents, run: scrape},
  ...views,
]

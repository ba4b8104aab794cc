import {readFileSync} from 'node:fs'
import type {Connection} from '../aws/index.ts'
import {parseConfig} from '../config/parse.ts'
import {knownNames} from '../diagnosis/diagnose.ts'
import type {FailOn} from '../model/report/problem.ts'
import {type Report, type Verdict, verdictOrder} from '../model/report/report.ts'
import {human} from '../reports/doctor/human.ts'
import {count} from '../text/units.ts'
import {doctorFleet} from '../use-cases/fleet/fleet.ts'
import {publishVerdict} from '../use-cases/fleet/publish-verdict.ts'

/** The template gives the function 15 minutes: a request that AWS has not answered a minute before is undecided. */
const deadlineMs = 14 * 60_000
/** 256 KB is the most that SNS takes; a character can be four bytes. */
const longestMessage = 60_000

type Environment = Readonly<Record<string, string | undefined>>

export interface Outcome {
  verdict: Verdict
  pipelines: Record<string, number>
}

/** The doctor on a schedule, inside AWS: samples a fleet, and tells CloudWatch and a topic. `connection` is where; by default where the function runs. */
export const handlerFor =
  (environment: Environment, connection: Partial<Connection> = {}) =>
  async (): Promise<Outcome> => {
    const regions = (environment.DDBSTREAM_REGIONS || environment.AWS_REGION || '').split(',').map(region => region.trim())
    const at = (region: string): Connection => ({region, deadlineMs, ...connection})
    const report = await doctorFleet(
      regions.map(region => ({name: region, connection: at(region)})),
      {
        targets: {functionPattern: environment.DDBSTREAM_PATTERN || null, tables: [], tags: [], stacks: []},
        part: null,
        sinceSeconds: 3 * 3600,
        only: [],
        skip: [],
        failOn: (environment.DDBSTREAM_FAIL_ON || 'high') as FailOn,
        config: configIn(environment.DDBSTREAM_CONFIG),
        toolVersion: version(),
        deep: false,
        inspectCode: false,
        onProgress: () => undefined,
        signal: new AbortController().signal,
      },
    )
    if (report === null) throw new Error('nothing was seen')
    await publishVerdict(at(environment.AWS_REGION ?? regions[0] ?? ''), report, {
      namespace: environment.DDBSTREAM_NAMESPACE || 'ddbstream',
      topicArn: environment.DDBSTREAM_TOPIC_ARN || null,
      tell: ((environment.DDBSTREAM_TELL || 'critical,degraded') as string).split(',') as Verdict[],
      subject: `ddbstream: ${report.verdict} (${count(report.pipelines.length, 'pipeline')})`,
      message: human(report, {columns: 80, colour: false, unicode: true, verbose: false}).slice(0, longestMessage),
    })
    return {verdict: report.verdict, pipelines: countsOf(report)}
  }

const countsOf = ({pipelines}: Report): Record<string, number> =>
  Object.fromEntries(verdictOrder.map(verdict => [verdict, pipelines.filter(pipeline => pipeline.verdict === verdict).length]))

/** The configuration stands in the environment itself, as JSON or YAML: a function has no folder to find one in. */
const configIn = (text: string | undefined) => (text ? parseConfig(text, 'DDBSTREAM_CONFIG', knownNames) : undefined)

const version = (): string =>
  (JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {version: string}).version

/** The handler that Lambda calls: `node_modules/ddbstream/dist/deploy/handler.handler`. */
export const handler = handlerFor(process.env)

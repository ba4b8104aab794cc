/**
 * The cost of a fleet: requests beside the least possible by AWS's page sizes, the time beside the least that the quotas allow, and the memory.
 * The lab is served by a process of its own and throttles at AWS's quotas. Run with `npm run bench:fleet` (about two minutes).
 */
import {spawn} from 'node:child_process'
import {resolve} from 'node:path'
import {createInterface} from 'node:readline'
import {requestsPerSecond} from '../src/aws-facts/limits.ts'
import {accountMetricNames, functionMetricNames, mappingMetricNames, tableMetricNames} from '../src/aws-facts/metric-names.ts'
import type {Report} from '../src/model/report/report.ts'

const functions = Number(process.env.FUNCTIONS ?? 1000)
const cli = resolve('bin/run.js')
const env = {...process.env, AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test', AWS_REGION: 'us-east-1'}
const tellMemory = `data:text/javascript,${encodeURIComponent("process.on('exit', () => process.stderr.write('MAXRSS ' + process.resourceUsage().maxRSS + '\\n'))")}`

/** The least possible requests: the pages of the lists, a table and a stream each, metrics by 500. */
function leastRequests(pipelines: number): number {
  const pages = (items: number, size: number): number => Math.ceil(items / size)
  const metrics = accountMetricNames.length + pipelines * (functionMetricNames.length + mappingMetricNames.length + tableMetricNames.length)
  const [identity, settings] = [1, 1]
  return identity + settings + pages(pipelines, 100) + pages(pipelines, 50) + 2 * pipelines + pages(metrics, 500)
}

/** The time that the quota takes which is used most. A service's own quota is for all its actions that have none. */
function leastSeconds(requests: Readonly<Record<string, number>>): {action: string; seconds: number} {
  const rates = requestsPerSecond as Readonly<Record<string, number | undefined>>
  const used = new Map<string, number>()
  for (const [action, n] of Object.entries(requests)) {
    const quota = rates[action] === undefined ? `${action.split(':')[0]}:*` : action
    used.set(quota, (used.get(quota) ?? 0) + n)
  }
  const times = [...used].flatMap(([action, n]) => {
    const rate = rates[action]
    return rate === undefined ? [] : [{action, seconds: n / rate}]
  })
  return times.sort((a, b) => b.seconds - a.seconds)[0] ?? {action: 'none', seconds: 0}
}

async function startLab() {
  const lab = spawn(
    process.execPath,
    [cli, 'lab', 'start', '--incident', 'poison-record', '--seed', '1', '--functions', String(functions), '--port', '0', '--json'],
    {env, stdio: ['ignore', 'pipe', 'inherit']},
  )
  const line = await new Promise<string>(done => createInterface({input: lab.stdout}).once('line', done))
  return {lab, endpoint: (JSON.parse(line) as {endpoint: string}).endpoint}
}

function run(endpoint: string): Promise<{out: string; err: string; seconds: number}> {
  const startMs = performance.now()
  return new Promise(done => {
    const child = spawn(process.execPath, ['--import', tellMemory, cli, 'doctor', '--all', '--json'], {
      env: {...env, AWS_ENDPOINT_URL: endpoint},
    })
    let [out, err] = ['', '']
    child.stdout.on('data', chunk => (out += chunk))
    child.stderr.on('data', chunk => (err += chunk))
    child.on('close', () => done({out, err, seconds: (performance.now() - startMs) / 1000}))
  })
}

const {lab, endpoint} = await startLab()
try {
  const {out, err, seconds} = await run(endpoint)
  const report = JSON.parse(out) as Report
  const requests = Object.values(report.usage.requests).reduce((a, b) => a + b, 0)
  const calls = (await (await fetch(`${endpoint}/_lab/calls`)).json()) as {requests: Record<string, number>}
  const seen = Object.values(calls.requests).reduce((a, b) => a + b, 0)
  const least = leastRequests(report.pipelines.length)
  const memoryMb = Number(/MAXRSS (\d+)/.exec(err)?.[1]) / 1024
  const quotas = leastSeconds(report.usage.requests)
  console.table({
    pipelines: {value: report.pipelines.length, target: ''},
    requests: {value: requests, target: ''},
    'as the lab saw them': {value: seen, target: ''},
    'least possible': {value: least, target: ''},
    ratio: {value: (requests / least).toFixed(3), target: '≤ 1.15'},
    'memory, MB': {value: memoryMb.toFixed(0), target: '≤ 250'},
    seconds: {value: seconds.toFixed(1), target: ''},
    'least seconds by the quotas': {value: quotas.seconds.toFixed(1), target: `of ${quotas.action}`},
    'share of the time that is the quota': {value: (quotas.seconds / seconds).toFixed(2), target: ''},
    'healthy or critical': {value: report.pipelines.filter(({verdict}) => verdict !== 'undecided').length, target: ''},
    'US dollars': {value: report.usage.usd, target: ''},
  })
} finally {
  lab.kill()
}

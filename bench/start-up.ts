/**
 * How long a user waits: medians of whole processes, side by side in one run, with the commands that the user would type instead.
 * Run with `npm run bench` (it builds first). Rounds are interleaved, so that a busy minute of the machine hits all alike.
 */
import {type ChildProcess, spawn, spawnSync} from 'node:child_process'
import {resolve} from 'node:path'
import {createInterface} from 'node:readline'

const rounds = Number(process.env.ROUNDS ?? 20)
const cli = resolve('bin/run.js')
const env: NodeJS.ProcessEnv = {
  ...process.env,
  NO_COLOR: '1',
  AWS_ACCESS_KEY_ID: 'test',
  AWS_SECRET_ACCESS_KEY: 'test',
  AWS_REGION: 'us-east-1',
  AWS_DEFAULT_REGION: 'us-east-1',
}
// Set, it makes Node 20 alone start 40 ms later.
delete env.NODE_EXTRA_CA_CERTS

interface Candidate {
  name: string
  command: string
  args: string[]
}

async function startLab(): Promise<{process: ChildProcess; endpoint: string}> {
  const lab = spawn(process.execPath, [cli, 'lab', 'start', '--incident', 'poison-record', '--port', '0', '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>(done => createInterface({input: lab.stdout}).once('line', done))
  return {process: lab, endpoint: JSON.parse(line).endpoint}
}

function time({command, args}: Candidate, endpoint: string): number {
  const start = performance.now()
  const run = spawnSync(command, args, {env: {...env, AWS_ENDPOINT_URL: endpoint}, encoding: 'utf8'})
  if (run.error || (run.status ?? 99) > 1) throw new Error(`${command} ${args.join(' ')}: ${run.error ?? run.stderr}`)
  return performance.now() - start
}

const median = (list: number[]): number => [...list].sort((a, b) => a - b)[list.length >> 1] ?? Number.NaN

const lab = await startLab()
const aws = spawnSync('aws', ['--version'], {encoding: 'utf8'})
const candidates: Candidate[] = [
  {name: 'node -e 0', command: process.execPath, args: ['-e', '0']},
  {name: 'ddbstream --version', command: process.execPath, args: [cli, '--version']},
  {name: 'ddbstream --help', command: process.execPath, args: [cli, '--help']},
  {name: 'ddbstream lab list', command: process.execPath, args: [cli, 'lab', 'list']},
  {name: 'ddbstream doctor F (lab start)', command: process.execPath, args: [cli, 'doctor', 'orders-projector', '--json']},
  {
    name: 'ddbstream doctor F --lab',
    command: process.execPath,
    args: [cli, 'doctor', 'orders-projector', '--lab', 'poison-record', '--json'],
  },
  ...(aws.status === 0
    ? [
        {
          name: 'aws lambda list-event-source-mappings',
          command: 'aws',
          args: ['lambda', 'list-event-source-mappings', '--endpoint-url', lab.endpoint],
        },
      ]
    : []),
]
const times = new Map(candidates.map(candidate => [candidate.name, [] as number[]]))
try {
  for (let round = 0; round < rounds; round++)
    for (const candidate of candidates) times.get(candidate.name)?.push(time(candidate, lab.endpoint))
  const calls = (await (await fetch(`${lab.endpoint}/_lab/calls`)).json()) as {requests: Record<string, number>}
  const bare = median(times.get('node -e 0') ?? [])
  console.log(
    `start-up: medians of ${rounds} runs, Node ${process.versions.node}, NODE_EXTRA_CA_CERTS unset${aws.status === 0 ? `, ${(aws.stdout || aws.stderr).split(' ')[0]}` : ', no aws command here'}`,
  )
  for (const [name, list] of times)
    console.log(`${name.padEnd(40)} ${median(list).toFixed(0).padStart(6)} ms ${(median(list) / bare).toFixed(1).padStart(6)} × node`)
  const doctors = rounds
  console.log(`\nrequests of one doctor run (lab start counted ${doctors} runs${aws.status === 0 ? ` and ${rounds} of the AWS CLI` : ''})`)
  for (const [action, n] of Object.entries(calls.requests)) {
    const own = action === 'lambda:ListEventSourceMappings' && aws.status === 0 ? n - rounds : n
    console.log(`${action.padEnd(40)} ${(own / doctors).toFixed(1).padStart(6)}`)
  }
} finally {
  lab.process.kill('SIGTERM')
}

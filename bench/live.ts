/**
 * Makes ten incidents in a real account, and compares the diagnosis with each: `npm run live -- --profile sandbox --region eu-central-1`.
 * It deploys a stack of its own, records each answer of AWS without names and ids, and deletes the stack however it ends.
 */
import {resolve} from 'node:path'
import {parseArgs} from 'node:util'
import {awsSandbox} from './live/aws-sandbox.ts'
import {commands} from './live/commands.ts'
import {costUsd} from './live/cost.ts'
import {liveIncidents} from './live/incidents/index.ts'
import {labSandbox} from './live/lab-sandbox.ts'
import {linesOf} from './live/lines.ts'
import {RefusedError, runLive} from './live/run.ts'
import {commandRunner} from './live/run-command.ts'
import type {Sandbox} from './live/sandbox.ts'
import {stackName} from './live/template.ts'

const usage = `npm run live -- --profile NAME --region REGION [--among-others] [--only INCIDENT] [--out FOLDER]
npm run live -- --profile NAME --region REGION --take-down   deletes the stack of a run that was killed
npm run live -- --endpoint-url URL --region REGION --wait 30 an emulator, which needs less time (seconds)
npm run live -- --lab                                        the lab, without an account
`

const {values: flags} = parseArgs({
  options: {
    profile: {type: 'string'},
    region: {type: 'string'},
    'endpoint-url': {type: 'string'},
    lab: {type: 'boolean', default: false},
    'among-others': {type: 'boolean', default: false},
    'take-down': {type: 'boolean', default: false},
    only: {type: 'string', multiple: true},
    wait: {type: 'string'},
    out: {type: 'string', default: 'recordings'},
    help: {type: 'boolean', default: false},
  },
})

function sandboxOf(): Sandbox | null {
  if (flags.lab) return labSandbox()
  const {region, profile, 'endpoint-url': endpointUrl} = flags
  // An account is named, and never found by chance.
  return region === undefined || (profile === undefined && endpointUrl === undefined) ? null : awsSandbox({region, profile, endpointUrl})
}

const tell = (line: string): void => void process.stderr.write(`${line}\n`)

async function main(): Promise<number> {
  process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true'
  const sandbox = sandboxOf()
  if (flags.help || sandbox === null) {
    process.stdout.write(usage)
    return flags.help ? 0 : 2
  }
  if (flags['take-down']) {
    await sandbox.takeDown()
    return 0
  }
  const incidents = liveIncidents.filter(({id}) => flags.only === undefined || flags.only.includes(id))
  const seconds = flags.wait === undefined ? null : Number(flags.wait)
  const minutes = incidents.reduce((sum, {symptomSeconds}) => sum + symptomSeconds + 300, 0) / 60
  if (!flags.lab) tell(`At most $${costUsd(incidents).toFixed(2)}, about ${Math.round(minutes)} minutes. Ctrl-C takes everything down.`)
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
    process.on(signal, () => {
      tell('Stops, and takes everything down. This takes some minutes.')
      stop.abort()
    })
  const folder = resolve(flags.out)
  try {
    const outcome = await runLive({
      sandbox,
      incidents,
      commands,
      amongOthers: flags['among-others'],
      pace: {symptom: ({symptomSeconds}) => seconds ?? symptomSeconds, calm: seconds === null ? 300 : 0},
      stop: stop.signal,
      tell,
      run: commandRunner(sandbox, folder),
    })
    process.stdout.write(`${linesOf(outcome, folder, !flags.lab && flags['endpoint-url'] === undefined).join('\n')}\n`)
    if (stop.signal.aborted) return 130
    return outcome.made.every(({comparison, faults}) => comparison.isRight !== false && faults.length === 0) ? 0 : 1
  } catch (error) {
    tell((error as Error).message)
    if (error instanceof RefusedError) return 7
    tell(`If the stack ${stackName} is still there: npm run live -- --take-down, with the same profile and region.`)
    return 1
  }
}

process.exitCode = await main()

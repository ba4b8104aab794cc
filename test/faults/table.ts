// `npm run faults [kill] [noise] [releases] [policy]`: kills every fix at every request that it makes, lets calls fail by chance,
// releases good and bad versions under guard, and runs every command without each action of its policy. Prints the outcome.
// `reading` and `changing` are the halves of `policy`: two processes take half as long.
import {changeWithoutEach} from '../policy/change-without.ts'
import {changes} from '../policy/changes.ts'
import {readers} from '../policy/readers.ts'
import {actionsOf, withoutEach} from '../policy/without.ts'
import {type Case, cases} from './changes.ts'
import {type Killed, killAndUndo, killUndo, requestsOf} from './kill.ts'
import {treatWithNoise} from './noise.ts'
import {type Released, releaseUnderGuard, seedsFor} from './releases.ts'
import type {Death} from './scene.ts'

const share = 0.2
const noisyRuns = 40
const badPerKind = 25
const goodReleases = 100

const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}
const percent = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(1)} %`

type Kill = (death: Death) => Promise<Killed | null>

async function killEverywhere(name: string, kill: Kill): Promise<boolean> {
  let [points, recovered, most, nth] = [0, 0, 0, 0]
  const complaints: string[] = []
  // Until it ends before it can be killed.
  for (let isOver = false; !isOver; ) {
    nth += 1
    for (const when of ['before', 'after'] as const) {
      const killed = await kill({nth, when})
      isOver ||= killed === null
      if (killed === null) continue
      points += 1
      most = Math.max(most, killed.updates)
      if (killed.faults.length === 0) recovered += 1
      else complaints.push(`    ${when} request ${nth}: ${killed.faults.join('; ')}`)
    }
  }
  say(`| ${name} | ${nth - 1} | ${points} | ${recovered} (${percent(recovered, points)}) | ${most} |`)
  for (const complaint of complaints) say(complaint)
  return complaints.length === 0
}

async function disturb(one: Case): Promise<boolean> {
  const outcomes = new Map<string, number>()
  let extra = 0
  const complaints: string[] = []
  for (let seed = 1; seed <= noisyRuns; seed++) {
    const noisy = await treatWithNoise(one, share, seed)
    outcomes.set(noisy.outcome, (outcomes.get(noisy.outcome) ?? 0) + 1)
    extra += noisy.extra
    if (noisy.faults.length > 0) complaints.push(`    seed ${seed}: ${noisy.faults.join('; ')}`)
  }
  const list = [...outcomes].map(([outcome, n]) => `${outcome} ${n}`).join(', ')
  say(`| ${one.name} | ${noisyRuns} | ${list} | ${extra} | ${complaints.length} |`)
  for (const complaint of complaints) say(complaint)
  return complaints.length === 0 && extra === 0
}

function quantile(list: readonly Released[], share: number): string {
  const sorted = list.map(({seconds}) => seconds).sort((a, b) => a - b)
  return `${sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0} s`
}

/** Releases versions of one kind, and prints a row; answers how many ended as they should. */
async function releaseAll(kind: string, seeds: readonly number[]): Promise<{right: number; all: Released[]}> {
  const all: Released[] = []
  for (const seed of seeds) {
    const released = await releaseUnderGuard(kind, seed)
    all.push(released)
    if (kind === 'good' ? released.outcome !== 'done' : released.outcome !== 'rolled-back')
      say(`    ${kind}, seed ${seed}: ${released.outcome}, ${released.verdict}: ${released.because.join(' ')}`)
  }
  const [kept, back] = [all.filter(({outcome}) => outcome === 'done'), all.filter(({outcome}) => outcome === 'rolled-back')]
  const unsure = all.filter(({verdict}) => verdict === 'inconclusive').length
  say(
    `| ${kind} | ${all.length} | ${back.length} | ${kept.length} (${unsure} inconclusive) | ${quantile(all, 0.5)} | ${quantile(all, 0.95)} |`,
  )
  return {right: kind === 'good' ? kept.length : back.length, all}
}

async function guardReleases(): Promise<boolean> {
  say('| release | seeds | rolled back | kept | p50 to decision | p95 |\n|---|---|---|---|---|---|')
  const bad = []
  for (const kind of ['all-bad', 'some-bad', 'slow', 'wrong-shape']) bad.push(await releaseAll(kind, await seedsFor(kind, badPerKind)))
  const [rolledBack, all] = [bad.reduce((sum, {right}) => sum + right, 0), bad.flatMap(one => one.all)]
  say(
    `| all bad ones | ${all.length} | ${rolledBack} (${percent(rolledBack, all.length)}) | ${all.length - rolledBack} | ${quantile(all, 0.5)} | ${quantile(all, 0.95)} |`,
  )
  const good = await releaseAll('good', await seedsFor('good', goodReleases))
  return rolledBack >= 0.95 * all.length && good.right >= 0.98 * goodReleases
}

/** Without each action once; doctor and the changing commands, in everything that makes them need it. */
async function takeAway(halves: {reading: boolean; changing: boolean}): Promise<boolean> {
  say('\n| command | actions | never asked | runs | faults |\n|---|---|---|---|---|')
  const changing = halves.changing ? [...new Set(changes.map(({command}) => command))] : []
  const reading = halves.reading ? readers : []
  const jobs = [
    ...reading.map(reader => ({command: reader.command, run: () => withoutEach(reader, {all: reader.command === 'doctor'})})),
    ...changing.map(command => ({
      command,
      run: () =>
        changeWithoutEach(
          command,
          changes.filter(one => one.command === command),
          {all: true},
        ),
    })),
  ]
  let isClean = true
  for (const {command, run} of jobs) {
    const {runs, faults, unasked} = await run()
    say(`| ${command} | ${actionsOf(command).length} | ${unasked.join(', ') || '–'} | ${runs} | ${faults.length} |`)
    for (const fault of faults) say(`    ${fault}`)
    isClean &&= faults.length === 0
  }
  return isClean
}

const wanted = process.argv.slice(2)
const isWanted = (part: string): boolean => wanted.length === 0 || wanted.includes(part)
let isWell = true
if (isWanted('kill')) {
  say('| fix | requests | killed | recovered by undo | most calls of undo |\n|---|---|---|---|---|')
  for (const one of cases) isWell = (await killEverywhere(one.name, death => killAndUndo(one, death))) && isWell
  for (const one of cases) {
    const halfway = Math.round((await requestsOf(one)) * 0.6)
    isWell = (await killEverywhere(`undo of half a ${one.name}`, death => killUndo(one, halfway, death))) && isWell
  }
}
if (isWanted('noise')) {
  say(`\n${share * 100} % of the calls fail: 5xx, throttled, broken before and after they took effect, timed out after they took effect.\n`)
  say('| fix | runs | ended | double changes | wrong journals |\n|---|---|---|---|---|')
  for (const one of cases) isWell = (await disturb(one)) && isWell
}
if (isWanted('releases')) isWell = (await guardReleases()) && isWell
const halves = {reading: isWanted('policy') || isWanted('reading'), changing: isWanted('policy') || isWanted('changing')}
if (halves.reading || halves.changing) isWell = (await takeAway(halves)) && isWell
// Killed work still waits for answers that never come.
process.exit(isWell ? 0 : 1)

// `npm run faults`: kills every treatment at every request that it makes, and lets its calls fail by chance. Prints what was left behind.
import {killAndUndo, requestsOf} from './kill.ts'
import {treatWithNoise} from './noise.ts'
import {type Case, cases} from './treatments.ts'

const share = 0.2
const noisyRuns = 40
const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

async function killEverywhere(one: Case): Promise<boolean> {
  const requests = await requestsOf(one)
  let recovered = 0
  let most = 0
  const complaints: string[] = []
  for (let nth = 1; nth <= requests; nth++) {
    for (const when of ['before', 'after'] as const) {
      const {faults, updates} = await killAndUndo(one, {nth, when})
      most = Math.max(most, updates)
      if (faults.length === 0) recovered += 1
      else complaints.push(`    ${when} request ${nth}: ${faults.join('; ')}`)
    }
  }
  say(`| ${one.name} | ${requests} | ${requests * 2} | ${recovered} (${((100 * recovered) / (requests * 2)).toFixed(1)} %) | ${most} |`)
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

let isWell = true
say('| treatment | requests | killed | recovered by undo | most calls of undo |\n|---|---|---|---|---|')
for (const one of cases) isWell = (await killEverywhere(one)) && isWell
say(`\n${share * 100} % of the calls fail: 5xx, throttled, broken before and after they took effect, timed out after they took effect.\n`)
say('| treatment | runs | ended | double changes | wrong journals |\n|---|---|---|---|---|')
for (const one of cases) isWell = (await disturb(one)) && isWell
// What was killed still waits for answers that never come.
process.exit(isWell ? 0 : 1)

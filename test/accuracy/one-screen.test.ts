import {describe, expect, it} from 'vitest'
import {labIncidents} from '../../packages/lab/src/entrance.ts'
import {human} from '../../src/reports/doctor/human.ts'
import {examine} from '../support/examine.ts'
import {sample} from '../support/sample.ts'

/** A terminal of 80 × 24 shows most reports whole; of the longest, a few lines of the head scroll away, and the last line repeats them. */
const mostLines = 30

const words: Record<string, string> = {
  critical: 'CRITICAL',
  degraded: 'DEGRADED',
  undecided: 'UNDECIDED',
  'at-risk': 'AT RISK',
  healthy: 'OK',
}

describe.each(sample(labIncidents, 5).map(({id}) => id))('%s', incident => {
  it.each([3])('seed %i: the report of 80 columns fits, and its last line repeats the verdict and the command', async seed => {
    const {report} = await examine(incident, seed)
    const lines = human(report, {columns: 80, colour: false, unicode: true, verbose: false}).split('\n')
    expect(lines.length, lines.join('\n')).toBeLessThanOrEqual(mostLines)
    expect(lines[0]).toMatch(new RegExp(`^${words[report.verdict]} `))
    const last = lines.at(-1) ?? ''
    if (report.verdict === 'healthy') expect(lines.length).toBeLessThanOrEqual(20)
    else expect(last).toMatch(new RegExp(`^${words[report.verdict]} .*(aws|ddbstream) [a-z-]+|see (FIX|WHY)$`))
  })
})

import {readFileSync} from 'node:fs'
import {describe, expect, it} from 'vitest'
import {verdictOfLag} from '../../src/diagnosis/verdict.ts'
import {severities} from '../../src/model/check.ts'
import type {LagState} from '../../src/model/derived/lag.ts'
import {verdictOrder} from '../../src/model/report/report.ts'
import {lagSchema} from '../../src/model/report/report-schema.ts'
import {exitCodes} from '../../src/model/user-error.ts'

const page = readFileSync('docs/verdicts.md', 'utf8')

/** The rows of the table below a heading, without its head: cells without their code marks. */
const rowsBelow = (heading: string): string[][] =>
  (page.split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '')
    .split('\n')
    .filter(line => line.startsWith('|'))
    .slice(2)
    .map(line =>
      line
        .split('|')
        .slice(1, -1)
        .map(cell => cell.trim().replaceAll('`', '')),
    )

const names = (heading: string): string[] => rowsBelow(heading).flatMap(([name = '']) => name.split(', '))

describe('docs/verdicts.md', () => {
  it('has the verdicts, the worst first', () => {
    expect(names('Verdicts')).toEqual(verdictOrder)
  })

  it('has the severities, the gravest first', () => {
    expect(names('Severities')).toEqual([...severities].reverse())
  })

  it('has every state of the lag', () => {
    expect(names('States of the lag').sort()).toEqual([...lagSchema.shape.state.options].sort())
  })

  it.each(rowsBelow('States of the lag'))('has the verdict that the lag "%s" gives alone', (state, _, verdict) => {
    expect(verdict).toMatch(new RegExp(`^${verdictOfLag({lag: {state: state as LagState}, lossSoon: false} as never)}\\b`))
  })

  it('has every exit code', () => {
    expect(names('Exit codes').map(Number)).toEqual(Object.values(exitCodes))
  })
})

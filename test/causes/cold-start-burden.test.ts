import {describe, expect, it} from 'vitest'
import {functionMetrics, type Parts} from '../support/evidence.ts'
import {logReports} from '../support/on-demand.ts'
import {found, weighing} from '../support/weigh.ts'

/** A batch every seven minutes, that waits for a start of four seconds. */
const seldom = functionMetrics(
  ago => (ago % 7 === 0 ? 4.2 : null),
  {},
  ago => (ago % 7 === 0 ? 4.1 : null),
)
const heavy = logReports({invocations: 25, coldStarts: 24, initP50Ms: 3900, initMaximumMs: 4400, initSumMs: 96_000, durationSumMs: 5000})

describe('cold-start-burden', () => {
  it('is found from the reports in the log', () => {
    const [cause] = weighing({functionMetrics: seldom, logReports: heavy}).causes
    expect(cause?.id).toBe('cold-start-burden')
    expect(cause?.summary).toMatch(/96 % of the invocations are cold starts, and starting takes 95 %/)
  })

  it('asks for the reports when batches come seldom, and at no other time', () => {
    expect(weighing({functionMetrics: seldom}).onDemand).toContain('logReports')
    expect(weighing({functionMetrics: functionMetrics(ago => (ago % 3 === 0 ? 0.4 : null))}).onDemand).not.toContain('logReports')
  })

  it.each<[string, Partial<Parts>]>([
    [
      'starts are light',
      {functionMetrics: seldom, logReports: logReports({invocations: 25, coldStarts: 24, initSumMs: 500, durationSumMs: 5000})},
    ],
    [
      'starts are usual ones, and batches few and small',
      {functionMetrics: seldom, logReports: logReports({invocations: 25, coldStarts: 24, initSumMs: 24_000, durationSumMs: 2500})},
    ],
    ['starts are few', {logReports: logReports({initSumMs: 400_000})}],
    ['nothing was logged', {functionMetrics: seldom, logReports: null}],
    ['a healthy pipeline', {}],
  ])('is not found: %s', (_name, parts) => {
    expect(found(parts)).not.toContain('cold-start-burden')
  })

  it('is open when the log could not be read', () => {
    expect(weighing({functionMetrics: seldom}, ['logReports']).open).toContain('cold-start-burden')
  })
})

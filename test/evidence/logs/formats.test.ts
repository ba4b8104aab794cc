import {describe, expect, test} from 'vitest'
import {errorLineFrom} from '../../../src/evidence/logs/error-lines.ts'
import {errorsQuery} from '../../../src/evidence/logs/error-query.ts'
import {occurrencesOf} from '../../../src/evidence/logs/occurrences.ts'
import {errorClasses} from '../../../src/use-cases/views/error-classes.ts'
import {insights} from '../../support/insights.ts'
import {type Format, formats, id} from './formats.ts'

/** Through the query, as Logs Insights answers it, with and without the fields that it discovers. */
function linesOf({events}: Format, discovers: boolean) {
  const lines = events.map((message, i) => ({secondsAgo: 60 - i * 0.01, message}))
  return insights(errorsQuery(null), lines, discovers).flatMap(row => errorLineFrom(row) ?? [])
}

describe.each([true, false])('formats (fields are discovered: %s)', discovers => {
  test.each(formats.map(format => [format.name, format] as const))('%s', (_name, format) => {
    const lines = linesOf(format, discovers)
    const [first, ...more] = errorClasses(occurrencesOf(lines, {errors: format.errors ?? 1, untilMs: Number.POSITIVE_INFINITY}))
    if (format.kind === null) return expect(first).toBeUndefined()
    const [kind, type] = format.kind
    expect(first).toMatchObject({kind, type, counts: format.counts ?? 'invocations', count: 1, handled: format.handled ?? 0})
    expect(first?.sample).not.toBe('')
    expect(more).toEqual([])
    // The id of the invocation, and no other id in the line.
    expect([...new Set(lines.flatMap(({requestId}) => requestId ?? []))]).toEqual(format.counts ? [] : [id])
  })
})

test('a query is short enough for Logs Insights, and needs no look-around', () => {
  expect(errorsQuery('filter @logStream like /x/').length).toBeLessThan(10_000)
  expect(errorsQuery(null)).not.toMatch(/\(\?[=!]|\(\?<[=!]|\(\?i\)/)
})

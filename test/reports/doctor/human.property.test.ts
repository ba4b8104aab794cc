import fc from 'fast-check'
import stringWidth from 'string-width'
import {expect, test} from 'vitest'
import {reportSchema} from '../../../src/model/report/report-schema.ts'
import {human} from '../../../src/reports/doctor/human.ts'
import {json} from '../../../src/reports/formats/json.ts'
import {times} from '../../support/sample.ts'
import {anyReport} from '../arbitrary-report.ts'

const styles = fc.record({
  columns: fc.constantFrom(40, 45, 60, 61, 80, 133, 200),
  colour: fc.constant(false),
  unicode: fc.boolean(),
  verbose: fc.boolean(),
})

/** A word that is wider than the narrowest column of text stays whole: an ARN is to be copied. */
const endsInLongWord = (line: string): boolean => stringWidth(/\S+$/u.exec(line)?.[0] ?? '') > 30

test('any report: nothing undefined, no long lines, no control characters', () => {
  fc.assert(
    fc.property(anyReport, styles, (report, style) => {
      const text = human(report, style)
      expect(text).not.toMatch(/\b(undefined|NaN|null|Infinity)\b|\[object/)
      // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
      expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
      // A command is to be copied as it stands, the function's name in it too. To a pattern U+2028 ends a line, to a terminal it does not.
      const prose = text.replace(/\n(?: {4}|THEN {2})ddbstream (?:doctor|iterator-age) [\s\S]*?[^\\](?=\n)/g, '\n')
      if (!style.unicode) expect(prose.replaceAll('COMMAND', '')).toMatch(/^[\n -~]*$/)
      for (const line of prose.split('\n'))
        if (!line.includes('COMMAND') && !endsInLongWord(line)) expect(stringWidth(line), line).toBeLessThanOrEqual(style.columns)
    }),
    {numRuns: times(50, 150)},
  )
})

test('the arbitrary reports are valid, and their JSON reads back as the same report', () => {
  fc.assert(
    fc.property(anyReport, report => {
      expect(reportSchema.safeParse(report).error).toBeUndefined()
      const {$schema, ...read} = JSON.parse(json(report)) as Record<string, unknown>
      expect($schema).toBe('urn:ddbstream:schema:report')
      expect(read).toEqual(JSON.parse(JSON.stringify(report)))
      expect(Object.keys(read)).toEqual(Object.keys(report))
    }),
    {numRuns: times(20, 50)},
  )
})

import {describe, expect, it} from 'vitest'
import {readEvidence} from '../../src/use-cases/evidence-file.ts'
import {evidence} from '../support/evidence.ts'

const text = JSON.stringify(evidence())
const change = (f: (file: Record<string, unknown>) => void) => {
  const file = JSON.parse(text)
  f(file)
  return JSON.stringify(file)
}

describe('evidence file', () => {
  it('comes back as it was saved', async () => {
    expect(await readEvidence(text)).toEqual(evidence())
  })

  it.each([
    ['cut off', text.slice(0, -200), /not complete JSON/],
    ['empty', '', /not complete JSON/],
    ['foreign JSON', '{"Version":"2012-10-17"}', /not an evidence file/],
    ['a JSON list', '[]', /not an evidence file/],
    ['null', 'null', /not an evidence file/],
    ['of a newer version', change(f => (f.schemaVersion = 2)), /version 2/],
    ['a report', change(f => (f.pipelines = [{lag: {}}])), /report/],
    ['with a missing part', change(f => delete f.items), /items/],
    ['with a number as text', change(f => (f.takenAt = 'now')), /takenAt/],
  ])('%s is refused with exit code 2', async (_name, bad, message) => {
    await expect(readEvidence(bad)).rejects.toMatchObject({code: 'E_EVIDENCE_FILE', exitCode: 2, message: expect.stringMatching(message)})
  })
})

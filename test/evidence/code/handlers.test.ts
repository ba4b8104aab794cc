import {describe, expect, it} from 'vitest'
import {readCode} from '../../../src/evidence/code/index.ts'
import {right, unjudged, wrong} from './handlers.ts'

/** The findings in a package, each with its line. */
function found(files: Record<string, string>): string[] {
  const isPython = Object.keys(files).every(name => name.endsWith('.py'))
  const {wrongKeys, handling} = readCode(
    Object.entries(files).map(([name, text]) => ({name, text})),
    isPython ? 'app.handler' : 'index.handler',
  )
  const {identifiers, swallowed, firstRecordOnly, notJudged} = handling!
  const isUnjudged = notJudged !== null || identifiers.some(({kind}) => kind === 'not-followed')
  return [
    ...wrongKeys.map(({key, line}) => `${key} ${line}`),
    ...identifiers.flatMap(({kind, value, line}) =>
      kind === 'sequence-number' || kind === 'not-followed' ? [] : [`${kind === 'late' ? kind : value} ${line}`],
    ),
    ...swallowed.map(({how, line}) => `${how} ${line}`),
    ...firstRecordOnly.map(({line}) => `first ${line}`),
    ...(isUnjudged ? ['not judged'] : []),
  ]
}

describe('handlers that are right', () => {
  it.each(right)('$title ($seen)', ({files, found: expected}) => {
    expect(found(files)).toEqual(expected)
  })
})

describe('handlers that are wrong', () => {
  it.each(wrong)('$title ($seen)', ({files, found: expected}) => {
    expect(found(files)).toEqual(expected)
  })
})

describe('handlers that cannot be judged', () => {
  it.each(unjudged)('$title ($seen)', ({files, found: expected}) => {
    expect(found(files)).toEqual(expected)
  })
})

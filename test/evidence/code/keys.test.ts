import {describe, expect, it} from 'vitest'
import {readCode} from '../../../src/evidence/code/index.ts'

const keys = (text: string, name = 'index.js') =>
  readCode([{name, text}], 'elsewhere.handler').wrongKeys.map(({key, where, line}) => `${where} ${key} ${line}`)

describe('wrong keys', () => {
  it.each([
    ['written out', 'return { batchItemFailures: [{ recordId: r.eventID }] }', ['inner recordId 1']],
    [
      'pushed',
      'const batchItemFailures = [];\nbatchItemFailures.push({ sequenceNumber: n });\nreturn { batchItemFailures };',
      ['inner sequenceNumber 2'],
    ],
    ['pushed to another name', 'let bad=[];bad.push({foo:1});return{batchItemFailures:bad}', ['inner foo 1']],
    [
      'pushed to a list of failures',
      'failures.push({ recordId: id });\nreply(toResponse(failures), "batchItemFailures")',
      ['inner recordId 1'],
    ],
    ['mapped', 'return { batchItemFailures: failed.map(r => ({ eventID: r.eventID })) }', ['inner eventID 1']],
    [
      'mapped with a block',
      'return { batchItemFailures: failed.map(function (r) { return { eventID: r.eventID } }) }',
      ['inner eventID 1'],
    ],
    [
      'mapped into a variable',
      'const bad = failed.map((r) => ({ messageId: r.id }));\nreturn { batchItemFailures: bad };',
      ['inner messageId 1'],
    ],
    ['in a misspelt list', 'return { batchItemFailure: list }', ['outer batchItemFailure 1']],
    ['assigned', 'response.batchItemsFailures = list', ['outer batchItemsFailures 1']],
    ['shorthand', 'return {\n  batchItemFailiures\n}', ['outer batchItemFailiures 2']],
  ])('%s, in JavaScript', (_how, text, expected) => {
    expect(keys(text)).toEqual(expected)
  })

  it.each([
    [
      'appended',
      'batch_item_failures = []\nbatch_item_failures.append({"recordId": r["eventID"]})\nreturn {"batchItemFailures": batch_item_failures}',
      ['inner recordId 2'],
    ],
    ['a comprehension', 'return {"batchItemFailures": [{"id": r["eventID"]} for r in failed]}', ['inner id 1']],
    ['a misspelt list', 'return {"batch_item_failures": failed}', ['outer batch_item_failures 1']],
    ['a subscript', "response['batchItemFailure'] = failed", ['outer batchItemFailure 1']],
  ])('%s, in Python', (_how, text, expected) => {
    expect(keys(text, 'app.py')).toEqual(expected)
  })
})

it.each([
  ['index.js', 'return { batchItemFailures: [{ itemIdentifier: r.dynamodb.SequenceNumber }] }'],
  ['index.js', 'const batchItemFailures = []; batchItemFailures.push({ itemIdentifier: id, reason: e }); return { batchItemFailures }'],
  ['index.js', 'failures.push({ reason: e, itemIdentifier: id }); return { batchItemFailures: failures }'],
  ['index.js', 'return { batchItemFailures: failed.map(({ dynamodb }) => ({ itemIdentifier: dynamodb.SequenceNumber })) }'],
  ['index.js', 'failures.push({ order: id }); log(failures); return { batchItemFailures: ids.map(id => ({ itemIdentifier: id })) }'],
  ['index.js', 'let t=[];t.push({foo:1});function f(t){return{batchItemFailures:t}}'],
  ['index.js', 'const reply = { BatchItemFailures: [] }'],
  ['index.js', 'orders.push({ id: 1 }); return { batchItemFailures: [] }'],
  ['index.js', 'failures.push({ recordId: 1 }) // Firehose'],
  ['app.py', 'def fail(x, batch_item_failure: dict): ...\nreturn {"batchItemFailures": [{"itemIdentifier": s} for s in failed]}'],
  ['app.py', 'batch_item_failures.append({"itemIdentifier": s})\nreturn {"batchItemFailures": batch_item_failures}'],
  ['index.js', 'processor.response(); // powertools'],
])('nothing is wrong in %s: %s', (name, text) => {
  expect(keys(text, name)).toEqual([])
})

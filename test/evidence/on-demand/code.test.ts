import {zipSync} from 'fflate'
import {describe, expect, it} from 'vitest'
import {unpack} from '../../../src/aws/code.ts'
import {known} from '../../../src/model/evidence/item.ts'
import {ask} from '../../support/ask.ts'
import {lambdaFunction, mapping} from '../../support/evidence.ts'
import {functionOnTheWire} from '../../support/stub-account.ts'
import {denied} from '../../support/stub-aws.ts'

const bytes = (text: string) => new TextEncoder().encode(text)
const archive = (files: Record<string, string>) =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)])))

const place = 'GET bucket.s3.us-east-1.amazonaws.com/snapshots/orders?X-Amz-Signature=abc%2Fd'
const located = functionOnTheWire(
  {},
  {Code: {Location: 'https://bucket.s3.us-east-1.amazonaws.com/snapshots/orders?X-Amz-Signature=abc%2Fd'}},
)
const read = (body: Uint8Array | string, status = 200) =>
  ask('code', {mapping: mapping({qualifier: 'live'})}, {'lambda:GetFunction': located, [place]: {status, body}})

describe('the deployed code', () => {
  it('is searched in memory for wrong keys, in its own source alone', async () => {
    const wrong = 'return { batchItemFailures: [{ recordId: 1 }] }'
    const {item, calls} = await read(
      archive({'index.js': `// Kim's secret\n${wrong}`, 'lib/util.py': 'x = 1', 'node_modules/a/index.js': wrong, 'README.md': wrong}),
    )
    expect(item).toEqual(
      known({
        sizeBytes: 400_000,
        files: 2,
        notRead: null,
        mentionsFailures: true,
        wrongKeys: [{key: 'recordId', where: 'inner', file: 'index.js', line: 2}],
        handling: {identifiers: [], swallowed: [], firstRecordOnly: [], notJudged: 'index.js has no function handler that can be found'},
      }),
    )
    expect(calls[0]).toMatchObject({action: 'lambda:GetFunction', input: {FunctionName: 'orders-projector', Qualifier: 'live'}})
    expect(JSON.stringify(item)).not.toContain('secret')
  })

  it('leaves out the packages that pip has installed beside it', async () => {
    const wrong = 'def handler(event, context):\n    return {"batchItemFailures": [{"itemIdentifier": event["Records"][1]["eventID"]}]}'
    const {item} = await read(
      archive({
        'index.py': 'def handler(event, context):\n    for record in event["Records"]:\n        apply(record)',
        'ours/streams.py': wrong,
        'ours-1.0.dist-info/RECORD': 'ours/streams.py,sha256=abc,12\nours-1.0.dist-info/RECORD,,',
        'aws_lambda_powertools/batch.py': wrong,
      }),
    )
    expect(item).toMatchObject(known({files: 1, mentionsFailures: false, handling: {identifiers: [], notJudged: null}}))
  })

  it('is downloaded without credentials', async () => {
    const {calls} = await read(archive({'index.js': ''}))
    expect(calls[1]).toEqual({action: place, input: {host: 'bucket.s3.us-east-1.amazonaws.com'}})
  })

  it.each([
    ['it has no source in JavaScript, TypeScript or Python', archive({'app.class': ''})],
    ['it is not a readable ZIP archive', 'nonsense'],
  ])('is not read: %s', async (notRead, body) => {
    expect((await read(body)).item).toMatchObject(known({notRead, files: 0, wrongKeys: []}))
  })

  it.each([
    ['the function does not exist', null],
    ['it is a container image', lambdaFunction({packageType: 'Image'})],
    ['it runs on java21, whose code is not checked', lambdaFunction({runtime: 'java21'})],
    ['it runs on dotnet8, whose code is not checked', lambdaFunction({runtime: 'dotnet8'})],
    ['it is larger than 50 MB', lambdaFunction({codeSizeBytes: 52_428_801})],
  ])('is not even asked for: %s', async (notRead, target) => {
    expect(await ask('code', {function: target}, {})).toMatchObject({item: known({notRead}), calls: []})
  })

  it('of 50 MB, as AWS counts them, is asked for', async () => {
    expect((await ask('code', {function: lambdaFunction({codeSizeBytes: 52_428_800})}, {})).calls).toHaveLength(1)
  })

  it('that may not be read, or has gone, is missing', async () => {
    const action = 'lambda:GetFunction'
    expect((await ask('code', {}, {[action]: denied(action)})).item).toMatchObject({state: 'missing', reason: 'denied', action})
    expect((await read('<Error/>', 403)).item).toMatchObject({
      state: 'missing',
      reason: 'failed',
      detail: expect.stringContaining('HTTP 403'),
    })
  })
})

it('an archive that would unpack to too much is left alone', async () => {
  expect(await unpack(archive({'a.js': 'x'.repeat(600), 'b.js': 'x'.repeat(600)}), () => true, 1000)).toBeNull()
})

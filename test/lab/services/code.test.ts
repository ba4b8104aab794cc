import {GetFunctionCommand} from '@aws-sdk/client-lambda'
import {unzipSync} from 'fflate'
import {expect, test} from 'vitest'
import {storedZip} from '../../../packages/lab/src/services/code/zip.ts'
import type {Answer} from '../../../packages/lab/src/simulation/function/behaviour.ts'
import {clientsOf} from './clients.ts'
import {changes, labOfOne} from './world-of-one.ts'

type Lab = ReturnType<typeof labOfOne>

const located = async (lab: Lab, Qualifier?: string) => {
  const {Code} = await clientsOf(lab).lambda.send(new GetFunctionCommand({FunctionName: 'orders-projector', Qualifier}))
  return new URL(Code?.Location ?? '')
}

function get(lab: Lab, {pathname, searchParams}: URL) {
  const answer = lab.handle({method: 'GET', path: pathname, query: Object.fromEntries(searchParams), headers: {}, body: ''})
  if (answer === 'dropped') throw new Error('The connection broke.')
  return answer
}

/** The handler's text, in the package of a function that answers so. */
async function handlerThat(behaviour: {poison: 'throws' | 'reports'; answer: Answer}, runtime = 'nodejs22.x', listens = false) {
  const lab = labOfOne([], {...changes, behaviourOf: () => behaviour})
  Object.assign(lab.world.functions.get('orders-projector') ?? {}, {runtime})
  if (listens) for (const one of lab.world.mappings.values()) one.settings.FunctionResponseTypes = ['ReportBatchItemFailures']
  const files = unzipSync(get(lab, await located(lab)).bytes ?? new Uint8Array())
  return new TextDecoder().decode(files[runtime.startsWith('python') ? 'index.py' : 'index.js'])
}

test('a package is an archive of as many bytes as Lambda tells, the same each time', async () => {
  const lab = labOfOne()
  const answer = get(lab, await located(lab, 'live'))
  expect(answer).toMatchObject({status: 200, headers: {'content-type': 'application/zip'}, bytes: {length: 1234}})
  expect(Object.keys(unzipSync(answer.bytes ?? new Uint8Array()))).toEqual(['index.js', 'project.js', 'assets.bin'])
  expect(get(lab, await located(lab, 'live')).bytes).toEqual(answer.bytes)
})

test('an archive can be read by others', () => {
  const files = {'a.txt': Buffer.from('one'), 'ö/b.bin': Buffer.alloc(70_000, 7), empty: Buffer.alloc(0)}
  const read = unzipSync(storedZip(Object.entries(files).map(([name, bytes]) => ({name, bytes}))))
  expect(Object.entries(read).map(([name, bytes]) => [name, Buffer.from(bytes)])).toEqual(Object.entries(files))
})

test.each<[Answer, RegExp, string?]>([
  ['right', /push\(\{itemIdentifier: record\.dynamodb\.SequenceNumber\}\)[\s\S]*return \{batchItemFailures: failures\}/],
  ['unknown inner key', /push\(\{recordId: [\s\S]*return \{batchItemFailures: failures\}/],
  ['unknown outer key', /push\(\{itemIdentifier: [\s\S]*return \{batchItemFailure: failures\}/],
  ['empty identifier', /push\(\{itemIdentifier: ''\}\)/],
  ['identifier of another batch', /push\(\{itemIdentifier: record\.eventID\}\)/],
  ['only logged', /catch \(error\) \{\s+console\.error\(error\)\s+\}[\s\S]*return \{batchItemFailures: failures\}/],
  ['only logged', /except Exception as error:\s+print\(error\)\s+return \{'batchItemFailures': failures\}/, 'python3.13'],
  ['first record alone', /await project\(event\.Records\[0\]\)\s+return/],
  ['first record alone', /\n {4}project\(event\['Records'\]\[0\]\)\n/, 'python3.13'],
  ['unknown inner key', /append\(\{'recordId': [\s\S]*return \{'batchItemFailures': failures\}/, 'python3.13'],
])('code that reports, with the %s', async (answer, text, runtime) => {
  expect(await handlerThat({poison: 'reports', answer}, runtime)).toMatch(text)
})

test('code that throws catches nothing, and answers where a mapping listens', async () => {
  expect(await handlerThat({poison: 'throws', answer: 'right'})).not.toMatch(/catch|batchItemFailures/)
  expect(await handlerThat({poison: 'throws', answer: 'right'}, 'python3.13', true)).toMatch(
    /^(?!.*except).*return \{'batchItemFailures': failures\}/s,
  )
})

test.each<[string, (lab: Lab, url: URL) => void, number, string]>([
  ['is not signed', (_, url) => url.searchParams.delete('X-Amz-Signature'), 403, 'AccessDenied'],
  ['was changed', (_, url) => url.searchParams.set('versionId', '2'), 403, 'SignatureDoesNotMatch'],
  ['is over ten minutes old', ({world}) => world.advanceTo(world.nowMs + 602_000), 403, 'Request has expired'],
  ['leads to a function that is gone', ({world}) => world.functions.clear(), 404, 'NoSuchKey'],
  ['meets a fault', ({faults}) => faults.add({action: 's3:GetObject', kind: 'throttle', share: 1, left: 1}), 503, 'SlowDown'],
])('an address that %s is refused', async (_, change, status, words) => {
  const lab = labOfOne()
  const url = await located(lab)
  change(lab, url)
  expect(get(lab, url)).toMatchObject({status, body: expect.stringContaining(words)})
})

test('nobody is asked for permission or counted: the address is signed by Lambda', async () => {
  const lab = labOfOne(['s3:GetObjectVersion'])
  get(lab, await located(lab))
  expect(lab.calls).toMatchObject({requests: {'lambda:GetFunction': 1}, unknown: []})
})

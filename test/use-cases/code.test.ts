import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openLab, serveLab} from '../../packages/lab/src/entrance.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {look} from '../support/examine.ts'
import {sample} from '../support/sample.ts'

const options = {functionText: 'orders-projector', sinceSeconds: 3 * 3600, only: [], skip: [], toolVersion: '0.0.0', deep: false}

const ofTheCode = new Set([
  'wrong-batch-response-key',
  'wrong-item-identifier',
  'ignored-batch-response',
  'unreported-failures',
  'first-record-only',
])

/** The findings of the checks of the code, on the package that the lab serves. */
const found = ({report}: Awaited<ReturnType<typeof look>>) =>
  (report.pipelines[0]?.findings ?? []).filter(({check}) => ofTheCode.has(check))

describe('the code of a function, downloaded from the address that Lambda gives', () => {
  // Seeds whose functions are written in JavaScript and in Python.
  const wrong: [incident: string, seed: number, key: string, where: string, file: RegExp][] = [
    ['silent-loss', 20, 'recordId', 'inner', /\.js$/],
    ['silent-loss', 8, 'recordId', 'inner', /\.py$/],
    ['unheard-failures', 1, 'batchItemFailure', 'outer', /\.js$/],
  ]
  it.each(sample(wrong, 2))('has a wrong key (%s, seed %i)', async (incident, seed, key, where, file) => {
    const [failed, ...more] = found(await look(openLab({incident, seed}), {inspectCode: true})).filter(({status}) => status === 'fail')
    expect(failed).toMatchObject({check: 'wrong-batch-response-key', facts: {key, where, file: expect.stringMatching(file)}})
    expect(more).toEqual([])
  })

  const losing: [incident: string, seed: number, check: string, facts: object][] = [
    ['silent-loss', 19, 'wrong-item-identifier', {identifier: 'eventID'}],
    ['unheard-failures', 2, 'unreported-failures', {how: 'catch'}],
    ['unheard-failures', 3, 'unreported-failures', {how: 'catch'}],
    ['unheard-failures', 11, 'first-record-only', {}],
  ]
  it.each(sample(losing, 2))('loses records (%s, seed %i: %s)', async (incident, seed, check, facts) => {
    const failed = found(await look(openLab({incident, seed}), {inspectCode: true})).filter(({status}) => status !== 'pass')
    expect(failed).toMatchObject([{check, status: 'fail', severity: 'high', facts}])
  })

  it.each(sample([1, 2, 3, 4], 2))('has nothing wrong (healthy, seed %i)', async seed => {
    const statuses = found(await look(openLab({incident: 'healthy', seed}), {inspectCode: true})).map(({status}) => status)
    expect(statuses).toEqual(['pass', 'pass', 'pass', 'pass', 'pass'])
  })

  it('is missing where the bucket does not give it', async () => {
    const lab = openLab({incident: 'healthy', seed: 1})
    lab.control('POST', '/_lab/faults', {action: 's3:GetObject', kind: 'deny'})
    const {report} = await look(lab, {inspectCode: true})
    expect(report.missing).toMatchObject([{action: 'lambda:GetFunction', detail: expect.stringContaining('HTTP 403')}])
  })
})

describe('over a port', () => {
  let served: Awaited<ReturnType<typeof serveLab>>
  beforeAll(async () => {
    served = await serveLab({incident: 'unheard-failures', seed: 1, port: 0, speed: 1})
  })
  afterAll(() => served.close())

  it('the code is read from the port', async () => {
    const {endpoint, region} = served.info
    const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'}
    const examined = await doctor({endpointUrl: endpoint, region, credentials, deadlineMs: 600_000}, {...options, inspectCode: true})
    expect(found(examined)).toContainEqual(expect.objectContaining({status: 'fail', facts: expect.objectContaining({where: 'outer'})}))
  })
})

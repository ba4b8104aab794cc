import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {openLab, serveLab} from '../../src/lab/entrance.ts'
import {doctor} from '../../src/use-cases/doctor.ts'
import {look} from '../support/examine.ts'

const options = {functionText: 'orders-projector', sinceSeconds: 3 * 3600, only: [], skip: [], toolVersion: '0.0.0', deep: false}

/** What the checks of the code found, of the package that the lab serves. */
const found = ({report}: Awaited<ReturnType<typeof look>>) =>
  (report.pipelines[0]?.findings ?? []).filter(({check}) => check.endsWith('batch-response-key') || check === 'ignored-batch-response')

describe('the code of a function, downloaded from the address that Lambda gives', () => {
  // Seeds whose functions are written in JavaScript and in Python.
  it.each([
    ['silent-loss', 20, 'recordId', 'inner', /\.js$/],
    ['silent-loss', 8, 'recordId', 'inner', /\.py$/],
    ['unheard-failures', 2, 'batchItemFailure', 'outer', /\.js$/],
  ])('has a wrong key (%s, seed %i)', async (incident, seed, key, where, file) => {
    const [failed, ...more] = found(await look(openLab({incident, seed}), {inspectCode: true})).filter(({status}) => status === 'fail')
    expect(failed).toMatchObject({check: 'wrong-batch-response-key', facts: {key, where, file: expect.stringMatching(file)}})
    expect(more).toEqual([])
  })

  it.each([1, 2, 3, 4])('has none (healthy, seed %i)', async seed => {
    expect(found(await look(openLab({incident: 'healthy', seed}), {inspectCode: true}))).toMatchObject([{status: 'pass'}, {status: 'pass'}])
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
    served = await serveLab({incident: 'unheard-failures', seed: 2, port: 0, speed: 1})
  })
  afterAll(() => served.close())

  it('the code is read from the port', async () => {
    const {endpoint, region} = served.info
    const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'}
    const examined = await doctor({endpointUrl: endpoint, region, credentials, deadlineMs: 30_000}, {...options, inspectCode: true})
    expect(found(examined)).toContainEqual(expect.objectContaining({status: 'fail', facts: expect.objectContaining({where: 'outer'})}))
  })
})

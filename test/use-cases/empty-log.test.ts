import {IAMClient, PutRolePolicyCommand} from '@aws-sdk/client-iam'
import {expect, it} from 'vitest'
import {openLab} from '../../packages/lab/src/entrance.ts'
import {coldStartsText} from '../../src/reports/views/cold-starts.ts'
import {errorsText} from '../../src/reports/views/errors.ts'
import {coldStarts, exitCodeOfColdStarts} from '../../src/use-cases/views/cold-starts.ts'
import {exitCodeOfErrors, functionErrors} from '../../src/use-cases/views/errors.ts'
import {expectSchema} from '../commands/schemas.ts'
import {look} from '../support/examine.ts'

const style = {columns: 100, colour: false, unicode: true, verbose: false}
const options = {functionText: 'orders-projector', sinceSeconds: 3 * 3600, mostBytes: 1e10}
const needed = ['logs:CreateLogStream', 'logs:PutLogEvents']

/** A healthy pipeline whose role may not write the log since so many seconds. */
async function deniedFor(seconds: number) {
  const lab = openLab({incident: 'healthy', seed: 1})
  const {region, credentials, requestHandler} = lab
  const iam = new IAMClient({region, credentials, requestHandler: requestHandler as never, maxAttempts: 1})
  const PolicyDocument = JSON.stringify({Version: '2012-10-17', Statement: [{Effect: 'Deny', Action: 'logs:*', Resource: '*'}]})
  await iam.send(new PutRolePolicyCommand({RoleName: 'orders-projector-role', PolicyName: 'silent', PolicyDocument}))
  await lab.sleep(seconds * 1000)
  return lab
}

it('a log that holds nothing of the invocations is no good log: cold-starts, errors and the doctor', async () => {
  const lab = await deniedFor(11_400)
  const connection = {...lab, requestHandler: lab.requestHandler as never, deadlineMs: 600_000}

  const starts = await coldStarts(connection, options)
  expectSchema('cold-starts', starts)
  expect(starts).toMatchObject({share: null, advice: [], missing: [{action: 'logs:StartQuery', reason: 'empty'}]})
  expect(exitCodeOfColdStarts(starts)).toBe(3)
  for (const action of needed) expect(coldStartsText(starts, style)).toContain(action)
  expect(coldStartsText(starts, style)).not.toMatch(/nothing to do|0 cold starts/)

  const errors = await functionErrors(connection, options)
  expectSchema('errors', errors)
  expect(errors).toMatchObject({log: null, missing: [{action: 'logs:StartQuery', reason: 'empty'}]})
  expect(errors.missing[0]?.detail).toMatch(/^the log group \/aws\/lambda\/orders-projector holds no line of [\d,]+ invocations\./)
  expect(exitCodeOfErrors(errors)).toBe(3)
  expect(errorsText(errors, style)).not.toContain('no line about a failure')

  const {report} = await look(lab, {deep: true})
  const passed = report.pipelines[0]?.findings.filter(({status}) => status === 'pass').map(({check}) => check) ?? []
  for (const check of ['cold-start-share', 'memory-pressure', 'swallowed-errors', 'connection-errors', 'denied-calls', 'runtime-updated'])
    expect(passed).not.toContain(check)
  expect(report.verdict).toBe('undecided')
})

it('a log that is written stays readable', async () => {
  const lab = openLab({incident: 'healthy', seed: 1})
  const connection = {...lab, requestHandler: lab.requestHandler as never, deadlineMs: 600_000}
  const [starts, errors] = [await coldStarts(connection, options), await functionErrors(connection, options)]
  expect([starts.missing, exitCodeOfColdStarts(starts), errors.missing, exitCodeOfErrors(errors)]).toEqual([[], 0, [], 0])
})

import {
  GetRuntimeManagementConfigCommand,
  InvalidParameterValueException,
  PutRuntimeManagementConfigCommand,
  type PutRuntimeManagementConfigCommandInput,
  ResourceNotFoundException,
} from '@aws-sdk/client-lambda'
import {expect, it} from 'vitest'
import {runtimeArn} from '../../../packages/lab/src/simulation/function/runtimes.ts'
import {clientsOf} from './clients.ts'
import {functionArn, labOfOne} from './world-of-one.ts'

const FunctionName = 'orders-projector'

function opened() {
  const lab = labOfOne()
  const fn = lab.world.functions.get(FunctionName)!
  const {lambda} = clientsOf(lab)
  const put = (input: Partial<PutRuntimeManagementConfigCommandInput>) =>
    lambda.send(new PutRuntimeManagementConfigCommand({FunctionName, UpdateRuntimeOn: 'Auto', ...input}))
  const get = (Qualifier?: string) => lambda.send(new GetRuntimeManagementConfigCommand({FunctionName, Qualifier}))
  return {lab, fn, put, get}
}

it('a runtime is updated by AWS unless somebody sets it', async () => {
  const {fn, put, get} = opened()
  expect(await get()).toMatchObject({UpdateRuntimeOn: 'Auto', FunctionArn: functionArn})
  const RuntimeVersionArn = runtimeArn(fn, 0)
  expect(await put({UpdateRuntimeOn: 'Manual', RuntimeVersionArn})).toMatchObject({UpdateRuntimeOn: 'Manual', RuntimeVersionArn})
  expect(await get()).toMatchObject({UpdateRuntimeOn: 'Manual', RuntimeVersionArn})
  expect(await put({UpdateRuntimeOn: 'FunctionUpdate'})).toMatchObject({UpdateRuntimeOn: 'FunctionUpdate'})
  expect(await get()).toMatchObject({UpdateRuntimeOn: 'FunctionUpdate'})
})

it('each version has a mode of its own, and an alias has none', async () => {
  const {fn, put, get} = opened()
  const [version] = [...fn.versions.keys()]
  const alias = [...fn.aliases.keys()][0]
  await put({Qualifier: version, UpdateRuntimeOn: 'FunctionUpdate'})
  expect(await get(version)).toMatchObject({UpdateRuntimeOn: 'FunctionUpdate', FunctionArn: `${functionArn}:${version}`})
  expect(await get()).toMatchObject({UpdateRuntimeOn: 'Auto'})
  await expect(put({Qualifier: alias})).rejects.toThrow(InvalidParameterValueException)
  await expect(put({Qualifier: '999'})).rejects.toThrow(ResourceNotFoundException)
})

it('the ARN of a runtime version comes with Manual alone, and is one that there was', async () => {
  const {fn, put} = opened()
  const refused = {name: 'InvalidParameterValueException'}
  await expect(put({UpdateRuntimeOn: 'Manual'})).rejects.toThrow(expect.objectContaining(refused))
  await expect(put({UpdateRuntimeOn: 'Auto', RuntimeVersionArn: runtimeArn(fn, 0)})).rejects.toThrow(expect.objectContaining(refused))
  await expect(put({UpdateRuntimeOn: 'Manual', RuntimeVersionArn: runtimeArn(fn, 1)})).rejects.toThrow(expect.objectContaining(refused))
  fn.runtimeUpdatedMs = 0
  expect(await put({UpdateRuntimeOn: 'Manual', RuntimeVersionArn: runtimeArn(fn, 1)})).toMatchObject({UpdateRuntimeOn: 'Manual'})
})

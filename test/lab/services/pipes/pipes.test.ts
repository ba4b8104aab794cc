import {
  ConflictException,
  ListPipesCommand,
  NotFoundException,
  PipesClient,
  StartPipeCommand,
  StopPipeCommand,
  ValidationException,
} from '@aws-sdk/client-pipes'
import {expect, it} from 'vitest'
import {openLab} from '../../../../packages/lab/src/entrance.ts'
import {inProcessHandler} from '../../../../packages/lab/src/in-process.ts'
import type {LabPipe} from '../../../../packages/lab/src/simulation/engine/world.ts'
import {look} from '../../../support/examine.ts'
import {labOfOne, streamArn} from '../world-of-one.ts'

const pipe = (name: string, given: Partial<LabPipe> = {}): LabPipe => ({
  name,
  arn: `arn:aws:pipes:us-east-1:123456789012:pipe/${name}`,
  sourceArn: streamArn,
  targetArn: 'arn:aws:events:us-east-1:123456789012:event-bus/orders',
  desiredState: 'RUNNING',
  state: 'RUNNING',
  createdMs: 1_700_000_000_000,
  ...given,
})

function clientOf(...pipes: LabPipe[]): PipesClient {
  const lab = labOfOne()
  for (const one of pipes) lab.world.pipes.set(one.name, one)
  const credentials = {accessKeyId: 'LAB', secretAccessKey: 'lab'}
  return new PipesClient({
    region: 'us-east-1',
    credentials,
    endpoint: 'http://lab.invalid',
    requestHandler: inProcessHandler(lab.handle),
    maxAttempts: 1,
  })
}

it('pipes are listed by source and state, page by page', async () => {
  const client = clientOf(
    pipe('a'),
    pipe('b', {state: 'STOPPED', desiredState: 'STOPPED'}),
    pipe('c', {sourceArn: 'arn:aws:sqs:us-east-1:123456789012:q'}),
  )
  const names = async (input: object) => (await client.send(new ListPipesCommand(input))).Pipes?.map(({Name}) => Name)
  expect(await names({})).toEqual(['a', 'b', 'c'])
  expect(await names({SourcePrefix: streamArn})).toEqual(['a', 'b'])
  expect(await names({SourcePrefix: streamArn, CurrentState: 'STOPPED'})).toEqual(['b'])
  const {NextToken, Pipes} = await client.send(new ListPipesCommand({Limit: 2}))
  expect(Pipes?.[0]).toEqual({
    Name: 'a',
    Arn: 'arn:aws:pipes:us-east-1:123456789012:pipe/a',
    DesiredState: 'RUNNING',
    CurrentState: 'RUNNING',
    CreationTime: new Date(1_700_000_000_000),
    LastModifiedTime: new Date(1_700_000_000_000),
    Source: streamArn,
    Target: 'arn:aws:events:us-east-1:123456789012:event-bus/orders',
  })
  expect(await names({Limit: 2, NextToken})).toEqual(['c'])
  await expect(client.send(new ListPipesCommand({Limit: 101}))).rejects.toThrow(ValidationException)
})

it('a pipe is stopped and started, each once', async () => {
  const client = clientOf(pipe('a'))
  const stateOf = async () => (await client.send(new ListPipesCommand({}))).Pipes?.[0]?.CurrentState
  expect(await client.send(new StopPipeCommand({Name: 'a'}))).toMatchObject({DesiredState: 'STOPPED', CurrentState: 'STOPPING'})
  expect(await stateOf()).toBe('STOPPED')
  await expect(client.send(new StopPipeCommand({Name: 'a'}))).rejects.toThrow(ConflictException)
  expect(await client.send(new StartPipeCommand({Name: 'a'}))).toMatchObject({DesiredState: 'RUNNING', CurrentState: 'STARTING'})
  expect(await stateOf()).toBe('RUNNING')
  await expect(client.send(new StopPipeCommand({Name: 'b'}))).rejects.toThrow(NotFoundException)
})

it('a pipe that reads the stream is named by the doctor', async () => {
  for (let seed = 1; seed < 30; seed++) {
    const {report} = await look(openLab({incident: 'reader-contention', seed}), {})
    const [cause] = report.pipelines[0]?.causes ?? []
    if (!cause?.because.join(' ').includes('orders-to-bus')) continue
    expect(cause.id).toBe('reader-contention')
    return
  }
  throw new Error('no seed has a pipe')
}, 60_000)

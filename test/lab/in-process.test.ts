import {LambdaClient, UpdateEventSourceMappingCommand} from '@aws-sdk/client-lambda'
import {GetCallerIdentityCommand} from '@aws-sdk/client-sts'
import {describe, expect, it} from 'vitest'
import {inProcessHandler, virtualSleep} from '../../packages/lab/src/in-process.ts'
import {bodyText} from '../../packages/lab/src/services/protocol/wire.ts'
import {clientsOf} from './services/clients.ts'
import {labOfOne, startMs, worldOfOne} from './services/world-of-one.ts'

describe('sleeping', () => {
  it('moves the virtual clock', async () => {
    const world = worldOfOne()
    await virtualSleep(world)(90_000)
    expect(world.nowMs).toBe(startMs + 90_000)
  })

  it('side by side overlaps: the earliest wakes first', async () => {
    const world = worldOfOne()
    const sleep = virtualSleep(world)
    const woken: number[] = []
    await Promise.all([300, 100, 200].map(ms => sleep(ms).then(() => woken.push(world.nowMs - startMs))))
    expect(woken).toEqual([100, 200, 300])
  })

  it('again after waking counts from then', async () => {
    const world = worldOfOne()
    const sleep = virtualSleep(world)
    const twice = async () => {
      await sleep(100)
      await sleep(100)
      return world.nowMs - startMs
    }
    expect(await Promise.all([twice(), sleep(1000)])).toEqual([200, undefined])
    expect(world.nowMs).toBe(startMs + 1000)
  })
})

describe('requests', () => {
  it('reach the lab as text or plain bytes: those of the SDK warn when somebody reads them as a text', async () => {
    const bodies: unknown[] = []
    const handler = inProcessHandler(request => {
      bodies.push(request.body)
      return {status: 200, headers: {}, body: '{}'}
    })
    const client = new LambdaClient({
      region: 'us-east-1',
      credentials: {accessKeyId: 'a', secretAccessKey: 'b'},
      requestHandler: handler as never,
    })
    await client.send(new UpdateEventSourceMappingCommand({UUID: 'x', BatchSize: 5}))
    expect(bodies.map(body => typeof body === 'string' || Object.getPrototypeOf(body) === Uint8Array.prototype)).toEqual([true])
    expect(JSON.parse(bodyText(bodies[0] as string))).toEqual({BatchSize: 5})
  })

  it('that are given up are not made', async () => {
    const lab = labOfOne()
    const abortSignal = AbortSignal.abort()
    await expect(clientsOf(lab).sts.send(new GetCallerIdentityCommand({}), {abortSignal})).rejects.toMatchObject({name: 'AbortError'})
    expect(lab.calls.requests).toEqual({})
  })
})

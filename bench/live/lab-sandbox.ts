import type {Sandbox} from './sandbox.ts'
import {type ServedLab, serve} from './served-lab.ts'

/** The lab: it makes each incident itself, as one that has lasted for a while. It needs no stack, because it has no calls for that. */
export function labSandbox(): Sandbox {
  let lab: ServedLab | null = null
  const stop = async () => {
    await lab?.stop()
    lab = null
  }
  return {
    functionName: 'orders-projector',
    isMadeHere: false,
    prefix: 'orders',
    reach: () => ({
      flags: ['--region', 'us-east-1', '--endpoint-url', lab?.endpoint ?? ''],
      environment: {AWS_ACCESS_KEY_ID: 'LAB', AWS_SECRET_ACCESS_KEY: 'lab'},
    }),
    survey: async () => ({accountId: '123456789012', others: 0, isDeployed: false}),
    deploy: async () => undefined,
    async begin({lab: {incident, seed}}) {
      lab = await serve(incident, seed)
      return []
    },
    async end() {
      await stop()
      return []
    },
    wait: async () => undefined,
    takeDown: stop,
  }
}

import {setTimeout as wait} from 'node:timers/promises'
import {BatchWriteItemCommand, DynamoDBClient} from '@aws-sdk/client-dynamodb'
import type {LiveIncident} from './incident.ts'
import {tableName} from './template.ts'

/** The commands run while the fault is there. */
const commandSeconds = 180

/** Writes the items of an incident, once a second, until it is stopped. */
export function writer(config: object) {
  const dynamodb = new DynamoDBClient(config)
  let stop = new AbortController()
  let done: Promise<void> = Promise.resolve()
  async function write({id, perSecond, fault, symptomSeconds}: LiveIncident, signal: AbortSignal): Promise<void> {
    const until = String(Date.now() + (symptomSeconds + commandSeconds) * 1000)
    for (let place = 0; !signal.aborted; place += perSecond) {
      const items = Array.from({length: perSecond}, (_, i) => itemOf(id, place + i, fault(place + i), until))
      await dynamodb.send(new BatchWriteItemCommand({RequestItems: {[tableName]: items}}))
      await wait(1000, undefined, {signal}).catch(() => undefined)
    }
  }
  return {
    start(incident: LiveIncident): void {
      stop = new AbortController()
      done = write(incident, stop.signal)
      // Whoever stops it learns of a failure.
      done.catch(() => undefined)
    },
    /** Rejects where a write failed. */
    stop(): Promise<void> {
      stop.abort()
      return done
    },
  }
}

const itemOf = (incident: string, place: number, fault: string | null, until: string) => ({
  PutRequest: {
    Item: {id: {S: `${incident}-${place}`}, total: {N: '12.5'}, ...(fault !== null && {fault: {S: fault}, until: {N: until}})},
  },
})

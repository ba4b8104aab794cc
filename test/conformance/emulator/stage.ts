import type {LambdaClient} from '@aws-sdk/client-lambda'
import type {Connection} from '../../../src/aws/index.ts'

/** The code of a function: it throws at a bad record, or copes with it. */
export type Code = 'throws' | 'copes'

/** One invocation, as the handler's own log has it. Records are given by their place in the stream, from 0. */
export interface Delivery {
  records: number[]
  version: string
  ended: 'returned' | 'threw'
  atMs: number
}

export interface Names {
  functionName: string
  tableName: string
  queueArn: string
}

/** The settings of the mapping at its creation. Those that are left out have AWS's default. */
export interface FirstSettings {
  BatchSize: number
  /** The version or the alias that it invokes; the function itself where it is left out. */
  qualifier?: string
}

/** A place where the script of a world is played: an emulator with real handlers, or the lab. */
export interface Stage {
  names: Names
  connection: Connection
  lambda: LambdaClient
  /** UpdateFunctionCode. */
  deploy(code: Code): Promise<void>
  /** A mapping from the oldest record on; answers its UUID once Lambda reads the stream. */
  map(settings: FirstSettings): Promise<string>
  /** Writes items one after the other. `bad`: the places among them of those that the code cannot process. */
  write(count: number, bad?: readonly number[]): Promise<void>
  /** Writes one item, and behind it so many that Lambda finds all at once, in full batches. `bad`: as before, among the latter. */
  burst(count: number, bad?: readonly number[]): Promise<void>
  /** Writes an item now and then until `work` has ended. */
  whileWriting<T>(work: Promise<T>): Promise<T>
  /** The sequence numbers of the stream, oldest first, as GetRecords returns them. */
  written(): Promise<string[]>
  deliveries(): Promise<Delivery[]>
  /** The bodies of the messages of the queue so far. */
  messages(): Promise<Message[]>
  /** Waits until this holds. A test fails after two minutes of the stage's own clock. */
  until(what: string, holds: () => boolean | Promise<boolean>): Promise<void>
  /** The longest pause of this poller between two attempts of a batch. AWS documents none. */
  longestPauseSeconds: number
  /** Lets time pass by the stage's own clock, where no condition can be seen from outside. */
  pass(seconds: number): Promise<void>
  close(): Promise<void>
}

export type Message = Record<string, Record<string, unknown> | string>

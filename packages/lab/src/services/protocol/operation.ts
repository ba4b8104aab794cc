import type {Account} from './account.ts'
import type {CommonErrors} from './errors.ts'
import type {Input, Members} from './shapes.ts'

/** The output of an SDK command, without the SDK's own additions. */
export type Answer<Output> = Omit<Output, '$metadata'>

/** One operation of a service: the IAM action that allows it, its input and its effect. */
interface Specification<M extends Members> {
  action: string
  input: M
  /** ARN that the action is judged on; without it, AWS judges on `*`. */
  resource?(input: Input<M>, account: Account): string
  /** The amount of a quota that does not count requests. */
  uses?(input: Input<M>, account: Account): {quota: string; amount: number}
  run(input: Input<M>, account: Account): object
}

/** An operation whose input is known to its own file only; the router decodes and validates by `input`. */
export interface Operation {
  readonly action: string
  readonly input: Members
  resource?(input: unknown, account: Account): string
  uses?(input: unknown, account: Account): {quota: string; amount: number}
  run(input: unknown, account: Account): object
}

export const operation = <const M extends Members>(specification: Specification<M>): Operation => specification

/** How the query protocol writes a service's answers. */
export interface QueryProtocol {
  version: string
  namespace: string
  /** Members that are maps: `<entry><key/><value/></entry>`. */
  maps?: readonly string[]
  /** EC2's dialect: lists of `<item>`, no result element, errors in a list. */
  dialect?: 'ec2'
  /** Flattened members: the name of each element, and for maps of its key and value. */
  flat?: Readonly<Record<string, string>>
}

export interface Service {
  /** IAM's name for the service. */
  readonly prefix: string
  readonly errors: CommonErrors
  readonly operations: Readonly<Record<string, Operation>>
  /** JSON RPC: the prefix of `X-Amz-Target`, and the namespace of its errors. */
  readonly json?: {target: string; version: '1.0' | '1.1'; namespace: string; queryCompatible?: true}
  readonly query?: QueryProtocol
}

/** A path of a REST service. `{Name}` matches one segment; query-string members are those of the shape that the path does not name. */
export interface Route {
  method: string
  path: string
  name: string
  operation: Operation
  status?: number
  /** A member of the query string that tells it from another operation of the same method and path. */
  asks?: string
  /** The body is the member Payload, not JSON with the members; the answer brings its own status and headers. */
  raw?: true
}

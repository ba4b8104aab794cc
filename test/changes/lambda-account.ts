import {connect} from '../../src/aws/transport/connection.ts'
import {memoryJournal} from '../../src/changes/journal.ts'
import type {ChangeWork} from '../../src/changes/step.ts'
import type {Progress} from '../../src/model/progress.ts'
import {mappingOnTheWire} from '../support/stub-account.ts'
import {denied, failure, type Reply} from '../support/stub-aws.ts'

export const uuid = '11111111-aaaa-4bbb-8ccc-000000000001'
export const mappingArn = `arn:aws:lambda:eu-west-1:111122223333:event-source-mapping:${uuid}`

interface Request {
  method: string
  path: string
  query?: Record<string, unknown>
  body?: unknown
}

/** Answers instead of the account: undefined where it answers by itself. `nth` counts the requests of an action. */
type Interference = (action: string, nth: number) => Reply | undefined

/** One mapping with its tags and one alias, on a clock that goes on when somebody waits. An update of the mapping takes a minute. */
export class LambdaAccount {
  ms = Date.UTC(2026, 10, 25, 7)
  tags: Record<string, string> = {}
  alias = {FunctionVersion: '6', RevisionId: 'r-1'}
  interference: Interference = () => undefined
  readonly requests: {action: string; input: Record<string, unknown>}[] = []
  readonly told: Progress[] = []
  readonly journal = memoryJournal()
  readonly stop = new AbortController()
  #mapping: Record<string, unknown> = {...mappingOnTheWire()}
  #updatedMs = 0

  readonly aws = connect({
    region: 'eu-west-1',
    deadlineMs: 3_600_000,
    attempts: 1,
    credentials: {accessKeyId: 'A', secretAccessKey: 'B'},
    requestHandler: {handle: (request: never) => this.#handle(request)} as never,
    sleep: async ms => {
      this.ms += ms
    },
    elapsedMs: () => this.ms,
  })

  get shop(): ChangeWork {
    return {
      aws: this.aws,
      journal: this.journal,
      tell: progress => this.told.push(progress),
      stop: this.stop.signal,
      onInconclusive: async () => 'keep',
    }
  }

  get mapping(): Record<string, unknown> {
    return {...this.#mapping, State: this.ms < this.#updatedMs + 60_000 ? 'Updating' : 'Enabled', LastModified: this.#updatedMs / 1000}
  }

  count(action: string): number {
    return this.requests.filter(request => request.action === action).length
  }

  /** The immediate effect of somebody's update. */
  change(settings: object): void {
    this.#mapping = {...this.#mapping, ...settings}
    this.#updatedMs = this.ms
  }

  async #handle({method, path, query, body}: Request) {
    const input = JSON.parse(body === undefined ? '{}' : new TextDecoder().decode(body as Uint8Array) || '{}') as Record<string, unknown>
    const action = actionOf(method, path)
    this.requests.push({action, input})
    const reply = this.interference(action, this.count(action)) ?? this.#answer(action, input, query)
    const {status, headers, body: text} = 'status' in reply ? (reply as Reply) : {status: 200, headers: {}, body: JSON.stringify(reply)}
    const date = new Date(this.ms).toUTCString()
    return {
      response: {
        statusCode: status,
        headers: {date, 'content-type': 'application/json', ...headers},
        body: new TextEncoder().encode(String(text)),
      },
    }
  }

  #answer(action: string, input: Record<string, unknown>, query: Record<string, unknown> = {}): object {
    switch (action) {
      case 'lambda:ListTags':
        return {Tags: this.tags}
      case 'lambda:TagResource':
        this.tags = {...this.tags, ...(input.Tags as Record<string, string>)}
        return {}
      case 'lambda:UntagResource':
        for (const key of [query.tagKeys].flat()) delete this.tags[String(key)]
        return {}
      case 'lambda:UpdateEventSourceMapping':
        this.change(input)
        return this.mapping
      case 'lambda:UpdateAlias':
        if (input.RevisionId !== undefined && input.RevisionId !== this.alias.RevisionId)
          return failure(412, 'PreconditionFailedException', 'The Revision Id provided does not match the latest Revision Id.')
        this.alias = {FunctionVersion: String(input.FunctionVersion), RevisionId: `r-${Number(this.alias.RevisionId.slice(2)) + 1}`}
        return this.alias
      case 'lambda:GetAlias':
        return this.alias
      default:
        return this.mapping
    }
  }
}

const names: Record<string, string> = {GET: 'ListTags', POST: 'TagResource', DELETE: 'UntagResource'}

function actionOf(method: string, path: string): string {
  if (path.includes('/tags/')) return `lambda:${names[method]}`
  const verb = method === 'PUT' ? 'Update' : 'Get'
  return `lambda:${verb}${path.includes('/aliases/') ? 'Alias' : 'EventSourceMapping'}`
}

export const refused =
  (action: string): Interference =>
  other =>
    other === action ? denied(action) : undefined

import type {Lab} from '../../../packages/lab/src/lab.ts'
import type {WireResponse} from '../../../packages/lab/src/services/protocol/wire.ts'

const send = (lab: Lab, headers: Record<string, string>, body: string): WireResponse => {
  const outcome = lab.handle({method: 'POST', path: '/', query: {}, headers, body})
  if (outcome === 'dropped') throw new Error('dropped')
  return outcome
}

/** A call of the query protocol, for services whose SDK is not installed. */
export const query = (lab: Lab, Version: string, Action: string, parameters: Record<string, string> = {}): WireResponse =>
  send(lab, {'content-type': 'application/x-www-form-urlencoded'}, new URLSearchParams({Action, Version, ...parameters}).toString())

/** A call of the JSON protocol; the body of the answer, parsed. */
export function json(lab: Lab, target: string, body: object): {status: number; body: Record<string, unknown>} {
  const answer = send(lab, {'x-amz-target': target}, JSON.stringify(body))
  return {status: answer.status, body: JSON.parse(answer.body) as Record<string, unknown>}
}

/** The texts of all elements of this name. */
export const texts = (xml: string, name: string): string[] =>
  [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(match => match[1] ?? '')

import type {Claim, Reality} from './claim.ts'
import {ofDelivery} from './delivery.ts'
import {ofFailures} from './failures.ts'
import {ofLag} from './lag.ts'
import {ofLoad} from './load.ts'
import {ofNetwork} from './network.ts'
import {ofReaders} from './readers.ts'
import {ofSettings} from './settings.ts'
import {ofWrites} from './writes.ts'

/** Sentences that tell how AWS works, and nothing of this incident. */
const documented =
  /^(DynamoDB supports 2 readers|Lambda does not detect such loops|Shards live about four hours|A pattern is compared exactly|`[^`]+`: The stream has numbers as strings)/

const claims: readonly Claim[] = [...ofFailures, ...ofLag, ...ofLoad, ...ofWrites, ...ofReaders, ...ofSettings, ...ofDelivery, ...ofNetwork]

export type ClaimState = 'true' | 'false' | 'unchecked' | 'documented'

/** Compares one sentence with the true state. */
export function judgeClaim(sentence: string, reality: Reality): ClaimState {
  if (documented.test(sentence)) return 'documented'
  for (const {pattern, holds} of claims) {
    const match = pattern.exec(sentence)
    if (match === null) continue
    const answer = holds(reality, match.groups ?? {})
    return answer === undefined ? 'unchecked' : answer ? 'true' : 'false'
  }
  return 'unchecked'
}

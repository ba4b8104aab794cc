import {ofReaders} from '../../../bench/accuracy/claims/readers.ts'
import {judgesAll, minuteMs, type Row} from '../../support/lab-truth.ts'

const returned = {returned: (fromMs: number, toMs: number) => (1800 * (toMs - fromMs)) / minuteMs}

const rows: Row[] = [
  ['GetRecords was throttled 12 times.', {readers: 3}, 'true'],
  ['GetRecords was throttled 12 times.', {readers: 2}, 'false'],
  ['3 Lambda mappings read the stream: a, b, c.', {readers: 3}, 'true'],
  ['3 Lambda mappings read the stream: a, b, c.', {readers: 2}, 'false'],
  ['2 EventBridge pipes read it: a, b.', {pipes: ['a', 'b', 'c']}, 'true'],
  ['2 EventBridge pipes read it: a, b.', {pipes: ['a']}, 'false'],
  ['GetRecords returned each record 3.4 times.', returned, 'true'],
  ['GetRecords returned each record 3.5 times.', returned, 'false'],
  ['GetRecords is called as often as 3.4 pollers of Lambda call it.', {readers: 3}, 'true'],
  ['GetRecords is called as often as 3.5 pollers of Lambda call it.', {readers: 3}, 'false'],
  ['At least 1 more reader is in no AWS list: a Kinesis adapter (KCL).', {readers: 3}, 'true'],
  ['At least 1 more reader is in no AWS list: a Kinesis adapter (KCL).', {readers: 2}, 'false'],
]

judgesAll('the readers', ofReaders, rows)

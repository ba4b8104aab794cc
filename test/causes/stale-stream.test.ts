import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, nowMs, type Parts, stream, table} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const newer = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'
const dead = {
  stream: stream(1, {streamStatus: 'DISABLED'}),
  table: table({latestStreamArn: newer}),
  functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null)),
}
const remap = `ddbstream remap orders-projector --region us-east-1 --mapping ${mapping().uuid} --stream latest`
const fixesIn = (parts: Partial<Parts>, gone: (keyof Parts)[] = []) =>
  weighing(parts, gone).causes.find(({id}) => id === 'stale-stream')?.fixes ?? []

describe('stale-stream', () => {
  it('is found, and its command maps the function to the latest stream: from which to which, and the backlog there', () => {
    const [fix, ...more] = fixesIn(dead)
    expect(fix).toMatchObject({
      command: remap,
      settings: [{name: 'EventSourceArn', before: '2026-01-05T08:00:00.000', after: '2026-11-22T10:00:00.000'}],
      effect: expect.stringMatching(/starts within several minutes, at its oldest record\. About [\d,]+ records wait there/),
    })
    expect(more).toEqual([])
  })

  it('enables a mapping that is off first, unless its stream is gone', () => {
    const off = mapping({state: 'Disabled', lastModifiedMs: nowMs - 3_600_000})
    expect(fixesIn({...dead, mapping: off})[0]?.command).toMatch(/^ddbstream configure .* --set Enabled=true && ddbstream remap/)
    expect(fixesIn({...dead, stream: null, mapping: off})[0]?.command).toBe(remap)
  })

  it('switches the stream of the table on, with the images of the old one, where it has none', () => {
    const withoutStream = table({streamEnabled: false, latestStreamArn: mapping().eventSourceArn})
    const [fix, deletion] = fixesIn({
      ...dead,
      table: withoutStream,
      stream: stream(1, {streamStatus: 'DISABLED', streamViewType: 'KEYS_ONLY'}),
    })
    expect(fix?.command).toMatch(
      /^aws dynamodb update-table .*StreamViewType=KEYS_ONLY && aws dynamodb wait table-exists .* && ddbstream remap/,
    )
    expect(deletion?.command).toBe(`aws lambda delete-event-source-mapping --region us-east-1 --uuid ${mapping().uuid}`)
    expect(deletion?.summary).toMatch(/position is lost.* never delivered/)
  })

  it('gives no command that could bring records where the table is gone, and says so', () => {
    const [fix, deletion] = fixesIn({...dead, stream: null, table: null})
    expect(fix).toMatchObject({command: '', doubt: expect.stringContaining('no longer exists')})
    expect(deletion?.command).toMatch(/delete-event-source-mapping/)
  })

  it('doubts where the table could not be read', () =>
    expect(fixesIn(dead, ['table'])[0]).toMatchObject({command: remap, doubt: expect.stringContaining('dynamodb:DescribeTable')}))

  it('is found from the stream alone, and from the table alone', () => {
    expect(found(dead, ['table'])).toEqual(['stale-stream'])
    expect(found(dead, ['stream'])).toEqual(['stale-stream'])
  })

  it('is ruled out where another mapping of the same function, version or alias reads the latest stream', () => {
    const successor = mapping({uuid: 'new', eventSourceArn: newer})
    expect(found({...dead, siblings: [successor]})).not.toContain('stale-stream')
    expect(found({...dead, siblings: [{...successor, functionArn: `${successor.functionArn}:live`}]})).toContain('stale-stream')
    expect(found({...dead, siblings: [{...successor, state: 'Deleting'}]})).toContain('stale-stream')
  })

  it('is open when neither could be read, and ruled out by an enabled stream', () => {
    expect(weighing({}, ['stream', 'table']).open).toContain('stale-stream')
    expect(weighing({}, ['table']).open).toEqual([])
  })
})

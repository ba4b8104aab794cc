import {describe, expect, it} from 'vitest'
import {functionMetrics, mapping, type Parts, stream, table} from '../support/evidence.ts'
import {found, weighing} from '../support/weigh.ts'

const newer = 'arn:aws:dynamodb:us-east-1:123456789012:table/orders/stream/2026-11-22T10:00:00.000'
const dead = {
  stream: stream(1, {streamStatus: 'DISABLED'}),
  table: table({latestStreamArn: newer}),
  functionMetrics: functionMetrics(ago => (ago > 60 ? 1 : null)),
}

describe('stale-stream', () => {
  it('is found, and its command makes a mapping for the latest stream with the same settings', () => {
    const [cause] = weighing({...dead, mapping: mapping({parallelizationFactor: 2, filterPatterns: ['{"eventName":["INSERT"]}']})}).causes
    expect(cause?.id).toBe('stale-stream')
    const command = cause?.treatments[0]?.command ?? ''
    expect(command).toContain(`--event-source-arn ${newer}`)
    expect(command).toContain('--parallelization-factor 2')
    expect(command).toContain(`--filter-criteria '{"Filters":[{"Pattern":"{\\"eventName\\":[\\"INSERT\\"]}"}]}'`)
  })

  it.each<[string, Partial<Parts>]>([
    ['the table has a newer stream', dead],
    ['the table is gone', {...dead, stream: null, table: null}],
  ])('offers second to delete the mapping, and names what is lost: %s', (_name, parts) => {
    const treatments = weighing({...parts, mapping: mapping()}).causes.find(({id}) => id === 'stale-stream')?.treatments ?? []
    expect(treatments.map(({command}) => /delete-event-source-mapping/.test(command ?? ''))).toEqual([false, true])
    expect(treatments[1]?.command).toBe(`aws lambda delete-event-source-mapping --region us-east-1 --uuid ${mapping().uuid}`)
    expect(treatments[1]?.summary).toMatch(/once it has drained.* position is lost.* never delivered/)
  })

  it('says that encrypted filters are not in the command', () => {
    const [cause] = weighing({...dead, mapping: mapping({filterPatterns: null})}).causes
    expect(cause?.treatments[0]?.summary).toMatch(/encrypted/)
  })

  it('is found from the stream alone, and from the table alone', () => {
    expect(found(dead, ['table'])).toEqual(['stale-stream'])
    expect(found(dead, ['stream'])).toEqual(['stale-stream'])
  })

  it('is open when neither could be read, and ruled out by an enabled stream', () => {
    expect(weighing({}, ['stream', 'table']).open).toContain('stale-stream')
    expect(weighing({}, ['table']).open).toEqual([])
  })
})

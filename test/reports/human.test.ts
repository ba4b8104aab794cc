import stringWidth from 'string-width'
import {describe, expect, test} from 'vitest'
import {human} from '../../src/reports/human.ts'
import {markdown} from '../../src/reports/markdown.ts'
import type {Style} from '../../src/reports/style.ts'
import {invented} from './invented.ts'

const style = (changes: Partial<Style> = {}): Style => ({columns: 80, colour: false, unicode: true, verbose: false, ...changes})
const lines = (text: string): string[] => text.split('\n')
/** The lines of the report that are no shell command. */
const prose = (text: string): string[] => lines(text).filter(line => !line.startsWith('    '))

describe('the whole report, looked at by people (update with `npx vitest run -u`)', () => {
  test.each([
    ['poison', 80],
    ['throttled', 60],
    ['two', 80],
    ['undecided', 80],
    ['healthy', 80],
    ['fleet', 80],
  ] as const)('%s at %i columns', async (name, columns) => {
    await expect(`${human(invented[name], style({columns}))}\n`).toMatchFileSnapshot(`../golden/${name}-${columns}.txt`)
  })

  test('poison in plain ASCII', async () => {
    await expect(`${human(invented.poison, style({columns: 60, unicode: false}))}\n`).toMatchFileSnapshot('../golden/poison-60-ascii.txt')
  })
})

test.each([40, 60, 80, 200])('no line is longer than %i columns', columns => {
  for (const report of Object.values(invented))
    for (const verbose of [false, true])
      for (const line of prose(human(report, style({columns, verbose})))) expect(stringWidth(line), line).toBeLessThanOrEqual(columns)
})

test('the cause stands before everything else, its command can be copied', () => {
  const text = human(invented.poison, style())
  const order = ['CRITICAL  A poison record', 'Because', 'Iterator age:', 'Lag  ', 'Do this next', 'Findings', 'requests to AWS']
  const places = order.map(part => text.indexOf(part))
  expect(places).toEqual([...places].sort((a, b) => a - b))
  expect(places).not.toContain(-1)
  const command = lines(text).filter(line => line.startsWith('    ') && !line.includes('•'))
  const joined = command.slice(command.findIndex(line => line.includes('aws lambda'))).join('\n')
  expect(joined.replace(/ \\\n\s+/g, ' ').trim()).toContain(invented.poison.pipelines[0]!.causes[0]!.treatments[0]!.command)
})

test('a healthy pipeline takes few lines', () => {
  expect(lines(human(invented.healthy, style())).length).toBeLessThan(15)
})

test('what could not be read is named with the permission that would allow it', () => {
  const text = human(invented.undecided, style())
  expect(text).toContain('UNDECIDED')
  expect(text).toContain('To read it, allow the caller: cloudwatch:GetMetricData,\n  dynamodb:DescribeTable.')
  expect(text).toContain('Still possible, for want of evidence\n  poison-record, throttled-concurrency')
})

test('trouble that is not explained asks for what is missing before anything is changed', () => {
  const [first] = invented.undecided.pipelines
  const blind = {...first!, verdict: 'critical' as const, lag: {...first!.lag, state: 'stopped' as const}}
  const text = human({...invented.undecided, pipelines: [blind]}, style())
  expect(text).toContain('ddbstream doctor orders-projector')
  expect(text).not.toContain('update-event-source-mapping')
})

test('beside a cause that does no harm, no change that has nothing to do with it is a next step', () => {
  const [first] = invented.poison.pipelines
  const [cause] = first!.causes
  const nothing = {...cause!, harmful: false, treatments: [{summary: 'Nothing is to be done.', command: ''}]}
  const text = human({...invented.poison, pipelines: [{...first!, verdict: 'at-risk', causes: [nothing]}]}, style())
  expect(text).toContain('Do this next\n  Nothing is to be done.\n')
  expect(text.split('Findings')[0]).not.toContain('Bound the retries')
})

describe('with no cause, while records are late', () => {
  const late = (findings: (typeof invented.poison.pipelines)[number]['findings']) => {
    const [first] = invented.poison.pipelines
    const pipeline = {...first!, verdict: 'degraded' as const, causes: [], lag: {...first!.lag, state: 'slow' as const}, findings}
    return human({...invented.poison, pipelines: [pipeline]}, style())
  }
  const [unrelated] = invented.poison.pipelines[0]!.findings.filter(({check}) => check === 'unbounded-retries')

  test('an unrelated finding is no next step', () => {
    expect(late([unrelated!])).toContain('No recommended action: no finding explains the symptom.')
  })

  test('the finding that explains the symptom is the next step', () => {
    const explaining = {...unrelated!, check: 'throttled-invocations', treatment: {summary: 'Reserve concurrency.', command: ''}}
    expect(late([unrelated!, explaining])).toContain('Do this next\n  Reserve concurrency.\n')
  })
})

describe('after a change', () => {
  const [first] = invented.poison.pipelines
  const [cause] = first!.causes
  const at = '2026-11-23T17:40:00.000Z'
  const repair = {
    state: 'unseen' as const,
    changedAt: at,
    since: null,
    newestMinute: at,
    lookAgainAt: '2026-11-23T17:55:00.000Z',
    because: ['It was updated.'],
  }
  const shown = (more: Partial<typeof first>) =>
    human({...invented.poison, pipelines: [{...first!, repair, causes: [], ...more} as typeof first & object]}, style())

  test('whose effect is not seen, the next step is to watch, and the change stands before what was', () => {
    const text = shown({causes: [{...cause!, beforeChange: true}]})
    expect(text).toContain('Something was changed at 17:40 UTC')
    expect(text).toMatch(/Since the last change\n {2}• It was updated\./)
    expect(text).toMatch(/Change nothing else: watch what the last change did\. CloudWatch shows it by\s+17:55 UTC\./)
    expect(text).toContain('ddbstream iterator-age orders-projector:live --region us-east-1 --watch')
    expect(text.split('Findings')[0]).not.toContain('update-event-source-mapping')
  })

  test.each([
    ['recovering', 'Recovering since 17:41 UTC, after a change.'],
    ['recovered', 'Recovered since 17:41 UTC, after a change.'],
  ] as const)('that helped: %s', (state, headline) => {
    expect(shown({repair: {...repair, state, since: '2026-11-23T17:41:00.000Z', lookAgainAt: null}})).toContain(headline)
  })

  test('a cause that the settings of now show stays the headline', () => {
    expect(shown({causes: [cause!]})).toContain(cause!.title)
  })
})

test('--verbose says why a check could not be judged', () => {
  const [finding] = invented.undecided.pipelines[0]!.findings.filter(({status}) => status === 'unknown')
  expect(human(invented.undecided, style({columns: 200, verbose: true}))).toContain(finding!.summary)
})

test('colour changes nothing but colour', () => {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control sequences
  const plain = human(invented.poison, style({colour: true})).replace(/\u001b\[[\d;]*m/g, '')
  const words = (text: string): string => text.replace(/\s+/g, ' ').trim()
  expect(words(plain)).toBe(words(human(invented.poison, style())))
})

test('the worst pipeline comes first', () => {
  const text = human(invented.two, style())
  expect(text.indexOf('orders-projector')).toBeLessThan(text.indexOf('orders-mailer'))
  expect(text).toContain('2 pipelines: 1 degraded, 1 healthy.')
})

test('terminal escapes in names and logs are not obeyed', () => {
  const [pipeline] = invented.poison.pipelines
  const evil = '\u001b[31mred\u001b]0;title\u0007\u009b2J'
  const text = human(
    {
      ...invented.poison,
      pipelines: [
        {
          ...pipeline!,
          function: evil,
          causes: [{...pipeline!.causes[0]!, summary: evil, treatments: [{summary: evil, command: `echo ${evil}`}]}],
        },
      ],
    },
    style(),
  )
  // biome-ignore lint/suspicious/noControlCharactersInRegex: looking for them is the point
  expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/)
})

test('of a fleet, what is wrong is shown in full, what is at risk in a line, and the healthy are counted', async () => {
  const [one, two, three] = [invented.poison.pipelines[0]!, invented.atRisk.pipelines[0]!, invented.healthy.pipelines[0]!]
  const many = [...Array.from({length: 25}, () => one), ...Array.from({length: 45}, () => two), ...Array.from({length: 300}, () => three)]
  const text = human({...invented.poison, pipelines: many}, style())
  expect(text.match(/A poison record blocks a shard/g)?.length).toBe(20)
  expect(text).toContain('5 more pipelines like these')
  expect(text.match(/^ {2}us-east-1 {2}orders-projector:live {2}unbounded-retries$/gm)?.length).toBe(40)
  expect(text).toContain('300 healthy pipelines: --verbose shows them.')
})

test('a part into which no pipeline falls is not one that could not be seen', () => {
  const empty = {...invented.healthy, part: {shard: 3, of: 8}, pipelines: []}
  for (const text of [human(empty, style()), markdown(empty)]) expect(text).toContain('No pipeline falls into slice 3/8')
  expect(human({...empty, verdict: 'undecided'}, style())).toContain('No pipeline could be seen')
})

test('why a cause is still possible stands below its name, for people and in markdown', () => {
  const [pipeline] = invented.undecided.pipelines
  const openBecause = ['8 of 40 invocations failed in the newest minute that CloudWatch shows.']
  const report = {...invented.undecided, pipelines: pipeline ? [{...pipeline, openBecause}] : []}
  expect(human(report, style())).toMatch(/Still possible.*\n +poison-record, .*\n +• 8 of 40 invocations failed/)
  expect(markdown(report)).toMatch(/Still possible.*poison-record.*\n\n- 8 of 40 invocations failed/)
})

test('causes that look alike and were ruled out are shown under --verbose alone', () => {
  expect(human(invented.poison, style())).not.toContain('Ruled out')
  expect(human(invented.poison, style({verbose: true}))).toMatch(/Ruled out\n.*throttled-concurrency: No invocation is throttled\./)
})

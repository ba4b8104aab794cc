import {describe, expect, it} from 'vitest'
import {allRecordings} from './all.ts'
import {recordedPage} from './page.ts'
import {type Replayed, replay} from './replay.ts'

const all = await allRecordings()

describe.each(all)('%s', (_, {stories}) => {
  it.each(stories.map(story => [story.test, story] as const))('the lab answers as AWS did: %s', async (_, story) => {
    const replayed = await replay(story)
    expect(replayed.flatMap(one => unexpected(one))).toEqual([])
    // A difference that is gone needs no reason any more.
    expect(replayed.flatMap(one => unmet(one))).toEqual([])
  })
})

it('docs/recorded.md lists the answers', async () => {
  await expect(recordedPage(all)).toMatchFileSnapshot('../../docs/recorded.md')
})

const isAt = (place: string, difference: string): boolean => difference.startsWith(`${place}:`)

const unexpected = ({step, differences}: Replayed): string[] =>
  differences
    .filter(one => !(step.differs?.at ?? []).some(place => isAt(place, one)))
    .map(one => `${step.asked} ${JSON.stringify(step.input)}: ${one}`)

const unmet = ({step, differences}: Replayed): string[] =>
  (step.differs?.at ?? []).filter(place => !differences.some(one => isAt(place, one)))

import {afterAll, beforeAll, describe, expect, it} from 'vitest'
import {describeWith, dynamodbLocal} from '../peers.ts'
import {openQuestions, type Question, replacedQuestions} from './questions.ts'
import {labScenes, localScenes, type Scenes} from './scenes.ts'

// DynamoDB Local cannot show these: trimmed records and expired iterators (they need 24 hours and 15 minutes), lineage of shards (it has
// one shard per stream), and throttles. Those stand on AWS's documentation alone (test/lab/services/streams.test.ts).
describeWith(dynamodbLocal, jar => {
  let local: Scenes
  let lab: Scenes
  beforeAll(async () => {
    ;[local, lab] = await Promise.all([localScenes(jar), labScenes()])
  })
  afterAll(async () => {
    await Promise.all([local?.close(), lab?.close()])
  })

  const table = <S>(questions: readonly Question<S>[]) => questions.map(question => [question.about, question] as const)

  describe.each(['local', 'lab'] as const)('%s', side => {
    const scenes = () => (side === 'local' ? local : lab)

    it.each(table(openQuestions))('an open shard: %s', async (_, question) => {
      expect(await question.ask(scenes().open)).toEqual(answerOf(question, side))
    })
    it.each(table(replacedQuestions))('a stream that was replaced: %s', async (_, question) => {
      expect(await question.ask(scenes().replaced)).toEqual(answerOf(question, side))
    })
  })
})

const answerOf = ({expected, local}: Question<never>, side: 'local' | 'lab'): unknown =>
  side === 'local' && local ? local.answers : expected

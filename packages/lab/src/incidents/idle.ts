import {defineIncident} from './incident.ts'
import {type Draw, ordinaryPlan, type Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

/** When somebody wrote, in [from, to) seconds, and how many records a second. */
interface Writing {
  spans: readonly {fromSecond: number; toSecond: number}[]
  perSecond: number
}

type History = 'none' | 'workday' | 'trickle' | 'job' | 'by hand'

/** The writes before the stream became quiet, at most `perSecond`. Few idle streams have never had a record. */
const histories: Readonly<Record<History, (draw: Draw, quietSecond: number, perSecond: number) => Writing>> = {
  none: () => ({spans: [], perSecond: 0}),
  /** Orders came in until the shop closed. */
  workday: (draw, quietSecond, perSecond) => ({
    spans: [{fromSecond: 0, toSecond: quietSecond}],
    perSecond: perSecond * draw('share').between(0.3, 1),
  }),
  trickle: (draw, quietSecond, perSecond) => ({
    spans: [{fromSecond: 0, toSecond: quietSecond}],
    perSecond: Math.min(perSecond, draw('trickle').logBetween(0.01, 0.2)),
  }),
  /** A job that runs once a day has run. */
  job: (draw, quietSecond, perSecond) => ({
    spans: [{fromSecond: Math.max(0, quietSecond - draw('job').whole(120, 1500)), toSecond: quietSecond}],
    perSecond: perSecond * draw('share').between(0.5, 1),
  }),
  /** Now and then somebody changes some orders. */
  'by hand'(draw, quietSecond, perSecond) {
    const random = draw('by hand')
    const starts = Array.from({length: random.whole(2, 9)}, () => random.whole(0, quietSecond - 60))
    return {
      spans: [...starts, quietSecond - 60].map(fromSecond => ({fromSecond, toSecond: fromSecond + 60})),
      perSecond: Math.min(perSecond, random.between(0.05, 0.3)),
    }
  },
}

/** Writes in these spans, and none beside them. */
const onlyIn = (spans: Writing['spans']): Plan['bursts'] => [
  ...spans.map(span => ({...span, factor: 1})),
  {fromSecond: 0, toSecond: Number.POSITIVE_INFINITY, factor: 0},
]

export const idle = defineIncident({
  id: 'idle',
  story:
    'The table has had no write for a quarter of an hour, for hours, or ever. The mapping polls and finds no record, so the function does not run and most metrics are absent.',
  fix: 'No action needed.',
  truth: () => ({cause: null, causes: [], lag: 'idle'}),
  build(seed) {
    const plan = ordinaryPlan(seed, 'idle')
    const {draw, openSecond} = plan
    const quietSecond = Math.round(openSecond - draw('quiet').logBetween(15, 150) * 60)
    const history = draw('history').pick<History>(['none', 'workday', 'trickle', 'trickle', 'job', 'job', 'by hand'])
    const {spans, perSecond} = histories[history](draw, quietSecond, plan.perSecond)
    return sceneOf({
      ...plan,
      perSecond,
      bursts: onlyIn(spans),
      onsetSecond: quietSecond,
      lastProcessingResult: history === 'none' ? draw('result').pick(['No records processed', 'OK']) : 'OK',
    })
  },
})

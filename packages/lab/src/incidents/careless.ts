import type {Simulation} from '../simulation/engine/simulation.ts'
import {carefulPlan} from './healthy.ts'
import {defineIncident, type Incident} from './incident.ts'
import type {Draw, Plan} from './plan.ts'
import {sceneOf} from './scene.ts'

/** Something that is set up badly and that nothing suffers from, yet. */
export interface Flaw {
  /** The flaw, in AWS's names. */
  says: string
  /** The other settings of the plan. */
  plan?: (plan: Plan) => Plan
  /** The other changes of the account when the simulation starts. */
  set?: (simulation: Simulation, draw: Draw) => void
}

export interface Careless {
  id: string
  story: string
  fix: string
  /** The common part of all its accounts, before the flaws. */
  base?: Omit<Flaw, 'says'>
  /** Flaws that exclude each other stand together: at most one of them is there. */
  flaws: readonly (readonly Flaw[])[]
  /** A flaw that is drawn by itself, so that it shifts none of those above. */
  apart?: Flaw
}

/** Each kind of flaw is there in most accounts, and one of them always. */
function drawFlaws({flaws, apart}: Careless, draw: Draw): Flaw[] {
  const random = draw('flaws')
  const always = random.whole(0, flaws.length - 1)
  const drawn = flaws.flatMap((kind, i) => {
    const [flaw, isThere] = [random.pick(kind), random.chance(0.55)]
    return isThere || i === always ? [flaw] : []
  })
  return apart && draw('flaw apart').chance(0.55) ? [...drawn, apart] : drawn
}

/** A pipeline that does well although the account was set up without care. The flaws differ with the seed. */
export function defineCareless(careless: Careless): Incident {
  const {id, story, fix, base = {}} = careless
  const flawsOf = (draw: Draw) => drawFlaws(careless, draw)
  return defineIncident({
    id,
    story,
    fix,
    truth: seed => ({cause: null, causes: [], lag: 'ok', flaws: flawsOf(carefulPlan(seed, id).draw).map(({says}) => says)}),
    build(seed) {
      const careful = carefulPlan(seed, id)
      const {draw} = careful
      const changes = [base, ...flawsOf(draw)]
      const plan = changes.reduce((before, change) => change.plan?.(before) ?? before, careful)
      const happens = (simulation: Simulation) => {
        for (const change of changes) change.set?.(simulation, draw)
      }
      return sceneOf({...plan, timeline: [...plan.timeline, {atSecond: 0, happens}]})
    },
  })
}

import type {World} from '../../simulation/engine/world.ts'
import {list, text} from '../protocol/shapes.ts'

export const alarmName = text({min: 1, max: 255})
export const actions = list(text({min: 1, max: 1024}), {max: 5})
export const alarmArn = (world: World, name: string): string => `arn:aws:cloudwatch:${world.region}:${world.accountId}:alarm:${name}`

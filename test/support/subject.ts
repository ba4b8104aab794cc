import type {Subject} from '../../src/config/match.ts'

/** The properties of a pipeline that rules match: of the function with this name, or with these differences. */
export const subject = (given: string | Partial<Subject> = {}): Subject => ({
  function: 'orders-projector',
  table: 'orders',
  account: '123456789012',
  region: 'us-east-1',
  tags: null,
  ...(typeof given === 'string' ? {function: given} : given),
})

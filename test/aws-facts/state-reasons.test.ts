import {StateReasonCode} from '@aws-sdk/client-lambda'
import {expect, it} from 'vitest'
import {stateReasonWords} from '../../src/aws-facts/state-reasons.ts'

/** These pass by themselves and need no words. */
const passing = ['Creating', 'Idle', 'Restoring']

it.each(Object.values(StateReasonCode).filter(code => !passing.includes(code)))('%s has a sentence', code => {
  expect(stateReasonWords(code)).toMatch(/^[A-Z][^.]*\.$/)
})

it.each([null, ...passing, 'CameLater', 'constructor'])('%s has none', code => {
  expect(stateReasonWords(code)).toBeNull()
})

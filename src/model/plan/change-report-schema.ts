import {z} from 'zod'
import {operationSchema, planSchema} from './plan-schema.ts'

const scope = z.object({
  account: z.string().nullable(),
  caller: z.string().nullable(),
  profile: z.string().optional().describe('the profile of the shared AWS configuration, where one was named'),
  region: z.string(),
})

const lock = z.object({operation: z.string(), owner: z.string(), expiresAt: z.iso.datetime()}).nullable()

export const changeSchema = z.object({
  schemaVersion: z.literal(1),
  scope,
  outcome: z.enum(['planned', 'nothing-to-do', 'done', 'rolled-back', 'taken-back', 'interrupted']),
  plan: planSchema,
  lock: lock.describe('who else holds the mapping'),
  operation: operationSchema.nullable().describe('null when nothing was begun'),
  flow: z.enum(['seen', 'not-seen', 'nothing-written', 'unknown']).nullable().describe('whether records were seen to flow again'),
})

export const undoSchema = z.object({
  schemaVersion: z.literal(1),
  scope,
  outcome: z.enum(['planned', 'nothing-to-do', 'undone']),
  operation: operationSchema.nullable().describe('the operation that is undone; null without one'),
  steps: operationSchema.shape.undo.describe('the steps that undo it'),
  gone: z.array(z.string()).default([]).describe('targets that no longer exist, and cannot be restored'),
})

export const historySchema = z.object({
  schemaVersion: z.literal(1),
  operations: z.array(operationSchema).describe('newest first'),
  running: z
    .array(z.string())
    .default([])
    .describe(
      'ids of the operations that a process of this machine carries out or undoes now; the status of one that is undone is half-done',
    ),
})

import type {z} from 'zod'
import type {changeSchema, historySchema, undoSchema} from './change-report-schema.ts'

/** What a change prints: the plan, and what became of it. */
export type ChangeReport = z.infer<typeof changeSchema>
export type UndoReport = z.infer<typeof undoSchema>
export type HistoryReport = z.infer<typeof historySchema>

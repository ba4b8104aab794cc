/** What happens while a plan is carried out, for the eyes of whoever waits. Times are seconds by AWS's clock. */
export type Progress =
  | {is: 'calling'; title: string; action: string}
  | {is: 'waiting'; title: string; state: string; seconds: number}
  | {is: 'retrying'; title: string; why: string}
  | {is: 'done'; title: string; seconds: number; already: boolean}
  | {is: 'guarding'; seconds: number; of: number; words: string; isNew: boolean}
  | {is: 'note'; text: string}

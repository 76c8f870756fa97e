/** Answers as tables, for the layers above. */
export { pagesOf, toCsv, toJsonLines } from '../formats/flat.ts'

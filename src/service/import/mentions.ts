import { Numbers } from './records.ts'

/** Where rows name what is not theirs: each name once, each place as numbers. */
export class Mentions {
  readonly names: string[] = []
  /** Number of the name, the file and the column, and the row, of each place. */
  readonly name = new Numbers()
  readonly file = new Numbers()
  readonly row = new Numbers()
  readonly column = new Numbers()
  readonly #numbers = new Map<string, number>()

  add(name: string, file: number, row: number, column: number): void {
    let number = this.#numbers.get(name)
    if (number === undefined) {
      // A cell is a view on the block it was cut from and would keep that block in memory.
      const own = Buffer.from(name).toString()
      number = this.names.push(own) - 1
      this.#numbers.set(own, number)
    }
    this.name.push(number)
    this.file.push(file)
    this.row.push(row)
    this.column.push(column)
  }
}

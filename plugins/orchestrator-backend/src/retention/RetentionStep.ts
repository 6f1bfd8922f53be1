/** One kind of old records, removed batch by batch. */
export interface RetentionStep {
  /** Stands in the database while the step is under way. */
  readonly name: string;
  /**
   * Removes one small batch, in transactions that end within milliseconds.
   *
   * @param position - what the batch before returned; absent: the first batch
   * @returns the position of the next batch; absent: there is nothing more to remove
   */
  removeBatch(position: string | undefined): Promise<string | undefined>;
}

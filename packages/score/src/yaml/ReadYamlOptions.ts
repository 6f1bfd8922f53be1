/** Options of {@link readYaml}. @public */
export interface ReadYamlOptions {
  /** The name of the file for messages, or `inline`. */
  source: string;
  /** Size of the UTF-8 text; 1 MiB (1,048,576) when absent. What aliases expand to may be four times that. */
  maximumBytes?: number;
  /** How many mappings and lists may stand inside each other; 64 when absent. */
  maximumDepth?: number;
  /** How many documents one text may hold; 100 when absent. */
  maximumDocuments?: number;
}

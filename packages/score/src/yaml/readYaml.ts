import { LineCounter, type Document } from 'yaml';
import { compareProblems } from '../problems/compareProblems';
import { limitProblems } from '../problems/limitProblems';
import type { Problem } from '../problems/Problem';
import { checkCharacters, decodeText } from './decodeText';
import type { LocatedDocument, Location } from './LocatedDocument';
import { NodeConverter } from './NodeConverter';
import { offsetAt } from './LocationNode';
import { parseDocuments } from './parseDocuments';
import type { ReadYamlOptions } from './ReadYamlOptions';
import { syntaxFinding } from './syntaxFinding';
import type { SyntaxMessage } from './SyntaxMessage';
import { ReadingStopped, type YamlFinding } from './YamlFinding';

/** How much larger than the text the values of its aliases may be. */
const EXPANSION = 4;

/** The shortest that words and signs are on average in a text that is not made to be slow. */
const BYTES_PER_TOKEN = 4;

/** Below this size a text may be nothing but signs. */
const SMALL = 64 * 1024;

/** The code of the problem that a text holds more documents than are read. @public */
export const TOO_MANY_DOCUMENTS = 'too-many-documents';

/** More than a person would read. */
const MAXIMUM_FINDINGS = 100;

/**
 * Reads the YAML 1.2 documents of a text, a JSON text among them, to plain JSON values with locations.
 *
 * Made for texts of strangers: it never throws on input, its time and memory are bounded by the limits,
 * and it refuses what would surprise later: duplicate keys, keys that are no text, reserved keys
 * (`$secret…`, `$known…`, `__proto__…`), numbers that JSON does not have, characters that YAML does not
 * allow. Only documents without errors are returned; documents without content are passed over.
 * @public
 */
export function readYaml(
  text: string | Uint8Array,
  options: ReadYamlOptions,
): { documents: LocatedDocument[]; problems: Problem[] } {
  const lines = new LineCounter();
  const documents: LocatedDocument[] = [];
  const findings: YamlFinding[] = [];
  try {
    readDocuments(text, options, { lines, documents, findings });
  } catch (error) {
    if (!(error instanceof ReadingStopped)) {
      throw error;
    }
    findings.push(error.finding);
  }
  const problems = findings.map(({ offset, ...finding }) => ({
    ...finding,
    source: options.source,
    ...locationOf(offset, lines),
  }));
  return {
    documents,
    problems: limitProblems(problems.sort(compareProblems)),
  };
}

function readDocuments(
  text: string | Uint8Array,
  options: ReadYamlOptions,
  found: {
    lines: LineCounter;
    documents: LocatedDocument[];
    findings: YamlFinding[];
  },
): void {
  const { source, maximumBytes = 1024 * 1024 } = options;
  const { maximumDepth = 64, maximumDocuments = 100 } = options;
  const { lines, documents, findings } = found;
  const decoded = decodeText(text, maximumBytes);
  countLines(decoded, lines);
  checkCharacters(decoded);
  const budget = Math.max(maximumBytes, SMALL);
  const limits = { maximumDepth, maximumTokens: budget / BYTES_PER_TOKEN };
  const report = (message: SyntaxMessage) => addFinding(syntaxFinding(message, decoded), findings);

  let count = 0;
  for (const { tree, isBroken } of parseDocuments(decoded, limits, report)) {
    count += 1;
    if (count > maximumDocuments) {
      throw new ReadingStopped(
        `The file holds more than ${maximumDocuments} documents; the rest was not read.`,
        { offset: tree.range[0], code: TOO_MANY_DOCUMENTS, hint: 'Split it into several files.' },
      );
    }
    const document = isBroken
      ? undefined
      : convertDocument(tree, { maximumDepth, maximumSize: budget * EXPANSION }, finding =>
          addFinding(finding, findings),
        );
    if (document) {
      const { value, location } = document;
      documents.push({
        source,
        value,
        locate: pointer => locationOf(offsetAt(location, pointer), lines),
      });
    }
  }
}

/** The value of a document; none when it is empty, or when anything about it is wrong. */
function convertDocument(
  tree: Document.Parsed,
  limits: { maximumDepth: number; maximumSize: number },
  add: (finding: YamlFinding) => void,
): ReturnType<NodeConverter['convert']> | undefined {
  let isGood = true;
  const converter = new NodeConverter(limits, finding => {
    isGood &&= finding.severity === 'warning';
    add(finding);
  });
  const converted = converter.convert(tree.contents);
  return isGood && converted.value !== null ? converted : undefined;
}

/** Adds a finding; stops reading when there are more errors than are shown anyway. */
function addFinding(finding: YamlFinding, findings: YamlFinding[]): void {
  if (findings.length < MAXIMUM_FINDINGS) {
    findings.push(finding);
  } else if (finding.severity === 'error') {
    throw new ReadingStopped(
      `The file has more than ${MAXIMUM_FINDINGS} mistakes and was not read to its end.`,
      { offset: finding.offset },
    );
  }
}

function countLines(text: string, lines: LineCounter): void {
  let begin = 0;
  do {
    lines.addNewLine(begin);
    begin = text.indexOf('\n', begin) + 1;
  } while (begin > 0);
}

function locationOf(offset: number, lines: LineCounter): Location {
  const { line, col } = lines.linePos(offset);
  // No line is known of a text that is refused for its size.
  return line === 0 ? { line: 1, column: 1 } : { line, column: col };
}

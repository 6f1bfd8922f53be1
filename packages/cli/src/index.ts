/**
 * The command line of Tutti. Importing this module runs it.
 *
 * @packageDocumentation
 */
import { runProgram } from './program/runProgram';
import { Terminal } from './program/Terminal';

void runProgram(process.argv.slice(2), Terminal.ofProcess());

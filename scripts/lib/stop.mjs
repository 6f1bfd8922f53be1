import fs from 'node:fs';

/** Ends the command with one clear sentence on stderr and exit code 1. */
export function stop(sentence) {
  console.error(`\n${sentence}`);
  process.exit(1);
}

/** Makes a folder, and ends the command when that or writing into it is not possible. */
export function assertWritable(folder, alternative) {
  try {
    fs.mkdirSync(folder, { recursive: true });
    fs.accessSync(folder, fs.constants.W_OK);
  } catch {
    stop(`The folder ${folder} cannot be written. Change its permissions, or ${alternative}.`);
  }
}

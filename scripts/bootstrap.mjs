// What every command does first, with nothing but Node: check its version, install what the lock file names.
// Also how commands start others, so that none outlives the one that started it.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';

process.chdir(`${import.meta.dirname}/..`);

const windows = process.platform === 'win32';
/** @type {Set<import('node:child_process').ChildProcess>} */
const children = new Set();

let ending = false;

/** Signals what this process started; tells whether any of it was there to hear. @param {NodeJS.Signals | 0} signal */
function signalChildren(signal) {
  let heard = false;
  for (const child of children) {
    try {
      // a child leads its own group: npm would not pass the signal on to what it started
      const there = windows || !child.pid ? child.kill(signal) : process.kill(-child.pid, signal);
      heard ||= there;
    } catch {
      // it had ended by itself
    }
  }
  return heard;
}

/** Ends what this process started, then itself. @param {number} code */
function end(code) {
  if (ending) return;
  ending = true;
  signalChildren('SIGTERM');
  const began = performance.now();
  setInterval(() => {
    const late = performance.now() - began > 2000; // npm, asked to end, first undoes its work for many seconds
    if (!late && signalChildren(0)) return;
    signalChildren('SIGKILL');
    process.exit(code);
  }, 50);
}

process.on('SIGINT', () => end(130));
process.on('SIGTERM', () => end(143));
process.on('SIGHUP', () => end(129));

/** Ends this process with the one that started it: npm does not pass SIGTERM on. */
export function endWithParent() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    end(143);
  }, 300);
  watch.unref();
}

/**
 * Runs a command without a standard input; tells whether it succeeded.
 * @param {string} command @param {string[]} args
 * @param {{ quiet?: boolean, held?: boolean, env?: Record<string, string> }} [options] quiet: what it prints goes to
 * standard error; held: it is printed in one piece when the command has ended, so that two may run side by side
 * @returns {Promise<boolean>}
 */
export function run(command, args, { quiet = false, held = false, env = {} } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      stdio: held ? ['ignore', 'pipe', 'pipe'] : ['ignore', quiet ? 2 : 'inherit', 'inherit'],
      env: { ...process.env, ...env },
      detached: !windows,
    });
    children.add(child);
    /** @type {Buffer[]} */
    const said = [];
    child.stdout?.on('data', (chunk) => said.push(chunk));
    child.stderr?.on('data', (chunk) => said.push(chunk));
    /** @param {boolean} succeeded */
    const done = (succeeded) => {
      if (ending) return; // nothing may go on after it, and what it started may still be there
      children.delete(child);
      if (held) process.stdout.write(Buffer.concat(said));
      resolve(succeeded);
    };
    child.on('error', () => done(false));
    child.on('close', (code) => done(code === 0));
  });
}

/**
 * Runs npm: the very one that started this script, where one did, which needs no shell on Windows either.
 * @param {string[]} args @param {{ quiet?: boolean, held?: boolean }} [options]
 */
export const npm = (args, options) =>
  process.env.npm_execpath
    ? run(process.execPath, [process.env.npm_execpath, ...args], options)
    : run('npm', args, options);

/** @param {string} sentence @returns {never} */
export function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}

/** Tells whether node_modules holds what the lock file names; npm keeps its own list there, written last. */
function installed() {
  const list = 'node_modules/.package-lock.json';
  if (!existsSync(list)) return false;
  /** @type {(file: string) => Record<string, { version?: string, optional?: boolean }>} */
  const packages = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};
  const present = packages(list);
  return Object.entries(packages('package-lock.json')).every(
    // optional: binaries for other platforms
    ([path, { version, optional }]) => path === '' || optional || present[path]?.version === version,
  );
}

/** @param {{ quiet?: boolean }} [options] quiet: nothing on standard output, which belongs to the command */
export async function installDependencies(options) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major < 20 || (major === 20 && minor < 19))
    fail(`Node ${process.versions.node} is too old: 20.19 or later is needed.`);
  if (installed()) return;
  // --include=dev: under NODE_ENV=production npm would leave everything out
  if (!(await npm(['ci', '--include=dev'], options))) fail('The dependencies could not be installed.');
}

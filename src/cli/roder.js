#!/usr/bin/env node
import { spawn } from 'node:child_process';
import module, { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';

/**
 * The `roder` command. The machine's Node may be too old for Roder, so this file is plain JavaScript that hands over to
 * the Node installed by `npm ci`; a recent enough Node continues directly.
 */
const [major, minor] = process.versions.node.split('.').map(Number);
const script = new URL('main.ts', import.meta.url);

if (major > 24 || (major === 24 && minor >= 15)) await start();
else handOver(nodeOfPackage());

/** Keeps Node's compile cache in the system's temporary folder, for a faster next start. */
async function start() {
  module.enableCompileCache();
  await import(script.href);
}

function nodeOfPackage() {
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const program = process.platform === 'win32' ? 'node.exe' : 'node';
  try {
    return createRequire(import.meta.url).resolve(`node-${system}-${process.arch}/bin/${program}`);
  } catch {
    console.error(`Roder needs Node 24.15 or newer, and this is ${process.version}. Run: npm ci`);
    process.exit(1);
  }
}

function handOver(node) {
  const child = spawn(node, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => process.exit(code ?? 1));
}

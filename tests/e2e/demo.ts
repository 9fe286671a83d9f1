// A `brugeradm demo` of the tests' own: a fresh world on a free port, one for each worker.
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export type DemoOptions = { database: 'sqlite' | 'postgres' };

const repository = resolve(import.meta.dirname, '../..');
const binary = resolve(repository, process.env['BRUGERADM'] ?? 'target/release/brugeradm');
const readyWithin = 60_000;

export class Demo {
  private output = '';

  private constructor(
    readonly origin: string,
    private readonly process: ChildProcess,
    private readonly folder: string,
  ) {}

  static async start({ database }: DemoOptions): Promise<Demo> {
    const folder = mkdtempSync(join(tmpdir(), 'brugeradm-e2e-'));
    const port = await freePort();
    const where = database === 'postgres' ? ['--database-url', createPostgresDatabase()] : [];
    const child = spawn(binary, ['demo', '--port', String(port), '--data', folder, ...where], { cwd: folder });
    const demo = new Demo(`http://localhost:${port}`, child, folder);
    await demo.untilReady();
    return demo;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode === null) {
      const ended = new Promise((done) => this.process.once('exit', done));
      this.process.kill('SIGTERM');
      await ended;
    }
    rmSync(this.folder, { recursive: true, force: true });
  }

  private untilReady(): Promise<void> {
    return new Promise((ready, fail) => {
      const giveUp = (why: string) => fail(new Error(`the demo ${why}:\n${this.output}`));
      const timer = setTimeout(() => giveUp(`is not ready after ${readyWithin / 1000} s`), readyWithin);
      const read = (text: Buffer) => {
        this.output += text.toString();
        if (/^ready$/m.test(this.output)) {
          clearTimeout(timer);
          ready();
        }
      };
      this.process.stdout?.on('data', read);
      this.process.stderr?.on('data', read);
      this.process.once('error', (error) => giveUp(`did not start (${error.message})`));
      this.process.once('exit', (code) => giveUp(`ended with ${code}`));
    });
  }
}

function freePort(): Promise<number> {
  return new Promise((free) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => free(port));
    });
  });
}

/** A new database in the cluster that `tests/postgres` started. */
function createPostgresDatabase(): string {
  const cluster = process.env['TEST_POSTGRES_URL'];
  if (!cluster) throw new Error('TEST_POSTGRES_URL is not set: run this through tests/postgres, as `make e2e` does');
  const name = `e2e_${randomBytes(6).toString('hex')}`;
  execFileSync('psql', [cluster, '--quiet', '--command', `create database ${name}`]);
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}

import {randomBytes} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import {createServer} from 'node:net';
import {hostname} from 'node:os';
import path from 'node:path';
import {setTimeout as sleep} from 'node:timers/promises';
import {execa} from 'execa';

/** What a cluster needs of the machine, and the Debian packages that have it. */
const programs = {
  '/usr/sbin/munged': 'munge',
  '/usr/sbin/slurmctld': 'slurmctld',
  '/usr/sbin/slurmd': 'slurmd',
  '/usr/bin/sbatch': 'slurm-client',
};

/** What is missing for a cluster on this machine: packages, or the rights of root. */
export const missing: readonly string[] = [
  ...Object.entries(programs).flatMap(([program, name]) => (existsSync(program) ? [] : [name])),
  ...(process.getuid?.() === 0 ? [] : ['root']),
];

export interface Cluster {
  /** Submits a job that runs `script` (bash) once in each of `tasks` tasks of an array; resolves to its number. */
  submit(script: string, tasks: number, output: string): Promise<string>;
  cancel(job: string): Promise<void>;
  /** Resolves when no task of the job is left. */
  ended(job: string): Promise<void>;
  stop(): Promise<void>;
  /** What a program of Slurm answers. */
  ask(command: string, ...args: string[]): Promise<string>;
  /** The controller is away until the promise that is returned has been called. */
  stopController(): Promise<() => void>;
  /** The environment of who talks to it. */
  readonly env: Readonly<Record<string, string>>;
}

const nodes = ['n1', 'n2'];

/** A real Slurm on this machine: a controller, and two nodes of some cores each. All that it writes is in `folder`. */
export async function startCluster(folder: string, cores = 1): Promise<Cluster> {
  const at = (name: string) => path.join(folder, name);
  for (const name of ['state', ...nodes]) mkdirSync(at(name), {recursive: true});
  writeFileSync(at('munge.key-file'), randomBytes(1024), {mode: 0o400});
  const ports = await Promise.all(['control', ...nodes].map(freePort));
  const conf = at('slurm.conf');
  writeFileSync(conf, configuration(folder, cores, ports));
  const env = {SLURM_CONF: conf};
  const mungeFiles = ['key-file', 'socket', 'pid-file', 'log-file', 'seed-file'].map(
    (name) => `--${name}=${at(`munge.${name}`)}`,
  );
  const commands = [
    ['munged', '--foreground', '--force', ...mungeFiles],
    ['slurmctld', '-D'],
    ...nodes.map((node) => ['slurmd', '-D', '-N', node]),
  ];
  const launch = ([command = '', ...args]: readonly string[]) =>
    execa(command, args, {env, stdio: 'ignore', reject: false});
  const daemons = commands.map(launch);
  const ask = async (command: string, ...args: string[]) =>
    (await execa(command, args, {env, reject: false})).stdout;
  const idle = nodes.map(() => 'idle').join('\n');
  const deadline = Date.now() + 60_000;
  while ((await ask('sinfo', '-h', '-N', '-p', 'main', '-o', '%T')) !== idle) {
    if (Date.now() > deadline) throw new Error(readFileSync(at('slurmctld.log'), 'utf8'));
    await sleep(200);
  }
  return {
    async submit(script, tasks, output) {
      const options = ['--parsable', `--array=1-${tasks}`, `--output=${output}`, '--wrap', script];
      return (await execa('sbatch', options, {env})).stdout;
    },
    async cancel(job) {
      await execa('scancel', [job], {env});
    },
    async ended(job) {
      while ((await ask('squeue', '-h', '-j', job)) !== '') await sleep(200);
    },
    env,
    ask,
    async stopController() {
      daemons[1].kill();
      await daemons[1];
      return () => {
        daemons[1] = launch(commands[1]);
      };
    },
    async stop() {
      for (const daemon of daemons.toReversed()) daemon.kill();
      await Promise.all(daemons);
    },
  };
}

const configuration = (folder: string, cores: number, [control, ...own]: readonly number[]) => `
ClusterName=test
SlurmctldHost=${hostname()}(127.0.0.1)
SlurmctldPort=${control}
SlurmUser=root
SlurmdUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/%n.pid
SlurmctldLogFile=${folder}/slurmctld.log
SlurmdLogFile=${folder}/%n.log
ProctrackType=proctrack/linuxproc
TaskPlugin=${cores > 1 ? 'task/none' : 'task/affinity'}
SlurmdParameters=config_overrides
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU_Memory
MailProg=/bin/true
${nodes
  .map((node, index) => {
    const address = `NodeHostname=${hostname()} NodeAddr=127.0.0.1 Port=${own[index]}`;
    return `NodeName=${node} ${address} CPUs=${cores} RealMemory=8000 State=UNKNOWN`;
  })
  .join('\n')}
PartitionName=main Nodes=ALL Default=YES State=UP PriorityTier=1
PartitionName=urgent Nodes=ALL State=UP PriorityTier=2
PreemptType=preempt/partition_prio
PreemptMode=CANCEL
KillWait=5
OverTimeLimit=0
MinJobAge=600
JobAcctGatherType=jobacct_gather/linux
JobAcctGatherFrequency=task=1
JobAcctGatherParams=OverMemoryKill
MaxArraySize=101
MaxJobCount=20000
`;

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        if (typeof address === 'object' && address) resolve(address.port);
        else reject(new Error('No port was given.'));
      });
    });
  });
}

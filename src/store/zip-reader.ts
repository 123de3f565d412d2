import {closeSync, constants, fstatSync, openSync, readSync} from 'node:fs';
import {inflateRawSync} from 'node:zlib';
import {ExpectedError} from '../system/expected-error.ts';

/** An archive is not what this program writes. */
export class ArchiveError extends ExpectedError<'ARCHIVE_INVALID'> {
  override readonly name = 'ArchiveError';

  constructor(fault: string, received: string, cause?: unknown) {
    const message = `An archive is not valid: ${fault}.`;
    const next = 'Fetch it anew, or leave it out.';
    super({code: 'ARCHIVE_INVALID', message, received, next}, cause);
  }
}

interface Member {
  /** Of its local header. */
  readonly offset: number;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
}

/** Sizes and signatures of the three structures (PKWARE APPNOTE 4.3): of the end, of a central and of a local header. */
const [END, CENTRAL, LOCAL] = [22, 46, 30];
const [END_MARK, CENTRAL_MARK, LOCAL_MARK] = [0x06054b50, 0x02014b50, 0x04034b50];
/** More than 65,535 members, whose names have 150 bytes each. */
const MAX_DIRECTORY = 2 ** 24;
const [STORED, DEFLATED] = [0, 8];

/**
 * A zip archive that anyone may have written, read in place: its directory once, and each member when it is asked
 * for. Of the format it takes what `packResults` writes: one volume, no comment, no zip64, no encryption.
 */
export class ZipReader {
  readonly #path: string;
  readonly #descriptor: number;
  readonly #size: number;
  readonly #members: ReadonlyMap<string, Member>;

  /** @throws ArchiveError; the system's error where the file cannot be read */
  constructor(path: string) {
    this.#path = path;
    this.#descriptor = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = fstatSync(this.#descriptor);
      if (!stats.isFile()) throw this.#invalid('it is not a regular file');
      this.#size = stats.size;
      this.#members = this.#readDirectory();
    } catch (error) {
      closeSync(this.#descriptor);
      throw error;
    }
  }

  get names(): Iterable<string> {
    return this.#members.keys();
  }

  /** The size of a member when it is unpacked, as the directory says [B]. */
  size(name: string): number | undefined {
    return this.#members.get(name)?.bytes;
  }

  /**
   * The bytes of a member; undefined where there is none of that name.
   *
   * @throws ArchiveError when it is larger than `limit`, or cannot be unpacked to the size that it names
   */
  content(name: string, limit: number): Buffer | undefined {
    const member = this.#members.get(name);
    if (member === undefined) return undefined;
    const {offset, method, packedBytes, bytes} = member;
    if (bytes > limit) throw this.#invalid(`${name} has ${bytes} bytes`);
    const header = this.#read(offset, LOCAL);
    if (header.readUInt32LE(0) !== LOCAL_MARK)
      throw this.#invalid(`${name} is not where it is said`);
    const start = offset + LOCAL + header.readUInt16LE(26) + header.readUInt16LE(28);
    const content = this.#unpack(this.#read(start, packedBytes), method, bytes, name);
    if (content.length !== bytes) throw this.#invalid(`${name} has another size than it names`);
    return content;
  }

  close(): void {
    closeSync(this.#descriptor);
  }

  #unpack(packed: Buffer, method: number, bytes: number, name: string): Buffer {
    if (method === STORED) return packed;
    if (method !== DEFLATED) throw this.#invalid(`${name} is packed by an unknown method`);
    try {
      // At least 1: zlib knows no limit of nothing.
      return inflateRawSync(packed, {maxOutputLength: Math.max(bytes, 1)});
    } catch (error) {
      throw this.#invalid(`${name} cannot be unpacked`, error);
    }
  }

  #readDirectory(): ReadonlyMap<string, Member> {
    const end = this.#read(this.#size - END, END);
    if (end.readUInt32LE(0) !== END_MARK || end.readUInt16LE(20) !== 0)
      throw this.#invalid('it does not end as a zip archive');
    const [count, bytes, offset] = [
      end.readUInt16LE(10),
      end.readUInt32LE(12),
      end.readUInt32LE(16),
    ];
    if (bytes > MAX_DIRECTORY) throw this.#invalid('its directory is too large');
    const directory = this.#read(offset, bytes);
    const members = new Map<string, Member>();
    for (let at = 0; members.size < count;) {
      if (at + CENTRAL > bytes || directory.readUInt32LE(at) !== CENTRAL_MARK)
        throw this.#invalid('its directory is damaged');
      const nameBytes = directory.readUInt16LE(at + 28);
      const name = directory.toString('latin1', at + CENTRAL, at + CENTRAL + nameBytes);
      if (members.has(name)) throw this.#invalid(`it names ${name} twice`);
      members.set(name, memberAt(directory, at));
      at += CENTRAL + nameBytes + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    }
    return members;
  }

  #read(offset: number, bytes: number): Buffer {
    if (offset < 0 || offset + bytes > this.#size) throw this.#invalid('it is cut');
    const buffer = Buffer.allocUnsafe(bytes);
    for (let done = 0; done < bytes;) {
      const read = readSync(this.#descriptor, buffer, done, bytes - done, offset + done);
      if (read === 0) throw this.#invalid('it is cut');
      done += read;
    }
    return buffer;
  }

  #invalid(fault: string, cause?: unknown): ArchiveError {
    return new ArchiveError(fault, this.#path, cause);
  }
}

const memberAt = (directory: Buffer, at: number): Member => ({
  method: directory.readUInt16LE(at + 10),
  packedBytes: directory.readUInt32LE(at + 20),
  bytes: directory.readUInt32LE(at + 24),
  offset: directory.readUInt32LE(at + 42),
});

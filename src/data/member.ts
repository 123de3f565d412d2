/** One file of a collection, as its authors publish it, unpacked. */
export interface Member {
  /** Path inside the publisher's archive or package. */
  readonly name: string;
  readonly bytes: number;
  /** Of the unpacked file: archives of equal content differ in their headers. */
  readonly sha256: string;
}

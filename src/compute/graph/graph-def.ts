import {dtypeNumbers, type DType, type Elements} from './dtype.ts';
import {
  bytesField,
  floatField,
  integerField,
  mapEntry,
  message,
  messageField,
  packedFloats,
  packedIntegers,
  type Field,
} from './wire.ts';

/** An attribute of an operation; `type` is a number of TensorFlow's `DataType`. */
export type Attribute =
  | {readonly kind: 'type' | 'int' | 'float'; readonly value: number}
  | {readonly kind: 'types' | 'ints'; readonly value: readonly number[]}
  | {readonly kind: 'bool'; readonly value: boolean}
  | {readonly kind: 'string'; readonly value: string}
  | {readonly kind: 'shape'; readonly value: readonly number[]}
  | {readonly kind: 'tensor'; readonly value: TensorValue};

/** A tensor in a graph. One element in `values` stands for a tensor filled with it. */
export interface TensorValue {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly values: Elements;
}

export type Attributes = Readonly<Record<string, Attribute>>;

/** A node of a TensorFlow graph. An input is `node`, `node:output` or, for order only, `^node`. */
export interface GraphNode {
  readonly name: string;
  readonly op: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

export const typeAttribute = (dtype: DType): Attribute => ({
  kind: 'type',
  value: dtypeNumbers[dtype],
});

const shapeMessage = (shape: readonly number[]): Uint8Array =>
  message(...shape.map((size) => messageField(2, integerField(1, size))));

function tensorMessage({dtype, shape, values}: TensorValue): Uint8Array {
  const head = [integerField(1, dtypeNumbers[dtype]), bytesField(2, shapeMessage(shape))];
  if (values.length !== 1) {
    const bytes = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    return message(...head, bytesField(4, bytes));
  }
  if (values instanceof Float32Array) return message(...head, packedFloats(5, values));
  return message(...head, packedIntegers(values instanceof Int32Array ? 7 : 11, [...values]));
}

function attributeFields(attribute: Attribute): Field {
  switch (attribute.kind) {
    case 'ints':
      return messageField(1, packedIntegers(3, attribute.value));
    case 'types':
      return messageField(1, packedIntegers(6, attribute.value));
    case 'string':
      return bytesField(2, attribute.value);
    case 'int':
      return integerField(3, attribute.value);
    case 'float':
      return floatField(4, attribute.value);
    case 'bool':
      return integerField(5, attribute.value ? 1 : 0);
    case 'type':
      return integerField(6, attribute.value);
    case 'shape':
      return bytesField(7, shapeMessage(attribute.value));
    case 'tensor':
      return bytesField(8, tensorMessage(attribute.value));
  }
}

const nodeField = ({name, op, inputs, attributes}: GraphNode): Field =>
  messageField(
    1,
    bytesField(1, name),
    bytesField(2, op),
    ...inputs.map((input) => bytesField(3, input)),
    ...Object.entries(attributes).map(([key, value]) =>
      mapEntry(5, key, message(attributeFields(value))),
    ),
  );

/** The version of the graph format that is written; every later TensorFlow reads it. */
const producer = 1882;

/**
 * The bytes of a `SavedModel` that holds one graph: the only form in which tfjs's binding takes one.
 * Messages and field numbers: tensorflow/core/protobuf/{saved_model,meta_graph}.proto and
 * tensorflow/core/framework/{graph,node_def,attr_value,tensor,tensor_shape}.proto.
 */
export const savedModel = (nodes: readonly GraphNode[]): Uint8Array =>
  message(
    integerField(1, 1),
    messageField(
      2,
      messageField(1, bytesField(4, 'serve')),
      messageField(2, ...nodes.map(nodeField), messageField(4, integerField(1, producer))),
    ),
  );

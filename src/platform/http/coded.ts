/** A code of an answer: its values are those that have a Chinese name (contract §1: each code field `x` comes with `xLabel`). */
import { ApiProperty } from '@nestjs/swagger';
import { LABELS } from '../../domain/labels.js';
import type { LabelGroup } from '../../domain/labels.js';

interface Several {
  /** A list of codes: its labels stand in a list in the same order. */
  many?: boolean;
  optional?: boolean;
}

/** On a property of a view. */
export const Coded = (group: LabelGroup, { many = false, optional = false }: Several = {}): PropertyDecorator =>
  ApiProperty({ enum: Object.keys(LABELS[group]), ...(many && { isArray: true }), required: !optional });

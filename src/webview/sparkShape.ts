import type { Spark } from '../words/spark.ts';
import { listOf, number, record, text } from './messageShape.ts';

export const sparkShape = record<Spark>({ levels: listOf(number), words: text });

import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { wasTakenBack } from './database.js';

const said = (code: string) => Object.assign(new DatabaseError('said', 4, 'error'), { code });

describe('what is asked again, because nothing of it can have been committed', () => {
  it.each(['23505', '23514', '40P01', '55P03', '57014', '22003'])('a statement that the server refused: %s', (code) => expect(wasTakenBack(said(code))).toBe(true));

  it.each([said('57P01'), said('57P02'), new Error('Connection terminated unexpectedly')])('never one of which nobody knows: %s', (error) => expect(wasTakenBack(error)).toBe(false));
});
